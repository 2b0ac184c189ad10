"""Runs scans: from what the panel says to the rows in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.errors import FormulaError
from scanner_app.services.scan_service import ScanState
from scanner_app.services.scan_types import EndState, ScanRequest

if TYPE_CHECKING:
    from scanner_app.presenters.formula_presenter import FormulaPresenter
    from scanner_app.services.bundle import Services
    from scanner_app.services.library_service import Contents
    from scanner_app.services.scan_types import ScanBatch, ScanEnd, Tally
    from scanner_app.views.scan_tab import ScanTab

ALL_SYMBOLS = "all"


class ScanPresenter(QObject):
    """Starts and cancels scans and shows how they go.

    Signals
    -------
    scan_failed : Exception
        Something other than the formula is wrong.
    """

    scan_failed = Signal(object)

    def __init__(
        self,
        tab: ScanTab,
        formula: FormulaPresenter,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tab, self._formula = tab, formula
        scans, results, library = services.scans, services.results, services.library
        self._scans, self._results, self._library = scans, results, library
        self._number = 0
        tab.panel.run_requested.connect(self.run)
        tab.panel.cancel_requested.connect(scans.cancel)
        formula.run_requested.connect(self.run)
        formula.checked.connect(self._update_buttons)
        scans.started.connect(self._on_started)
        scans.advanced.connect(self._on_advanced)
        scans.ended.connect(self._on_ended)
        scans.state_changed.connect(self._update_buttons)
        results.view_changed.connect(tab.results.show_counts)
        results.sort_changed.connect(tab.results.show_sort)
        results.finished.connect(self._on_arranged)
        results.filter_problem.connect(self._on_filter_problem)
        tab.results.filter_changed.connect(results.set_filter_text)
        tab.results.table.sort_key_added.connect(self._on_sort_key_added)
        library.contents_changed.connect(self._on_contents_changed)
        tab.results.show_empty(self.tr("Write a formula and press Run; its matches appear here."))

    @Slot()
    def run(self) -> None:
        """Scan for the formula in the editor."""
        self._formula.check()
        facts = self._formula.facts
        if self._scans.is_running or facts is None or not self._formula.can_run:
            return
        universe = self._universe()
        if not universe:
            self._tab.progress.show_idle(self.tr("There is nothing to scan in this universe"))
            return
        self._number += 1
        formula = self._formula.formula
        self._scans.start(
            ScanRequest(
                number=self._number,
                formula=formula,
                timeframe=self._tab.panel.timeframe.currentText(),
                range=self._tab.panel.range.value,
                bar_counts=universe,
                parameters=formula.parameters,
                value_names=facts.value_names,
            )
        )

    def _universe(self) -> dict[str, int]:
        """Return the symbols to scan with their numbers of candles."""
        coverage = self._library.contents.coverage.get(self._tab.panel.timeframe.currentText(), ())
        return {entry.symbol: entry.n_bars for entry in coverage}

    @Slot()
    def _update_buttons(self) -> None:
        """Offer Run or Cancel, whichever makes sense."""
        can_run = self._formula.can_run and not self._library.contents.is_empty
        running = self._scans.state is ScanState.RUNNING
        self._tab.panel.set_running(running, can_run and not self._scans.is_running)

    @Slot(object)
    def _on_started(self, request: ScanRequest) -> None:
        """Empty the table and begin to count."""
        self._tab.progress.show_started(request.n_symbols)
        self._tab.results.show_empty(self.tr("Scanning …"))
        before = self._results.model.columns
        self._results.begin(request.value_names, self._library.contents.names)
        if self._results.model.columns != before:
            self._tab.results.fit_columns()

    @Slot(object, object)
    def _on_advanced(self, batch: ScanBatch, tally: Tally) -> None:
        """Show what was found."""
        self._results.add(batch.new)
        self._tab.progress.show_progress(tally)

    @Slot(object, object)
    def _on_ended(self, end: ScanEnd, tally: Tally) -> None:
        """Show how it ended; a wrong formula shows its problems."""
        self._results.finish()
        self._tab.progress.show_end(end, tally)
        if isinstance(end.error, FormulaError):
            self._formula.check()
        elif end.error is not None:
            self.scan_failed.emit(end.error)
        if tally.matches == 0:
            self._tab.results.show_empty(self._nothing_found(end))

    @Slot()
    def _on_arranged(self) -> None:
        """Show the first match's chart, unless the user has already chosen one."""
        if self._tab.results.current_row < 0 and self._results.model.rowCount():
            self._tab.results.select(0)

    def _nothing_found(self, end: ScanEnd) -> str:
        """Return why the table is empty; a zero is never silent."""
        if end.state is EndState.FAILED:
            return str(end.error)
        if end.state is EndState.CANCELLED:
            return self.tr("Cancelled before anything was found.")
        return self.tr(
            "No candle matches. The chips above tell how every symbol ended; a wider range or "
            "other parameters may help."
        )

    @Slot(str)
    def _on_filter_problem(self, names: str) -> None:
        """Say that a name in the filter is no column."""
        box = self._tab.results.filter
        box.setToolTip(
            self.tr("There is no column called {names}").format(names=names) if names else ""
        )

    @Slot(int)
    def _on_sort_key_added(self, section: int) -> None:
        self._results.add_sort_key(self._results.model.columns[section].key)

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Offer what the library has."""
        panel = self._tab.panel
        panel.set_timeframes(contents.timeframes)
        panel.universe.clear()
        n_symbols = len(contents.symbols_of(panel.timeframe.currentText()))
        panel.universe.addItem(self.tr("All symbols ({n})").format(n=f"{n_symbols:,}"), ALL_SYMBOLS)
        self._update_buttons()
