"""Runs scans: from what the panel says to the rows in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.errors import FormulaError
from engine.scanning.scan_request import ScanRequest
from scanner_app.engine_messages import error_text
from scanner_app.services.scan.scan_service import ScanState
from scanner_app.services.scan.scan_types import EndState, RangeKind, WindowScan

if TYPE_CHECKING:
    from engine.domain.scan_summary import ScanSummary
    from engine.domain.universe import Universe
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.scan.universe_presenter import UniversePresenter
    from scanner_app.services.bundle import Services
    from scanner_app.services.library.library_service import Contents
    from scanner_app.services.scan.scan_types import ScanBatch, ScanEnd
    from scanner_app.settings import Settings
    from scanner_app.views.scan.scan_tab import ScanTab

_MOST_NAMED = 10


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
        formula: EditedFormula,
        universe: UniversePresenter,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tab, self._formula, self._universe = tab, formula, universe
        self._services = services
        self._scans, self._results = services.scans, services.results
        self._number = 0
        self._is_rerun_wanted = self._is_due = False
        self._connect_scans()
        self._connect_results()
        self._connect_auto_run()
        self._show_nothing()

    def _connect_scans(self) -> None:
        """Connect what starts, moves and ends a scan."""
        self._tab.panel.run_requested.connect(self.run)
        self._tab.panel.cancel_requested.connect(self._scans.cancel)
        self._tab.panel.changed.connect(self._update_buttons)
        for signal in (self._tab.panel.changed, self._formula.checked, self._scans.started):
            signal.connect(self._show_origin)
        self._tab.panel.repeat_chosen.connect(self._services.repeats.set_minutes)
        self._services.repeats.due.connect(self._on_due)
        self._formula.run_requested.connect(self.run)
        self._formula.checked.connect(self._update_buttons)
        self._formula.parameters_changed.connect(self._on_parameters_changed)
        self._scans.started.connect(self._on_started)
        self._scans.advanced.connect(self._on_advanced)
        self._scans.ended.connect(self._on_ended)
        self._scans.state_changed.connect(self._update_buttons)
        self._services.library.opened.connect(self._on_library_opened)
        self._services.library.contents_changed.connect(self._on_contents_changed)

    def _connect_results(self) -> None:
        """Connect what sorts and filters the table."""
        view = self._tab.results
        self._results.view_changed.connect(view.show_counts)
        self._results.sort_changed.connect(view.show_sort)
        self._results.working.connect(view.show_working)
        self._results.finished.connect(view.show_sorted)
        for signal in (self._results.finished, self._results.view_changed):
            signal.connect(self._on_arranged)
        self._results.filter_problem.connect(self._on_filter_problem)
        view.filter_changed.connect(self._results.set_filter_text)
        view.table.sort_key_added.connect(self._on_sort_key_added)

    def _connect_auto_run(self) -> None:
        """Keep the box beside the fields and the setting the same."""
        settings, box = self._services.settings, self._tab.formula.parameters.auto_run
        box.setChecked(settings.current.is_auto_run)
        box.toggled.connect(self._on_auto_run_toggled)
        settings.changed.connect(self._on_settings_changed)

    @Slot()
    def run(self) -> None:
        """Scan for the formula in the editor."""
        self._formula.check()
        has_range = not self._tab.panel.range.problem
        if has_range and not self._scans.is_running and self._formula.can_run:
            self._universe.resolve(self._start)

    @Slot()
    def _on_due(self) -> None:
        """Look for new candles and symbols, then scan."""
        self._is_due = True
        self._services.library.refresh()

    def _start(self, universe: Universe) -> None:
        """Scan the symbols of `universe`."""
        facts = self._formula.facts
        if self._scans.is_running or facts is None:
            return
        if not universe.symbols:
            self._tab.progress.show_idle(self._nothing_to_scan())
            return
        self._number += 1
        formula, chosen = self._formula.formula, self._tab.panel.range.value
        request = ScanRequest(
            formula,
            self._tab.panel.timeframe.chosen,
            self._universe.universe,
            chosen.date_range,
            chosen.last_bars,
            is_latest=chosen.kind is RangeKind.LATEST,
            parameters=formula.parameters,
        )
        self._scans.start(
            WindowScan(
                number=self._number,
                request=request,
                symbols=tuple(universe.symbols),
                range=chosen,
                value_names=facts.value_names,
                missing=tuple(universe.missing),
                scope=self._universe.scope,
            )
        )

    def _nothing_to_scan(self) -> str:
        """Return why there is no symbol to scan."""
        missing = self._universe.missing
        if not missing:
            return self.tr("There is nothing to scan in this universe")
        text = self.tr("Nothing to scan: the library does not have {symbols}")
        return text.format(symbols=", ".join(missing[:_MOST_NAMED]))

    @Slot()
    def _update_buttons(self) -> None:
        """Offer Run or Cancel, whichever makes sense."""
        can_run = self._formula.can_run and not self._services.library.contents.is_empty
        running = self._scans.state is ScanState.RUNNING
        self._tab.panel.set_running(running, can_run and not self._scans.is_running)

    @Slot()
    def _show_origin(self) -> None:
        """Mark matches of something else than what a scan would look for now."""
        request = self._scans.request
        self._tab.results.show_origin("" if request is None else self._difference(request))

    def _difference(self, request: WindowScan) -> str:
        """Return in words how a scan differs from the one that Run would start."""
        formula, panel = self._formula.formula, self._tab.panel
        if request.formula.expression.strip() != formula.expression.strip():
            return self.tr("of an earlier formula")
        if dict(request.parameters) != dict(formula.parameters):
            return self.tr("of other parameters")
        if request.timeframe != panel.timeframe.chosen:
            return self.tr("of another timeframe")
        if request.scope != self._universe.scope:
            return self.tr("of another universe")
        is_same = request.range.text == panel.range.value.text
        return "" if is_same else self.tr("of another range")

    @Slot()
    def _on_parameters_changed(self) -> None:
        """Scan again where the user has asked for that; after the scan that is under way."""
        if self._services.settings.current.is_auto_run:
            self._is_rerun_wanted = self._scans.is_running
            self._scans.cancel()
            self.run()

    @Slot(bool)
    def _on_auto_run_toggled(self, is_wanted: bool) -> None:
        settings = self._services.settings
        settings.update(is_auto_run=is_wanted)

    @Slot(object, object)
    def _on_settings_changed(self, _before: Settings, now: Settings) -> None:
        self._tab.formula.parameters.auto_run.setChecked(now.is_auto_run)

    @Slot(object)
    def _on_started(self, request: WindowScan) -> None:
        """Empty the table and begin to count."""
        self._tab.progress.show_started(request.n_symbols, len(request.missing))
        self._tab.results.show_empty(self.tr("Scanning …"))
        self._tab.results.show_unsorted()
        before = self._results.model.columns
        names = self._services.library.contents.names
        self._results.begin(request.value_names, names, request.timeframe)
        if self._results.model.columns != before or self._number == 1:
            self._tab.results.fit_columns(has_names=any(names.values()))

    @Slot(object, object)
    def _on_advanced(self, batch: ScanBatch, tally: ScanSummary) -> None:
        """Show what was found."""
        self._results.add(batch.new)
        self._tab.progress.show_progress(tally)

    @Slot(object, object)
    def _on_ended(self, end: ScanEnd, tally: ScanSummary) -> None:
        """Show how it ended; a wrong formula shows its problems."""
        self._results.finish()
        self._tab.progress.show_end(end, tally)
        if isinstance(end.error, FormulaError):
            self._formula.show_errors(end.error)
        elif end.error is not None:
            self.scan_failed.emit(end.error)
        if tally.matches == 0:
            self._tab.results.show_empty(self._nothing_found(end))
        if end.state is EndState.DONE and self._scans.request is not None:
            hits = tuple(sorted(self._results.model.store.symbols))
            self._services.history.add(self._scans.request, tally, hits)
        if self._is_rerun_wanted:
            self._is_rerun_wanted = False
            self.run()

    @Slot()
    def _on_arranged(self) -> None:
        """Show the first match's chart, unless the user has already chosen one that is there."""
        if (
            self._results.is_settled
            and self._tab.results.current_row < 0
            and self._results.model.rowCount()
        ):
            self._tab.results.select(0)

    def _nothing_found(self, end: ScanEnd) -> str:
        """Return why the table is empty; a zero is never silent."""
        if end.state is EndState.FAILED:
            return error_text(end.error) if end.error else ""
        if end.state is EndState.CANCELLED:
            return self.tr("Cancelled before anything was found.")
        return self.tr(
            "No candle matches. The counts above tell how every symbol ended; a wider range or "
            "other parameters may help, and Why (not)? shows each condition."
        )

    @Slot(list, list)
    def _on_filter_problem(self, names: list[str], unread: list[str]) -> None:
        """Say that a name in the filter is no column, or a part of it no comparison."""
        text = ""
        if unread:
            text = self.tr("'{text}' is not understood; compare columns with numbers: close>100")
        elif names:
            text = self.tr("There is no column called {names}")
        text = text.format(text=" ".join(unread), names=", ".join(names))
        self._tab.results.show_filter_problem(text)

    @Slot(int)
    def _on_sort_key_added(self, section: int) -> None:
        self._results.add_sort_key(self._results.model.columns[section].key)

    @Slot()
    def _on_library_opened(self) -> None:
        """Take the matches in another library away: their candles are gone with it."""
        if self._scans.request is not None:
            self._scans.forget()
            self._show_origin()
            self._results.begin((), {})
            self._results.finish()
            self._tab.progress.show_idle("")
            self._tab.chart.clear(self.tr("Select a match to see its chart"))
            self._show_nothing()

    def _show_nothing(self) -> None:
        """Say how matches come into the table."""
        text = self.tr("Write a formula and press Run; its matches appear here.")
        self._tab.results.show_empty(text)

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Offer the timeframes that the library has, and its last days."""
        self._tab.panel.set_timeframes(contents.timeframes)
        days = contents.days
        if days is not None:
            self._tab.panel.range.suggest_days(*days)
        if self._is_due:
            self._is_due = False
            self.run()
        self._update_buttons()
