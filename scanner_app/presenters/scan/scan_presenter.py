"""Runs scans: from what the panel says to the rows in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from engine.errors import FormulaError
from engine.scanning.scan_request import ScanRequest
from scanner_app.engine_messages import error_text
from scanner_app.services.scan.scan_service import ScanState
from scanner_app.services.scan.scan_types import EndState, RangeKind, WindowScan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.formula import Formula
    from engine.domain.scan_summary import ScanSummary
    from engine.domain.universe import Universe, UniverseChoice
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.scan.protocols import EmptyView, ProgressView, ScanView
    from scanner_app.presenters.scan.universe_presenter import UniversePresenter
    from scanner_app.services.library.library_service import Contents, LibraryService
    from scanner_app.services.scan.repeat_service import RepeatService
    from scanner_app.services.scan.results_service import ResultsService
    from scanner_app.services.scan.scan_history import ScanHistory
    from scanner_app.services.scan.scan_service import ScanService
    from scanner_app.services.scan.scan_types import ScanBatch, ScanEnd, ScanRange

_MAX_NAMED = 10


class ScanSubject(NamedTuple):
    """What a scan looks for, and where; frozen when the user asks for it."""

    formula: Formula
    value_names: tuple[str, ...]
    timeframe: str
    range: ScanRange
    universe: UniverseChoice


class ScanPresenter(QObject):
    """Starts and cancels scans and shows how they go.

    Signals
    -------
    failed : Exception
        Something other than the formula is wrong.
    """

    failed = Signal(object)

    def __init__(
        self,
        view: ScanView,
        progress: ProgressView,
        table: EmptyView,
        *,
        formula: EditedFormula,
        universe: UniversePresenter,
        scans: ScanService,
        results: ResultsService,
        history: ScanHistory,
        repeats: RepeatService,
        library: LibraryService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._progress, self._table = view, progress, table
        self._formula, self._universe = formula, universe
        self._scans, self._results, self._history = scans, results, history
        self._repeats, self._library = repeats, library
        self._number = 0
        self._is_rerun_pending = self._is_repeat_due = False
        self._repeated: ScanSubject | None = None
        self._connect_views()
        self._connect_services()
        self._show_nothing()

    def _connect_views(self) -> None:
        self._view.run_requested.connect(self.run)
        self._view.cancel_requested.connect(self._scans.cancel)
        self._view.repeat_chosen.connect(self._on_repeat_chosen)
        self._formula.run_requested.connect(self.run)
        for signal in (self._view.changed, self._universe.changed, self._formula.checked):
            signal.connect(self._on_subject_changed)

    def _connect_services(self) -> None:
        self._repeats.due.connect(self._on_repeat_due)
        self._scans.started.connect(self._on_started)
        self._scans.advanced.connect(self._on_advanced)
        self._scans.ended.connect(self._on_ended)
        self._scans.state_changed.connect(self._update_buttons)
        self._library.opened.connect(self._on_library_opened)
        self._library.contents_changed.connect(self._on_contents_changed)

    @Slot()
    def run(self) -> None:
        """Scan for the formula in the editor."""
        self._formula.check()
        subject = self._subject()
        if subject is not None:
            self._scan(subject)

    def rerun(self) -> None:
        """Scan again for the formula in the editor, after the scan that is under way."""
        self._is_rerun_pending = self._scans.is_running
        self._scans.cancel()
        self.run()

    def _subject(self) -> ScanSubject | None:
        """Return what Run would scan for, or None where something is wrong with it."""
        state, facts = self._view.state(), self._formula.facts
        if state.problem or facts is None or not self._formula.can_run:
            return None
        universe = self._universe.universe
        return ScanSubject(
            self._formula.formula, facts.value_names, state.timeframe, state.range, universe
        )

    def _scan(self, subject: ScanSubject) -> None:
        """Scan once the symbols are known, unless a scan is under way."""
        if not self._scans.is_running:
            self._universe.resolve(
                subject.universe, subject.timeframe, lambda symbols: self._start(subject, symbols)
            )

    def _start(self, subject: ScanSubject, universe: Universe) -> None:
        """Scan the symbols of `universe`."""
        if self._scans.is_running:
            return
        if not universe.symbols:
            self._progress.show_idle(self._nothing_to_scan(universe.missing))
            return
        self._number += 1
        self._scans.start(
            WindowScan(
                number=self._number,
                request=_request_of(subject),
                symbols=tuple(universe.symbols),
                range=subject.range,
                value_names=subject.value_names,
                missing=tuple(universe.missing),
                scope=self._universe.scope_of(subject.universe),
            )
        )

    def _nothing_to_scan(self, missing: Sequence[str]) -> str:
        """Return why there is no symbol to scan."""
        if not missing:
            return self.tr("There is nothing to scan in this universe")
        text = self.tr("Nothing to scan: the library does not have {symbols}")
        return text.format(symbols=", ".join(missing[:_MAX_NAMED]))

    @Slot(int)
    def _on_repeat_chosen(self, minutes: int) -> None:
        """Repeat what is on the screen now, whatever the editor shows later."""
        self._formula.check()
        self._repeated = self._subject() if minutes else None
        self._repeats.set_minutes(minutes)

    @Slot()
    def _on_repeat_due(self) -> None:
        """Look for new candles and symbols, then scan."""
        self._is_repeat_due = True
        self._library.refresh()

    @Slot()
    def _on_subject_changed(self) -> None:
        self._update_buttons()
        self._show_origin()

    @Slot()
    def _update_buttons(self) -> None:
        """Offer Run or Cancel, whichever makes sense."""
        contents = self._library.contents
        can_run = self._formula.can_run and not contents.is_empty and not self._scans.is_running
        self._view.show_running(self._scans.state is ScanState.RUNNING, can_run)

    def _show_origin(self) -> None:
        """Mark matches of something else than what a scan would look for now."""
        request = self._scans.request
        self._table.show_origin("" if request is None else self._difference(request))

    def _difference(self, request: WindowScan) -> str:
        """Return in words how a scan differs from the one that Run would start."""
        formula, state = self._formula.formula, self._view.state()
        if request.formula.expression.strip() != formula.expression.strip():
            return self.tr("of an earlier formula")
        if dict(request.parameters) != dict(formula.parameters):
            return self.tr("of other parameters")
        if request.timeframe != state.timeframe:
            return self.tr("of another timeframe")
        if request.scope != self._universe.scope_of(self._universe.universe):
            return self.tr("of another universe")
        return "" if request.range.text == state.range.text else self.tr("of another range")

    @Slot(object)
    def _on_started(self, request: WindowScan) -> None:
        """Empty the table and begin to count."""
        self._show_origin()
        self._progress.show_started(request.n_symbols, len(request.missing))
        self._table.show_empty(self.tr("Scanning …"))
        self._table.show_is_sorted(False)
        model, names = self._results.model, self._library.contents.names
        columns = model.columns
        self._results.begin(request.value_names, names, request.timeframe)
        if model.columns != columns or request.number == 1:
            self._table.fit_columns(has_names=any(names.values()))

    @Slot(object, object)
    def _on_advanced(self, batch: ScanBatch, tally: ScanSummary) -> None:
        """Show the new matches."""
        self._results.add(batch.new)
        self._progress.show_progress(tally)

    @Slot(object, object)
    def _on_ended(self, end: ScanEnd, tally: ScanSummary) -> None:
        """Show how it ended; a wrong formula shows its problems."""
        self._results.finish()
        self._progress.show_end(end, tally)
        if isinstance(end.error, FormulaError):
            self._formula.show_errors(end.error)
        elif end.error is not None:
            self.failed.emit(end.error)
        if tally.matches == 0:
            self._table.show_empty(self._no_matches_text(end))
        if end.state is EndState.DONE and self._scans.request is not None:
            store = self._results.model.store
            self._history.add(self._scans.request, tally, tuple(sorted(store.symbols)))
        if self._is_rerun_pending:
            self._is_rerun_pending = False
            self.run()

    def _no_matches_text(self, end: ScanEnd) -> str:
        """Return why the table is empty; a zero is never silent."""
        if end.state is EndState.FAILED:
            return error_text(end.error) if end.error else ""
        if end.state is EndState.CANCELLED:
            return self.tr("Cancelled before anything was found.")
        return self.tr(
            "No candle matches. The counts above tell how every symbol ended; a wider range or "
            "other parameters may help, and Why (not)? shows each condition."
        )

    @Slot()
    def _on_library_opened(self) -> None:
        """Take the matches in another library away: their candles are gone with it."""
        if self._scans.request is not None:
            self._scans.forget()
            self._show_origin()
            self._results.begin((), {})
            self._results.finish()
            self._progress.show_idle("")
            self._show_nothing()

    def _show_nothing(self) -> None:
        """Show how to get matches into the table."""
        text = self.tr("Write a formula and press Run; its matches appear here.")
        self._table.show_empty(text)

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Offer the timeframes that the library has, and its last days."""
        self._view.show_timeframes(contents.timeframes)
        if contents.days is not None:
            self._view.suggest_days(*contents.days)
        if self._is_repeat_due:
            self._is_repeat_due = False
            if self._repeated is not None:
                self._scan(self._repeated)
        self._update_buttons()


def _request_of(subject: ScanSubject) -> ScanRequest:
    """Return what the engine is asked for."""
    bars = subject.range
    return ScanRequest(
        subject.formula,
        subject.timeframe,
        subject.universe,
        bars.date_range,
        bars.last_bars,
        is_latest=bars.kind is RangeKind.LATEST,
        with_stale=bars.with_stale,
        parameters=subject.formula.parameters,
    )
