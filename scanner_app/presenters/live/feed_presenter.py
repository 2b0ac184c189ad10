"""The choice of a feed: what the library offers for it, and the controls of a replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from scanner_app.services.live.live_types import LiveState

if TYPE_CHECKING:
    from scanner_app.presenters.live.protocols import FeedView
    from scanner_app.services.library.library_service import Contents, LibraryService
    from scanner_app.services.library.watchlists import Watchlists
    from scanner_app.services.live.live_service import LiveService


class FeedPresenter(QObject):
    """Offers timeframes, lists and symbols, and passes the controls of a replay on."""

    def __init__(
        self,
        view: FeedView,
        *,
        live: LiveService,
        library: LibraryService,
        watchlists: Watchlists,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._live = view, live
        self._library, self._watchlists = library, watchlists
        view.stop_requested.connect(live.stop)
        view.paused.connect(live.set_paused)
        view.seek_requested.connect(live.seek)
        view.speed_changed.connect(self._on_speed_changed)
        view.feed_changed.connect(self._show_n_symbols)
        live.state_changed.connect(self._on_state_changed)
        library.contents_changed.connect(self._on_contents_changed)
        watchlists.changed.connect(self._on_watchlists_changed)
        self._show_n_symbols()

    @Slot()
    def _on_speed_changed(self) -> None:
        self._live.set_speed(self._view.state().speed)

    @Slot()
    def _show_n_symbols(self) -> None:
        contents = self._library.contents
        self._view.show_n_symbols(len(contents.symbols_of(self._view.state().timeframe)))

    @Slot(object)
    def _on_state_changed(self, state: LiveState) -> None:
        """Offer Start or Stop, whichever makes sense."""
        can_stop = state in (LiveState.STARTING, LiveState.RUNNING)
        self._view.show_running(state is not LiveState.IDLE, can_stop)

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Offer what the library has."""
        self._view.show_timeframes(contents.timeframes)
        self._show_n_symbols()

    @Slot()
    def _on_watchlists_changed(self) -> None:
        self._view.show_watchlists(self._watchlists.names)
