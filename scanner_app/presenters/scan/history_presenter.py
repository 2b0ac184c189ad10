"""What entered and what left since the last scan, and the list of past scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.domain.formula import Formula
from scanner_app.texts import duration_text, timeframe_text

if TYPE_CHECKING:
    from engine.domain.scan_record import ScanRecord
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.protocols import Questions
    from scanner_app.presenters.scan.protocols import ChangesView, HistoryView
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.scan.scan_history import Comparison, ScanHistory
    from scanner_app.services.scan.scan_service import ScanService


class HistoryPresenter(QObject):
    """Shows past scans."""

    def __init__(
        self,
        view: ChangesView,
        panel: HistoryView,
        questions: Questions,
        *,
        formula: EditedFormula,
        history: ScanHistory,
        scans: ScanService,
        library: LibraryService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._questions = view, questions
        self._formula, self._history, self._library = formula, history, library
        self._comparison: Comparison | None = None
        self._is_list_requested = False
        history.compared.connect(self._on_compared)
        history.loaded.connect(self._on_loaded)
        scans.started.connect(self._on_started)
        view.changes_clicked.connect(self.show_changes)
        panel.history_requested.connect(self.show_history)

    @Slot()
    def show_changes(self) -> None:
        """List the symbols that entered and those that left."""
        comparison, contents = self._comparison, self._library.contents
        if comparison is None:
            return
        entered, left = self.tr("entered"), self.tr("left")
        rows = [(symbol, contents.name_of(symbol), entered) for symbol in comparison.entered]
        rows += [(symbol, contents.name_of(symbol), left) for symbol in comparison.left]
        time = f"{comparison.before.astimezone():%Y-%m-%d %H:%M}"
        self._questions.show_list(
            self.tr("Changes since the last scan"),
            self.tr("Since {time}").format(time=time),
            (self.tr("Symbol"), self.tr("Name"), self.tr("Change")),
            rows,
        )

    @Slot()
    def show_history(self) -> None:
        """List past scans."""
        self._is_list_requested = True
        self._history.load()

    @Slot(object)
    def _on_compared(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._view.show_changes(len(comparison.entered), len(comparison.left))

    @Slot()
    def _on_started(self) -> None:
        self._comparison = None
        self._view.show_changes(0, 0)

    @Slot(object)
    def _on_loaded(self, records: list[ScanRecord]) -> None:
        """Open the list, where it was asked for."""
        if not self._is_list_requested:
            return
        self._is_list_requested = False
        n_scans = len(records)
        lead = self.tr("{n} scans; a double click puts the formula into the editor", "", n_scans)
        titles = (
            self.tr("Time"), self.tr("Formula"), self.tr("Timeframe"), self.tr("Symbols"),
            self.tr("Hits"), self.tr("Matches"), self.tr("Took"), self.tr("Text"),
        )  # fmt: skip
        self._questions.show_list(
            self.tr("Past scans"),
            lead.format(n=f"{n_scans:,}"),
            titles,
            [_row_of(record) for record in records],
            action=self.tr("Put into the editor"),
            on_chosen=lambda number: self._load(records[number]),
        )

    def _load(self, record: ScanRecord) -> None:
        """Put the formula of a past scan into the editor."""
        parameters = dict(record.parameters)
        self._formula.load(
            Formula(
                record.formula_id or "",
                record.formula_name,
                record.expression,
                parameters=parameters,
            )
        )


def _row_of(record: ScanRecord) -> tuple[str | int, ...]:
    """Return the cells of a past scan."""
    summary = record.summary
    return (
        f"{record.started_at.astimezone():%Y-%m-%d %H:%M:%S}",
        record.formula_name,
        timeframe_text(record.timeframe),
        int(summary.get("symbols", 0)),
        len(record.hit_symbols),
        int(summary.get("matches", 0)),
        duration_text(float(summary.get("wall_ms", 0)) / 1e3),
        " ".join(record.expression.split()),
    )
