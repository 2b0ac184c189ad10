"""The second row of the Live tab: speed and place of a replay, or how other feeds are read."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QStackedWidget, QWidget

from engine.domain.series import from_ns
from engine.domain.timeframe import Timeframe, parse_timeframe
from scanner_app.models.result_columns import time_text
from scanner_app.services.live.live_types import FeedKind
from scanner_app.texts import timeframe_text
from scanner_app.widgets.parts import label, row, tool_button

if TYPE_CHECKING:
    from scanner_app.icons import Icons

_STEPS = 2_000


class Speed(NamedTuple):
    """A speed of a replay: a multiple of real time, or bars a second."""

    amount: float
    is_bars: bool

    def factor(self, timeframe: str) -> float:
        """Return how much faster than time goes by that is for bars of `timeframe`."""
        if not self.is_bars or math.isinf(self.amount):
            return self.amount
        return self.amount * parse_timeframe(timeframe).nominal_ns / 1e9


class ReplayBar(QWidget):
    """Speed, start, pause and place of a replay.

    Signals
    -------
    speed_changed :
        Another speed is chosen.
    paused : bool
        The pause button.
    seek_requested : datetime
        The slider was moved.
    """

    speed_changed = Signal()
    paused = Signal(bool)
    seek_requested = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speed = QComboBox()
        self.speed.setObjectName("liveSpeed")
        self.speed.setAccessibleName(self.tr("Speed of the replay"))
        self._fill_speeds()
        self.n_bars = QComboBox()
        self.n_bars.setObjectName("liveReplayStart")
        self.n_bars.setAccessibleName(self.tr("Where the replay begins"))
        for count in (50, 250, 1000):
            self.n_bars.addItem(self.tr("the last {n} bars").format(n=f"{count:,}"), count)
        self.n_bars.addItem(self.tr("all bars"), 0)
        self.n_bars.setCurrentIndex(1)
        self.pause = tool_button(icons, "pause", self.tr("Pause the replay"), is_checkable=True)
        self.pause.setObjectName("livePause")
        self.place = QSlider(Qt.Orientation.Horizontal)
        self.place.setMaximum(_STEPS)
        self.place.setObjectName("livePlace")
        self.place.setAccessibleName(self.tr("Place of the replay"))
        self.date = label("", "muted", "livePlaceLabel")
        self.date.setMinimumWidth(110)
        self._span = (0, 0)
        self.setLayout(
            row(
                label(self.tr("Play"), "muted"), self.n_bars, 10,
                label(self.tr("at"), "muted"), self.speed, 10,
                self.pause, self.place, self.date,
            )
        )  # fmt: skip
        self.speed.currentIndexChanged.connect(self.speed_changed)
        self.pause.toggled.connect(self.paused)
        self.place.sliderReleased.connect(self._on_released)
        self.place.actionTriggered.connect(self._on_action)
        self.place.valueChanged.connect(self._show_date)
        self.set_running(False)

    def factor(self, timeframe: str) -> float:
        """Return the chosen speed as a multiple of real time."""
        return Speed(*self.speed.currentData()).factor(timeframe)

    def set_running(self, is_running: bool) -> None:
        """Offer what a replay that runs understands."""
        self.n_bars.setEnabled(not is_running)
        self.pause.setEnabled(is_running)
        self.place.setEnabled(is_running)
        if not is_running:
            self.pause.blockSignals(True)
            self.pause.setChecked(False)
            self.pause.blockSignals(False)

    def set_span(self, span: tuple[int, int]) -> None:
        """Take from when to when there are bars."""
        self._span = span

    def show_position(self, position: datetime) -> None:
        """Show where the replay is, unless the user is moving the slider."""
        first, last = self._span
        if self.place.isSliderDown() or last <= first:
            return
        ns = round(position.replace(tzinfo=position.tzinfo or UTC).timestamp() * 1e9)
        self.place.setValue(round(_STEPS * (ns - first) / (last - first)))
        self.date.setText(time_text(ns))

    def _fill_speeds(self) -> None:
        bars = self.tr("{n} bars/s")
        for speed, text in (
            (Speed(1.0, False), self.tr("real time (1×)")),
            (Speed(10.0, False), "10×"),
            (Speed(60.0, False), "60×"),
            (Speed(1.0, True), self.tr("1 bar/s")),
            (Speed(5.0, True), bars.format(n=5)),
            (Speed(20.0, True), bars.format(n=20)),
            (Speed(100.0, True), bars.format(n=100)),
            (Speed(math.inf, False), self.tr("top speed")),
        ):
            self.speed.addItem(text, tuple(speed))
        self.speed.setCurrentIndex(4)

    def _moment(self) -> datetime:
        """Return where the slider stands."""
        first, last = self._span
        return from_ns(first + round((last - first) * self.place.value() / _STEPS))

    @Slot()
    def _on_released(self) -> None:
        self.seek_requested.emit(self._moment())

    @Slot(int)
    def _on_action(self, _action: int) -> None:
        """Go where a key or a click beside the handle moves the slider."""
        if not self.place.isSliderDown():
            self.place.setValue(self.place.sliderPosition())
            self.seek_requested.emit(self._moment())

    @Slot()
    def _show_date(self) -> None:
        """Show where a slider that is being moved would go."""
        if self.place.isSliderDown():
            self.date.setText(time_text(round(self._moment().timestamp() * 1e9)))


class SourceBar(QWidget):
    """How a WebSocket or lines are read.

    Signals
    -------
    changed :
        Something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arriving = QComboBox()
        self.arriving.setObjectName("liveFeedTimeframe")
        self.arriving.setAccessibleName(self.tr("Candles that the feed delivers"))
        self.arriving.setToolTip(self.tr("Shorter candles are built up into the bars' timeframe"))
        self.arriving.addItem(self.tr("the same"), "")
        for timeframe in Timeframe:
            self.arriving.addItem(timeframe_text(timeframe), str(timeframe))
        self.follows = QCheckBox(self.tr("Wait for more at the end of the file"))
        self.follows.setObjectName("liveFollow")
        self.saves = QCheckBox(self.tr("Save closed candles in the library"))
        self.saves.setObjectName("liveSave")
        self.setLayout(
            row(
                label(self.tr("Candles that come"), "muted"), self.arriving, 10, self.follows, 10,
                self.saves, None,
            )
        )  # fmt: skip
        self.arriving.currentIndexChanged.connect(self.changed)
        self.follows.toggled.connect(self.changed)
        self.saves.toggled.connect(self.changed)

    def choose(self, arriving: str, follows: bool, saves: bool) -> None:
        """Choose what was chosen another time."""
        self.arriving.setCurrentIndex(max(self.arriving.findData(arriving), 0))
        self.follows.setChecked(follows)
        self.saves.setChecked(saves)

    def set_running(self, is_running: bool) -> None:
        """Disable what cannot change while it runs."""
        for field in (self.arriving, self.follows, self.saves):
            field.setEnabled(not is_running)


class FeedDetails(QStackedWidget):
    """Shows the row that belongs to the chosen feed."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.replay, self.source = ReplayBar(icons), SourceBar()
        self.addWidget(self.replay)
        self.addWidget(self.source)

    def show_kind(self, kind: FeedKind) -> None:
        """Show what the feed `kind` has."""
        self.setCurrentWidget(self.replay if kind is FeedKind.REPLAY else self.source)
        self.source.follows.setVisible(kind is FeedKind.LINES)

    def set_running(self, is_running: bool) -> None:
        """Offer what fits."""
        self.replay.set_running(is_running)
        self.source.set_running(is_running)
