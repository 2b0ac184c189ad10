"""Past scans: what entered and what left since the last one for the same formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.domain.scan_record import ScanRecord

if TYPE_CHECKING:
    from engine.domain.scan_summary import ScanSummary
    from engine.storage.library import Workspace
    from scanner_app.services.library.workspace_service import WorkspaceService
    from scanner_app.services.scan.scan_types import WindowScan


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scan beside the one before it.

    Attributes
    ----------
    entered, left : tuple of str
        Symbols that match now and did not then, and the other way round.
    before : datetime
        When the other one ran.
    """

    entered: tuple[str, ...]
    left: tuple[str, ...]
    before: datetime


class ScanHistory(QObject):
    """Writes each finished scan down and compares it with the last one like it.

    Signals
    -------
    compared : Comparison
        The scan that has just ended against the last one for the same.
    loaded : list of ScanRecord
        The newest scans.
    """

    compared = Signal(object)
    loaded = Signal(object)

    def __init__(self, workspace: WorkspaceService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def add(self, scan: WindowScan, tally: ScanSummary, hits: tuple[str, ...]) -> None:
        """Keep a scan; `compared` follows where there was one like it."""
        record = record_of(scan, tally, hits)

        def work(workspace: Workspace) -> Comparison | None:
            last = _last_like(workspace, record)
            workspace.history.save(record)
            return compare(last, record) if last is not None else None

        self._workspace.run(work, self._on_compared)

    def load(self, limit: int = 200) -> None:
        """Read the newest scans; `loaded` follows."""
        self._workspace.run(lambda workspace: workspace.history.recent(limit), self.loaded.emit)

    def clear(self) -> None:
        """Forget all scans."""
        self._workspace.run(lambda workspace: workspace.history.clear())

    def _on_compared(self, comparison: Comparison | None) -> None:
        if comparison is not None:
            self.compared.emit(comparison)


def record_of(scan: WindowScan, tally: ScanSummary, hits: tuple[str, ...]) -> ScanRecord:
    """Return what is kept of a scan."""
    return ScanRecord(
        started_at=datetime.now(UTC),
        formula_name=scan.formula.name,
        expression=scan.formula.expression,
        timeframe=scan.timeframe,
        formula_id=scan.formula.id,
        parameters=dict(scan.parameters),
        summary={
            "symbols": tally.total,
            "matches": tally.matches,
            "wall_ms": round(tally.elapsed_s * 1e3),
            "range": scan.range.text,
            "scope": scan.scope,
            **{outcome.value: count for outcome, count in tally.counts.items()},
        },
        hit_symbols=hits,
    )


def compare(before: ScanRecord, now: ScanRecord) -> Comparison:
    """Return what has changed between two scans."""
    then, today = set(before.hit_symbols), set(now.hit_symbols)
    entered, left = tuple(sorted(today - then)), tuple(sorted(then - today))
    return Comparison(entered, left, before.started_at)


def _last_like(workspace: Workspace, record: ScanRecord) -> ScanRecord | None:
    """Return the last scan for the same, of the same candles and symbols."""
    subject = _subject_of(record)
    return next((o for o in workspace.history.recent(500) if _subject_of(o) == subject), None)


def _subject_of(record: ScanRecord) -> tuple[object, ...]:
    """Return what two scans must share to be compared."""
    summary = record.summary
    return (
        record.expression, record.timeframe, record.parameters,
        summary.get("range"), summary.get("scope"),
    )  # fmt: skip
