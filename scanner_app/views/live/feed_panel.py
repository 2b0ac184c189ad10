"""Where candles come from and which: feed, bars, universe, with Start and Stop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from engine.domain.timeframe import Timeframe
from scanner_app.services.live.live_types import FeedKind
from scanner_app.widgets.parts import button, call, label, row, tool_button
from scanner_app.widgets.timeframe_box import TimeframeBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.icons import Icons

_ALL, _LISTED, _WATCHLIST = "all", "listed", "watchlist"
_N_FIXED = 2
_WIDENS = 4


class FeedPanel(QWidget):
    """The first row of the Live tab.

    Signals
    -------
    start_requested, stop_requested :
        The buttons.
    changed :
        Something else is chosen.
    """

    start_requested = Signal()
    stop_requested = Signal()
    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.feed = QComboBox()
        self.feed.setObjectName("feedSelector")
        self.feed.setAccessibleName(self.tr("Feed"))
        for text, kind in (
            (self.tr("Replay of the library"), FeedKind.REPLAY),
            (self.tr("WebSocket (Binance)"), FeedKind.SOCKET),
            (self.tr("JSON lines"), FeedKind.LINES),
        ):
            self.feed.addItem(text, kind)
        self.address = QLineEdit(clearButtonEnabled=True)
        self.address.setObjectName("liveAddress")
        self.address.setMinimumWidth(140)
        self.address.setMaximumWidth(420)
        self.browse = tool_button(icons, "import", self.tr("Choose a file of lines"))
        self.timeframe = TimeframeBox()
        self.timeframe.setObjectName("liveTimeframe")
        self.timeframe.setAccessibleName(self.tr("Bars that the formulas see"))
        self.universe = QComboBox()
        self.universe.setObjectName("liveUniverse")
        self.universe.setAccessibleName(self.tr("Universe"))
        self.universe.addItem(self.tr("All symbols"), _ALL)
        self.universe.addItem(self.tr("These symbols"), _LISTED)
        self.symbols = QLineEdit(placeholderText=self.tr("BTCUSDT, ETHUSDT"))
        self.symbols.setObjectName("liveSymbols")
        self.symbols.setMinimumWidth(110)
        self.symbols.setMaximumWidth(360)
        self.symbols.setAccessibleName(self.tr("Symbols to watch"))
        self.start = button(self.tr("Start"), "primary", "startLiveButton")
        icons.attach(self.start, "run", "accent_text")
        self.start.setShortcut("F9")
        self.start.setToolTip(self.tr("Start watching (F9)"))
        self.stop = button(self.tr("Stop"), name="stopLiveButton")
        self.stop.setEnabled(False)
        self.stop.setShortcut("Shift+F9")
        self.stop.setToolTip(self.tr("Stop; the hits stay (Shift+F9)"))
        self._library_timeframes: tuple[str, ...] = ()
        self._pending_feed = self._pending_list = self._pending_timeframe = ""
        self._lay_out()
        self._connect()
        self._on_kind_changed()

    @property
    def kind(self) -> FeedKind:
        """Where candles come from."""
        return FeedKind(str(self.feed.currentData()).partition(":")[0])

    @property
    def package(self) -> str:
        """The name of the chosen feed of a package, or an empty string."""
        return str(self.feed.currentData()).partition(":")[2]

    @property
    def saved_feed(self) -> str:
        """The chosen feed, or the one of the last session until it is offered."""
        return self._pending_feed or str(self.feed.currentData())

    @property
    def symbol_list(self) -> tuple[str, ...] | None:
        """The symbols that are listed; None for all of the library."""
        if self.universe.currentData() != _LISTED:
            return None
        return tuple(dict.fromkeys(re.findall(r"[^\s,;]+", self.symbols.text())))

    @property
    def watchlist(self) -> str:
        """The name of the chosen watchlist, or an empty string."""
        return "" if self.universe.currentIndex() < _N_FIXED else self.universe.currentText()

    @property
    def saved_watchlist(self) -> str:
        """The chosen watchlist, or the one of the last session until it is offered."""
        return self.watchlist or self._pending_list

    @property
    def saved_timeframe(self) -> str:
        """The chosen timeframe, or the one of the last session until it is offered."""
        return self._pending_timeframe or self.timeframe.chosen

    def offer_packages(self, names: Sequence[str]) -> None:
        """Offer these feeds of packages behind the program's own."""
        for name in names:
            self.feed.addItem(name, f"{FeedKind.PACKAGE}:{name}")
        place = self.feed.findData(self._pending_feed)
        if place >= 0 and self.feed.isEnabled():
            self._pending_feed = ""
            self.feed.setCurrentIndex(place)

    def offer_watchlists(self, names: Sequence[str]) -> None:
        """Offer these lists, keeping the chosen one where it is still there."""
        current = self.watchlist or self._pending_list
        while self.universe.count() > _N_FIXED:
            self.universe.removeItem(_N_FIXED)
        for name in names:
            self.universe.addItem(name, _WATCHLIST)
        if current in names:
            self._pending_list = ""
            self.universe.setCurrentIndex(_N_FIXED + list(names).index(current))

    def set_timeframes(self, timeframes: Sequence[str]) -> None:
        """Offer what the library has."""
        self._library_timeframes = tuple(timeframes)
        self._offer_timeframes()

    def show_n_symbols(self, n_symbols: int) -> None:
        """Show how many symbols the library has in the chosen timeframe."""
        text = self.tr("All symbols ({n})").format(n=f"{n_symbols:,}")
        self.universe.setItemText(0, text if n_symbols else self.tr("All symbols"))

    def set_running(self, is_running: bool, can_stop: bool) -> None:
        """Offer Start or Stop; what cannot change while it runs is disabled."""
        self.start.setEnabled(not is_running)
        self.stop.setEnabled(can_stop)
        for field in (
            self.feed, self.address, self.browse, self.timeframe, self.universe, self.symbols,
        ):  # fmt: skip
            field.setEnabled(not is_running)

    def choose(
        self, kind: str, address: str, timeframe: str, symbols: str, watchlist: str = ""
    ) -> None:
        """Choose what was chosen another time; what is not offered yet, once it is."""
        self._pending_list = watchlist
        place = self.feed.findData(kind)
        self._pending_feed = kind if place < 0 else ""
        self.feed.setCurrentIndex(max(place, 0))
        self.address.setText(address)
        self._pending_timeframe = timeframe
        self._offer_timeframes()
        self.symbols.setText(symbols)
        self.symbols.setCursorPosition(0)
        self.universe.setCurrentIndex(1 if symbols else 0)

    def _lay_out(self) -> None:
        layout = row(
            label(self.tr("Feed"), "muted"), self.feed, self.address, self.browse, 10,
            label(self.tr("Timeframe"), "muted"), self.timeframe, 10,
            label(self.tr("Universe"), "muted"), self.universe, self.symbols, None,
            self.stop, self.start,
        )  # fmt: skip
        for field in (self.address, self.symbols):
            layout.setStretchFactor(field, _WIDENS)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.feed.currentIndexChanged.connect(self._on_kind_changed)
        self.feed.activated.connect(self._on_feed_chosen)
        self.universe.currentIndexChanged.connect(self._on_universe_changed)
        self.universe.activated.connect(self._on_universe_chosen)
        self.timeframe.activated.connect(self._on_timeframe_chosen)
        self.browse.clicked.connect(self._on_browse)
        self.start.clicked.connect(self.start_requested)
        self.stop.clicked.connect(self.stop_requested)
        for signal in (
            self.feed.currentIndexChanged, self.universe.currentIndexChanged,
            self.timeframe.currentIndexChanged, self.address.textChanged, self.symbols.textChanged,
        ):  # fmt: skip
            signal.connect(call(self.changed.emit))

    def _offer_timeframes(self) -> None:
        """Offer the library's timeframes for a replay; elsewhere all of them may come."""
        before = self.saved_timeframe
        is_replay = self.kind is FeedKind.REPLAY
        offered = (
            self._library_timeframes
            if is_replay
            else tuple(str(timeframe) for timeframe in Timeframe)
        )
        usual = "1d" if is_replay else "1m"
        self.timeframe.offer(offered, usual)
        self.timeframe.choose(before if before in offered else usual)
        if offered:
            self._pending_timeframe = ""

    @Slot()
    def _on_kind_changed(self) -> None:
        """Show the fields that the chosen feed has."""
        kind = self.kind
        self.address.setVisible(kind is not FeedKind.REPLAY)
        self.browse.setVisible(kind is FeedKind.LINES)
        placeholder, name = self._address_texts(kind)
        self.address.setPlaceholderText(placeholder)
        self.address.setAccessibleName(name)
        self._offer_timeframes()
        self._on_universe_changed()

    def _address_texts(self, kind: FeedKind) -> tuple[str, str]:
        """Return what the empty address shows, and its name for screen readers."""
        if kind is FeedKind.SOCKET:
            return "wss://stream.binance.com:9443", self.tr("Address of the WebSocket")
        if kind is FeedKind.PACKAGE:
            return self.tr("text for the feed, may be empty"), self.tr("Text for the feed")
        return self.tr("file, named pipe or tcp://host:port"), self.tr("Where the lines come from")

    @Slot()
    def _on_feed_chosen(self) -> None:
        self._pending_feed = ""

    @Slot()
    def _on_universe_changed(self) -> None:
        self.symbols.setVisible(self.universe.currentData() == _LISTED)

    @Slot()
    def _on_universe_chosen(self) -> None:
        self._pending_list = ""

    @Slot()
    def _on_timeframe_chosen(self) -> None:
        self._pending_timeframe = ""

    @Slot()
    def _on_browse(self) -> None:
        dialog = QFileDialog(self, self.tr("A file of JSON lines"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.address.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
