"""How far a scan has come, and how its symbols ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QToolButton, QWidget

from engine.domain.result import Outcome
from engine.domain.scan_summary import ScanSummary
from scanner_app.services.scan.outcome_groups import LEFT_OUT, MISSING
from scanner_app.services.scan.scan_types import EndState, ScanEnd
from scanner_app.texts import duration_text
from scanner_app.translations import numerus
from scanner_app.widgets.elided_label import ElidedLabel
from scanner_app.widgets.parts import button, call, column, label, refresh_style, row

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCALE = 1000


class ProgressPanel(QWidget):
    """A bar with its figures, and one chip an outcome.

    Signals
    -------
    outcome_clicked : str
        The user wants the list of symbols that ended so.
    changes_clicked :
        The user wants to know what has changed since the last scan.
    """

    outcome_clicked = Signal(str)
    changes_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar(maximum=_SCALE, textVisible=False)
        self.bar.setObjectName("scanProgressBar")
        self.bar.setAccessibleName(self.tr("Progress of the scan"))
        self.status = ElidedLabel("", "statusLabel")
        self.eta = label("", "muted", "etaLabel")
        self.changes = button("", "link", "changesButton")
        self.changes.clicked.connect(self.changes_clicked)
        self.changes.setToolTip(self.tr("List what entered and what left"))
        self.changes.hide()
        self._n_missing = 0
        self._chips = {key: self._chip(key) for key in (*Outcome, LEFT_OUT, MISSING)}
        self.setLayout(
            column(
                row(
                    self.status,
                    12,
                    self.eta,
                    8,
                    self.changes,
                    None,
                    *self._chips.values(),
                    spacing=2,
                ),
                self.bar,
                spacing=4,
            )
        )
        self.show_idle("")

    def show_idle(self, text: str) -> None:
        """Show `text` while nothing has been scanned."""
        self.bar.setValue(0)
        self.status.setText(text)
        self.eta.setText("")
        for chip in self._chips.values():
            chip.hide()

    def show_started(self, n_symbols: int, n_missing: int = 0) -> None:
        """Show that a scan of `n_symbols` has begun, and how many more the library lacks."""
        self._set_state("running")
        self._n_missing = n_missing
        self.show_progress(ScanSummary(total=n_symbols))
        self.eta.setText(self.tr("starting …"))

    def show_progress(self, tally: ScanSummary) -> None:
        """Show the counts of a scan that is under way."""
        self.bar.setValue(_SCALE * tally.done // tally.total if tally.total else _SCALE)
        symbols = self.tr("{done} / {total} symbols", "", tally.total)
        symbols = symbols.format(done=f"{tally.done:,}", total=f"{tally.total:,}")
        matches = self.tr("{n} matches", "", numerus(tally.matches)).format(n=f"{tally.matches:,}")
        self.status.setText(f"{symbols} · {matches}")
        rate = self.tr("{rate} symbols/s · {eta} left", "", numerus(tally.rate))
        eta = "" if tally.eta_s is None else duration_text(tally.eta_s)
        self.eta.setText(rate.format(rate=f"{tally.rate:,.0f}", eta=eta) if eta else "")
        self._show_counts(tally, self.tr("To do"))

    def show_end(self, end: ScanEnd, tally: ScanSummary) -> None:
        """Show how a scan ended."""
        self.show_progress(tally)
        self._set_state(end.state.value)
        words = {
            EndState.DONE: self.tr("Done in {time} · {rate} symbols/s", "", numerus(tally.rate)),
            EndState.CANCELLED: self.tr("Cancelled after {time}; what was found is kept"),
            EndState.FAILED: self.tr("Failed after {time}"),
        }
        self.eta.setText(
            words[end.state].format(time=duration_text(end.elapsed_s), rate=f"{tally.rate:,.0f}")
        )
        self._show_counts(tally, self.tr("Not scanned"))

    def show_changes(self, n_entered: int, n_left: int) -> None:
        """Show how many symbols entered and left since the last scan like this one."""
        text = self.tr("{entered} entered, {left} left since the last scan")
        self.changes.setText(text.format(entered=f"{n_entered:,}", left=f"{n_left:,}"))
        self.changes.setVisible(n_entered + n_left > 0)

    def outcome_title(self, key: str) -> str:
        """Return what an outcome is called."""
        return self._titles()[key]

    def _titles(self) -> Mapping[str, str]:
        return {
            Outcome.HIT: self.tr("Hit"),
            Outcome.NO_HIT: self.tr("No hit"),
            Outcome.SHORT_HISTORY: self.tr("Short history"),
            Outcome.NO_DATA: self.tr("No data"),
            Outcome.ERROR: self.tr("Error"),
            Outcome.TIMEOUT: self.tr("Timeout"),
            Outcome.STALE: self.tr("Behind"),
            LEFT_OUT: self.tr("Not scanned"),
            MISSING: self.tr("Not in the library"),
        }

    def _chip(self, key: str) -> QToolButton:
        """Return the small button that counts an outcome and opens its list."""
        chip = QToolButton()
        chip.setObjectName(f"{key}Chip")
        chip.setProperty("role", "chip")
        chip.setToolTip(self.tr("Show the list of these symbols"))
        chip.clicked.connect(call(self.outcome_clicked.emit, key))
        return chip

    def _show_counts(self, tally: ScanSummary, left_title: str) -> None:
        """Show every outcome that there is; together they are the universe."""
        counts = {str(key): n for key, n in tally.counts.items()}
        counts |= {LEFT_OUT: tally.left, MISSING: self._n_missing}
        titles = {**self._titles(), LEFT_OUT: left_title}
        always = (Outcome.HIT, Outcome.NO_HIT)
        for key, chip in self._chips.items():
            chip.setText(f"{titles[key]} {counts[key]:,}")
            chip.setVisible(counts[key] > 0 or key in always)

    def _set_state(self, state: str) -> None:
        self.bar.setProperty("state", state)
        refresh_style(self.bar)
