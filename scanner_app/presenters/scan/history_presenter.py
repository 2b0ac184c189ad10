"""What entered and what left since the last scan, and the list of past scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.domain.formula import Formula
from scanner_app.dialogs.list_dialog import ListDialog
from scanner_app.texts import duration_text, timeframe_text

if TYPE_CHECKING:
    from engine.domain.scan_record import ScanRecord
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.services.bundle import Services
    from scanner_app.services.scan.scan_history import Comparison
    from scanner_app.views.scan.scan_tab import ScanTab


class HistoryPresenter(QObject):
    """Shows past scans."""

    def __init__(
        self,
        tab: ScanTab,
        formula: EditedFormula,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tab, self._formula, self._services = tab, formula, services
        self._comparison: Comparison | None = None
        self._records: list[ScanRecord] = []
        self._is_wanted = False
        services.history.compared.connect(self._on_compared)
        services.history.loaded.connect(self._on_loaded)
        services.scans.started.connect(self._on_started)
        tab.progress.changes_clicked.connect(self.show_changes)
        tab.panel.history_requested.connect(self.show_history)

    @Slot()
    def show_changes(self) -> None:
        """List the symbols that entered and those that left."""
        if self._comparison is None:
            return
        entered, left = self.tr("entered"), self.tr("left")
        names = self._services.library.contents.name_of
        rows = [(s, names(s), entered) for s in self._comparison.entered]
        rows += [(s, names(s), left) for s in self._comparison.left]
        before = f"{self._comparison.before.astimezone():%Y-%m-%d %H:%M}"
        dialog = ListDialog(
            self.tr("Changes since the last scan"),
            self.tr("Since {time}").format(time=before),
            (self.tr("Symbol"), self.tr("Name"), self.tr("Change")),
            rows,
            parent=self._tab,
        )
        dialog.open()

    @Slot()
    def show_history(self) -> None:
        """List past scans."""
        self._is_wanted = True
        self._services.history.load()

    @Slot(object)
    def _on_compared(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._tab.progress.show_changes(len(comparison.entered), len(comparison.left))

    @Slot()
    def _on_started(self) -> None:
        self._comparison = None
        self._tab.progress.show_changes(0, 0)

    @Slot(object)
    def _on_loaded(self, records: list[ScanRecord]) -> None:
        """Open the list, where it was asked for."""
        if not self._is_wanted:
            return
        self._is_wanted = False
        self._records = records
        n_scans = len(records)
        lead = self.tr("{n} scans; a double click puts the formula into the editor", "", n_scans)
        dialog = ListDialog(
            self.tr("Past scans"),
            lead.format(n=f"{n_scans:,}"),
            (
                self.tr("Time"),
                self.tr("Formula"),
                self.tr("Timeframe"),
                self.tr("Symbols"),
                self.tr("Hits"),
                self.tr("Matches"),
                self.tr("Took"),
                self.tr("Text"),
            ),
            [_row_of(record) for record in records],
            action=self.tr("Put into the editor"),
            parent=self._tab,
        )
        dialog.resize(980, 520)
        dialog.row_chosen.connect(self._on_chosen)
        dialog.open()

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        """Put the formula of a past scan into the editor."""
        record = self._records[number]
        self._formula.load(
            Formula(
                record.formula_id or "",
                record.formula_name,
                record.expression,
                parameters=dict(record.parameters),
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
