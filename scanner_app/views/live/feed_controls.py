"""The two rows that choose a feed: where candles come from, and how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.domain.timeframe import Timeframe
from scanner_app.services.live.live_settings import LiveSettings
from scanner_app.services.live.live_types import FeedKind
from scanner_app.view_states import FeedState
from scanner_app.views.live.feed_panel import FeedPanel
from scanner_app.views.live.replay_bar import FeedDetails
from scanner_app.widgets.parts import call, column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QComboBox

    from scanner_app.icons import Icons


class FeedControls(QWidget):
    """Shows the row of the feed and the one that belongs to its kind.

    Signals
    -------
    start_requested, stop_requested :
        The buttons.
    feed_changed :
        Another feed, timeframe or universe is chosen.
    speed_changed :
        Another speed of a replay is chosen.
    paused : bool
        The pause button of a replay.
    seek_requested : datetime
        The slider of a replay was moved.
    settings_changed :
        A field has another value.
    """

    start_requested = Signal()
    stop_requested = Signal()
    feed_changed = Signal()
    speed_changed = Signal()
    paused = Signal(bool)
    seek_requested = Signal(object)
    settings_changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.feed, self.details = FeedPanel(icons), FeedDetails(icons)
        self.details.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self.feed, self.details, spacing=8))
        self._connect()
        self._show_kind()

    def state(self) -> FeedState:
        """Return what is chosen."""
        feed, replay, source = self.feed, self.details.replay, self.details.source
        is_replay = feed.kind is FeedKind.REPLAY
        timeframe = feed.timeframe.chosen
        return FeedState(
            kind=feed.kind,
            address=feed.address.text(),
            package=feed.package,
            timeframe=timeframe,
            arriving="" if is_replay else str(source.arriving.currentData()),
            symbols=feed.symbol_list,
            watchlist=feed.watchlist,
            n_bars=int(replay.n_bars.currentData()),
            speed=replay.factor(timeframe or str(Timeframe.D1)),
            follows=source.follows.isChecked(),
            saves=source.saves.isChecked(),
        )

    def settings(self) -> LiveSettings:
        """Return what the fields say, to be restored another time."""
        feed, replay, source = self.feed, self.details.replay, self.details.source
        return LiveSettings(
            feed=feed.saved_feed,
            address=feed.address.text(),
            timeframe=feed.saved_timeframe,
            symbols=", ".join(feed.symbol_list or ()),
            watchlist=feed.saved_watchlist,
            arriving=str(source.arriving.currentData()),
            follows=source.follows.isChecked(),
            saves=source.saves.isChecked(),
            speed=replay.speed.currentIndex(),
            replay_start=replay.n_bars.currentIndex(),
        )

    def restore(self, settings: LiveSettings) -> None:
        """Set the fields as they were."""
        self.feed.choose(
            settings.feed,
            settings.address,
            settings.timeframe,
            settings.symbols,
            settings.watchlist,
        )
        _choose(self.details.replay.speed, settings.speed)
        _choose(self.details.replay.n_bars, settings.replay_start)
        self.details.source.choose(settings.arriving, settings.follows, settings.saves)

    def show_running(self, is_running: bool, can_stop: bool) -> None:
        """Offer Start or Stop, and what a running feed understands."""
        self.feed.set_running(is_running, can_stop)
        self.details.set_running(is_running)

    def show_timeframes(self, timeframes: Sequence[str]) -> None:
        """Offer what the library has."""
        self.feed.set_timeframes(timeframes)

    def show_watchlists(self, names: Sequence[str]) -> None:
        """Offer these lists."""
        self.feed.offer_watchlists(names)

    def show_packages(self, names: Sequence[str]) -> None:
        """Offer these feeds of installed packages."""
        self.feed.offer_packages(names)

    def show_n_symbols(self, n_symbols: int) -> None:
        """Show how many symbols the library has in the chosen timeframe."""
        self.feed.show_n_symbols(n_symbols)

    def show_span(self, span: tuple[int, int]) -> None:
        """Take from when to when a replay has bars."""
        self.details.replay.set_span(span)

    def show_position(self, position: datetime) -> None:
        """Show where a replay is."""
        self.details.replay.show_position(position)

    def focus_address(self) -> None:
        """Move the focus to the address."""
        self.feed.address.setFocus()

    def drop_shortcuts(self) -> None:
        """Leave the keys of the buttons to the menu, which reaches further."""
        for button in (self.feed.start, self.feed.stop):
            button.setShortcut("")

    def _connect(self) -> None:
        feed, replay, source = self.feed, self.details.replay, self.details.source
        feed.start_requested.connect(self.start_requested)
        feed.stop_requested.connect(self.stop_requested)
        feed.changed.connect(self._on_feed_changed)
        replay.speed_changed.connect(self.speed_changed)
        replay.paused.connect(self.paused)
        replay.seek_requested.connect(self.seek_requested)
        for signal in (
            feed.changed, source.changed, replay.speed_changed, replay.n_bars.currentIndexChanged,
        ):  # fmt: skip
            signal.connect(call(self.settings_changed.emit))

    @Slot()
    def _on_feed_changed(self) -> None:
        self._show_kind()
        self.feed_changed.emit()

    def _show_kind(self) -> None:
        """Show the row that belongs to the chosen feed."""
        self.details.show_kind(self.feed.kind)


def _choose(box: QComboBox, index: int) -> None:
    """Choose an entry of a list; an index that it has not leaves the choice as it is."""
    if 0 <= index < box.count():
        box.setCurrentIndex(index)
