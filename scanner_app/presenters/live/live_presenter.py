"""Runs live sessions: from what the panels say to hits, figures and the moving chart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from engine.domain.timeframe import Timeframe
from scanner_app.engine_messages import error_text
from scanner_app.services.live.hit_export import write_hits
from scanner_app.services.live.live_types import (
    FeedKind,
    FeedOptions,
    LiveRequest,
    LiveSelection,
    LiveState,
)
from scanner_app.services.live.sound import has_player

if TYPE_CHECKING:
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.services.bundle import Services
    from scanner_app.services.library.library_service import Contents
    from scanner_app.services.live.live_service import LiveService
    from scanner_app.services.live.live_types import LiveEnd, LiveUpdate
    from scanner_app.services.live.notifier import LiveNotifier
    from scanner_app.views.live.live_tab import LiveTab


class LivePresenter(QObject):
    """Starts and stops sessions and shows how they go.

    Signals
    -------
    live_failed : Exception
        The session has failed for no choice of the user's.
    saved :
        The library has new candles.
    """

    live_failed = Signal(object)
    saved = Signal()

    def __init__(
        self,
        tab: LiveTab,
        formula: EditedFormula,
        services: Services,
        live: LiveService,
        notifier: LiveNotifier,
        *,
        workspace: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tab, self._live, self._notifier = tab, live, notifier
        self._formula = formula
        self._library, self._tasks = services.library, services.tasks
        self._watchlists = services.watchlists
        self._workspace = workspace
        self._number = 0
        self._error: Exception | None = None
        self._connect_views()
        live.started.connect(self._on_started)
        live.updated.connect(self._on_updated)
        live.ended.connect(self._on_ended)
        live.state_changed.connect(self._on_state_changed)
        self._library.contents_changed.connect(self._on_contents_changed)
        self._watchlists.changed.connect(self._on_watchlists_changed)
        tab.hits.show_empty(self.tr("Hits appear here, the newest first."))
        self._on_feed_changed()
        self._on_alerts_changed()

    @Slot()
    def start(self) -> None:
        """Begin a session with what the panels say, unless something is missing or wrong."""
        library = self._library.library
        if library is None or self._live.is_running:
            return
        problem = self._problem()
        if problem:
            self._tab.health.show_state(self.tr("Not started"), "bad", problem)
            self._tab.hits.show_empty(problem)
            return
        self._on_alerts_changed()  # a command that was typed just now is meant too
        self._number += 1
        self._live.start(
            LiveRequest(
                self._number, self.feed_options(), self._tab.edges.value,
                self._tab.watch_model.watched, library.path, self._workspace,
            )
        )  # fmt: skip

    def _problem(self) -> str:
        """Return why no session can begin, or an empty string."""
        problem = self._address_problem()
        if problem:
            self._tab.feed.address.setFocus()
            return problem
        self._formula.check()  # what was typed last may not have settled yet
        entry = self._tab.watch_model.unsound
        if entry is None:
            return ""
        text = self.tr("“{name}” has an error: {problem}. Correct it, or untick it.")
        return text.format(name=entry.formula.name, problem=entry.problem)

    def _address_problem(self) -> str:
        """Return what is wrong with the address, or an empty string."""
        kind, address = self._tab.feed.kind, self._tab.feed.address.text().strip()
        if kind is FeedKind.REPLAY:
            return ""
        if not address:
            return self.tr("Say where the candles come from: an address or a file.")
        if kind is FeedKind.SOCKET and not address.lower().startswith(("ws://", "wss://")):
            return self.tr("The address of a WebSocket starts with ws:// or wss://.")
        return ""

    def feed_options(self) -> FeedOptions:
        """Return what the feed panel and the row below it say."""
        feed, details = self._tab.feed, self._tab.details
        is_replay = feed.kind is FeedKind.REPLAY
        timeframe = feed.timeframe.chosen or str(Timeframe.D1)
        arriving = "" if is_replay else str(details.source.arriving.currentData())
        return FeedOptions(
            kind=feed.kind, address=feed.address.text(), timeframe=timeframe,
            feed_timeframe="" if arriving == timeframe else arriving, symbols=self._symbols(),
            n_bars=int(details.replay.n_bars.currentData()),
            speed=details.replay.factor(timeframe),
            follows=details.source.follows.isChecked(), saves=details.source.saves.isChecked(),
        )  # fmt: skip

    def _symbols(self) -> tuple[str, ...] | None:
        """Return what to watch; None for all symbols of the library."""
        watchlist = self._tab.feed.watchlist
        return self._watchlists.symbols(watchlist) if watchlist else self._tab.feed.symbol_list

    def _connect_views(self) -> None:
        tab, live = self._tab, self._live
        replay = tab.details.replay
        tab.feed.start_requested.connect(self.start)
        tab.feed.stop_requested.connect(live.stop)
        tab.feed.changed.connect(self._on_feed_changed)
        replay.speed_changed.connect(self._on_speed_changed)
        replay.paused.connect(live.set_paused)
        replay.seek_requested.connect(live.seek)
        tab.hits.chosen.connect(self._on_chosen)
        tab.hits.export_requested.connect(self._on_export)
        tab.hits.clear_requested.connect(self._on_clear)
        tab.chart.match_requested.connect(tab.hits.step)
        tab.alerts.changed.connect(self._on_alerts_changed)
        tab.edges.changed.connect(self._on_edges_changed)

    @Slot()
    def _on_feed_changed(self) -> None:
        """Show what belongs to the chosen feed."""
        self._tab.details.show_kind(self._tab.feed.kind)
        timeframe = self._tab.feed.timeframe.chosen
        symbols = self._library.contents.symbols_of(timeframe)
        self._tab.feed.show_n_symbols(len(symbols))

    @Slot()
    def _on_speed_changed(self) -> None:
        self._live.set_speed(self._tab.details.replay.factor(self._tab.feed.timeframe.chosen))

    @Slot()
    def _on_edges_changed(self) -> None:
        self._live.set_hit_options(self._tab.edges.value)

    @Slot(object)
    def _on_started(self, _request: LiveRequest) -> None:
        """Begin an empty table."""
        self._error = None
        self._tab.hits_model.clear()
        self._tab.hits.show_holding(())
        self._tab.watch_model.show_counts({})
        self._tab.chart.clear()
        self._live.select(None)
        nothing = self.tr("No formula is watched. Tick one at the left, or add one with +.")
        waiting = self.tr("Watching … hits appear here, the newest first.")
        self._tab.hits.show_empty(waiting if self._tab.watch_model.watched else nothing)
        self._tab.health.show_state(self.tr("Starting"), "warning", self.tr("reading history …"))

    @Slot(object)
    def _on_updated(self, update: LiveUpdate) -> None:
        """Show what is new."""
        tab = self._tab
        if update.span is not None:
            tab.details.replay.set_span(update.span)
        if update.hits is not None:
            tab.hits_model.append(update.hits)
            self._notifier.add(update.hits)
        if update.marks is not None:
            tab.hits_model.mark(update.marks)
        if update.holding is not None:
            tab.hits.show_holding(update.holding)
            tab.watch_model.show_counts(update.counts)
        if update.status is not None:
            tab.health.show_status(update.status)
        if update.position is not None:
            tab.details.replay.show_position(update.position)
        if update.chart is not None:
            tab.chart.show_chart(update.chart)
        if update.hits is not None:
            tab.hits.refresh()
            tab.hits.select_first()

    @Slot(object)
    def _on_ended(self, end: LiveEnd) -> None:
        """Say how it ended; saved candles are in the library now."""
        self._error = end.error
        request = self._live.request
        if end.error is not None:
            self._tab.health.show_state(self.tr("Failed"), "bad", error_text(end.error))
        if end.error is not None and not end.can_mend:
            self.live_failed.emit(end.error)
        if self._tab.hits_model.rowCount() == 0:
            text = self.tr("No hits.") if end.error is None else error_text(end.error)
            self._tab.hits.show_empty(text)
        if request is not None and request.feed.saves:
            self.saved.emit()

    @Slot(object)
    def _on_state_changed(self, state: LiveState) -> None:
        """Offer Start or Stop, whichever makes sense."""
        is_running = state is not LiveState.IDLE
        can_stop = state in (LiveState.STARTING, LiveState.RUNNING)
        self._tab.feed.set_running(is_running, can_stop)
        self._tab.details.set_running(is_running)
        if state is LiveState.STOPPING:
            self._tab.health.show_state(self.tr("Stopping"), "warning")

    @Slot(str, str, object)
    def _on_chosen(self, symbol: str, formula_id: str, bar_ns: int) -> None:
        """Show the candles of the chosen hit, with the curves of its formula."""
        self._tab.chart.expect(bar_ns)
        name = self._library.contents.name_of(symbol)
        self._live.select(LiveSelection(symbol, name, formula_id))

    @Slot()
    def _on_alerts_changed(self) -> None:
        """Tell hits as chosen from now on."""
        options, notifier = self._tab.alerts.value, self._notifier
        self._tab.alerts.show_means(has_tray=notifier.can_use_tray, has_player=has_player())
        notifier.use(options)
        try:
            self._live.sinks.use(options)
        except ValueError as error:
            self._tab.alerts.show_problem(error_text(error))
        else:
            self._tab.alerts.show_problem("")

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Offer what the library has."""
        self._tab.feed.set_timeframes(contents.timeframes)
        self._tab.hits_model.set_names(contents.names)
        self._tab.holding_model.set_names(contents.names)
        self._tab.hits.show_names(any(contents.names.values()))
        self._on_feed_changed()

    @Slot()
    def _on_watchlists_changed(self) -> None:
        self._tab.feed.offer_watchlists(self._watchlists.names)

    @Slot()
    def _on_clear(self) -> None:
        self._tab.hits_model.clear()
        self._tab.hits.refresh()

    @Slot()
    def _on_export(self) -> None:
        """Ask where to."""
        dialog = QFileDialog(self._tab, self.tr("Export the hits"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Comma-separated values (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("live-hits.csv")
        dialog.fileSelected.connect(self.export)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def export(self, path: str) -> None:
        """Write the hits of the table into a file, off the GUI thread."""
        hits = self._tab.hits_model.snapshot()
        self._tasks.submit(lambda: write_hits(Path(path), hits), self._on_exported, self._on_failed)

    def _on_exported(self, n_hits: int) -> None:
        text = self.tr("{n} hits exported", "", n_hits)
        self._tab.hits.count.setText(text.format(n=f"{n_hits:,}"))

    def _on_failed(self, error: Exception) -> None:
        self.live_failed.emit(error)
