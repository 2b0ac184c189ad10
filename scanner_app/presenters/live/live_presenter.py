"""Runs live sessions: from what the panels say to hits, figures and the moving chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.timeframe import Timeframe
from scanner_app.engine_messages import error_text
from scanner_app.services.live.addresses import AddressProblem, check_address
from scanner_app.services.live.live_types import FeedOptions, LiveRequest, LiveState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scanner_app.models.live_hits_model import LiveHitsModel
    from scanner_app.models.live_watch_model import LiveWatchModel
    from scanner_app.presenters.live.protocols import (
        FeedView,
        HealthView,
        HitOptionsView,
        HitsView,
        LiveChartView,
    )
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.library.watchlists import Watchlists
    from scanner_app.services.live.live_service import LiveService
    from scanner_app.services.live.live_types import LiveEnd, LiveUpdate
    from scanner_app.services.live.notifier import LiveNotifier


class LivePresenter(QObject):
    """Starts sessions and shows how they go.

    Parameters
    ----------
    prepare : callable
        Takes what the user has typed last, before a session begins.

    Signals
    -------
    failed : Exception
        The session has failed for no choice of the user's.
    saved :
        The library has new candles.
    """

    failed = Signal(object)
    saved = Signal()

    def __init__(
        self,
        feed: FeedView,
        health: HealthView,
        hits_view: HitsView,
        chart: LiveChartView,
        hit_options: HitOptionsView,
        *,
        hits: LiveHitsModel,
        watched: LiveWatchModel,
        live: LiveService,
        notifier: LiveNotifier,
        library: LibraryService,
        watchlists: Watchlists,
        workspace: Path,
        prepare: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._feed, self._health, self._chart = feed, health, chart
        self._hits_view, self._hit_options = hits_view, hit_options
        self._hits, self._watched = hits, watched
        self._live, self._notifier = live, notifier
        self._library, self._watchlists = library, watchlists
        self._workspace, self._prepare = workspace, prepare
        self._number = 0
        feed.start_requested.connect(self.start)
        hit_options.changed.connect(self._on_hit_options_changed)
        live.started.connect(self._on_started)
        live.updated.connect(self._on_updated)
        live.ended.connect(self._on_ended)
        live.state_changed.connect(self._on_state_changed)

    @Slot()
    def start(self) -> None:
        """Begin a session with what the panels say, unless something is missing or wrong."""
        library = self._library.library
        if library is None or self._live.is_running:
            return
        problem = self._problem()
        if problem:
            self._health.show_state(self.tr("Not started"), "bad", problem)
            self._hits_view.show_empty(problem)
            return
        self._number += 1
        self._live.start(
            LiveRequest(
                number=self._number,
                feed=self.feed_options(),
                hits=self._hit_options.value,
                formulas=self._watched.watched,
                library=library.path,
                workspace=self._workspace,
            )
        )

    def _problem(self) -> str:
        """Return why no session can begin, or an empty string."""
        state = self._feed.state()
        problem = check_address(state.kind, state.address)
        if problem is not None:
            self._feed.focus_address()
            return self._address_text(problem)
        self._prepare()
        entry = self._watched.unsound
        if entry is None:
            return ""
        text = self.tr("“{name}” has an error: {problem}. Correct it, or untick it.")
        return text.format(name=entry.formula.name, problem=entry.problem)

    def _address_text(self, problem: AddressProblem) -> str:
        if problem is AddressProblem.MISSING:
            return self.tr("Enter where the candles come from: an address or a file.")
        return self.tr("The address of a WebSocket starts with ws:// or wss://.")

    def feed_options(self) -> FeedOptions:
        """Return what the panel of the feed says."""
        state = self._feed.state()
        timeframe = state.timeframe or str(Timeframe.D1)
        listed = self._watchlists.symbols(state.watchlist) if state.watchlist else state.symbols
        return FeedOptions(
            kind=state.kind,
            address=state.address,
            package=state.package,
            timeframe=timeframe,
            feed_timeframe="" if state.arriving == timeframe else state.arriving,
            symbols=listed,
            n_bars=state.n_bars,
            speed=state.speed,
            follows=state.follows,
            saves=state.saves,
        )

    @Slot()
    def _on_hit_options_changed(self) -> None:
        self._live.set_hit_options(self._hit_options.value)

    @Slot(object)
    def _on_started(self, _request: LiveRequest) -> None:
        """Begin an empty table."""
        self._hits.clear()
        self._hits_view.show_holding(())
        self._watched.show_counts({})
        self._chart.clear()
        self._live.select(None)
        nothing = self.tr("No formula is watched. Tick one at the left, or add one with +.")
        waiting = self.tr("Watching … hits appear here, the newest first.")
        self._hits_view.show_empty(waiting if self._watched.watched else nothing)
        self._health.show_state(self.tr("Starting"), "warning", self.tr("reading history …"))

    @Slot(object)
    def _on_updated(self, update: LiveUpdate) -> None:
        """Show what is new."""
        if update.span is not None:
            self._feed.show_span(update.span)
        if update.hits is not None:
            self._hits.append(update.hits)
            self._notifier.add(update.hits)
        if update.marks is not None:
            self._hits.mark(update.marks)
        if update.holding is not None:
            self._hits_view.show_holding(update.holding)
            self._watched.show_counts(update.counts)
        if update.status is not None:
            self._health.show_status(update.status)
        if update.position is not None:
            self._feed.show_position(update.position)
        if update.chart is not None:
            self._chart.show_chart(update.chart)
        if update.hits is not None:
            self._hits_view.refresh()
            self._hits_view.select_first()

    @Slot(object)
    def _on_ended(self, end: LiveEnd) -> None:
        """Show how it ended; saved candles are in the library now."""
        request, error = self._live.request, end.error
        if error is not None:
            self._health.show_state(self.tr("Failed"), "bad", error_text(error))
            if not end.can_mend:
                self.failed.emit(error)
        if self._hits.rowCount() == 0:
            self._hits_view.show_empty(self.tr("No hits.") if error is None else error_text(error))
        if request is not None and request.feed.saves:
            self.saved.emit()

    @Slot(object)
    def _on_state_changed(self, state: LiveState) -> None:
        if state is LiveState.STOPPING:
            self._health.show_state(self.tr("Stopping"), "warning")
