"""The price axis at the right of a pane and the time axis under the chart."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QGraphicsWidget

from engine.domain.series import from_ns
from scanner_app.charting.scale import LINEAR, Scale
from scanner_app.charting.ticks import (
    TimeTick,
    Unit,
    decimals_for,
    level_ticks,
    log_ticks,
    price_ticks,
    short_number,
    tick_labels,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from scanner_app.charting.navigation import BarRange
    from scanner_app.charting.series_item import Extent

PRICE_AXIS_WIDTH = 66.0
TIME_AXIS_HEIGHT = 24.0
_TICK_SPACING_PX = 36.0
_MIN_LABEL_PX = 13.0
_TIME_SPACING_PX = 76.0


class PriceAxis(QGraphicsWidget):
    """Labels beside one pane."""

    def __init__(self) -> None:
        super().__init__()
        self.color = QColor("gray")
        self._scale: Scale = LINEAR
        self.ticks: list[float] = []
        self.labels: list[str] = []
        self.decimals = 2
        self.is_price = self.is_oscillator = False
        self._heights = (0.0, 1.0)
        self.set_width(PRICE_AXIS_WIDTH)

    def set_width(self, width: float) -> None:
        """Take this many pixels."""
        self.setMinimumWidth(width)
        self.setMaximumWidth(width)

    def set_range(self, extent: Extent, heights: tuple[float, float], scale: Scale) -> None:
        """Label the prices of `extent`; `heights` are those at the foot and at the top."""
        self._scale, self._heights = scale, heights
        n_target = max(3, int(self.size().height() / _TICK_SPACING_PX))
        linear = level_ticks if self.is_oscillator else price_ticks
        make = log_ticks if scale.is_log else linear
        for n_labels in (n_target, 2 * n_target, 4 * n_target):
            self.ticks = make(extent.low, extent.high, n_labels)
            if sum(map(self._is_drawn, self.ticks)) > 1:  # one alone tells no scale
                break
        if self.is_oscillator and self._is_crowded():
            self.ticks = self.ticks[::2]
        self.labels = tick_labels(self.ticks, is_price=self.is_price)
        if not self.is_price:
            steps = [b - a for a, b in pairwise(self.ticks)]
            self.decimals = decimals_for(min(steps, default=1.0))
        self.update()

    def _is_drawn(self, tick: float) -> bool:
        """Whether a label at `tick` is not cut off."""
        half = QFontMetricsF(self.font()).height() / 2
        return half <= self.pixel(tick) <= self.size().height() - half

    def _is_crowded(self) -> bool:
        """Whether labels stand so close that they run into each other."""
        pixels = [self.pixel(tick) for tick in self.ticks]
        return any(below - above < _MIN_LABEL_PX for below, above in pairwise(pixels))

    def text(self, value: float, extra: int = 0) -> str:
        """Return a value as labels and legends show it: prices in full, others short.

        `extra` more decimals are shown of what is no price.
        """
        if not math.isfinite(value):
            return "–"
        if self.is_price:
            return f"{value:,.{self.decimals}f}"
        return short_number(value, max(2, self.decimals + extra))

    def pixel(self, price: float) -> float:
        """Return how far below the pane's top `price` stands."""
        low, high = self._heights
        return self.size().height() * (high - self._scale.height(price)) / ((high - low) or 1.0)

    def price(self, pixel: float) -> float:
        """Return the price that stands `pixel` below the pane's top."""
        low, high = self._heights
        return self._scale.back(high - pixel / max(self.size().height(), 1.0) * (high - low))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the labels."""
        painter.setFont(self.font())
        half = QFontMetricsF(painter.font()).height() / 2
        painter.setPen(self.color)
        for tick, text in zip(self.ticks, self.labels, strict=True):
            if self._is_drawn(tick):
                painter.drawText(QPointF(7.0, self.pixel(tick) + half * 0.62), text)


class TimeAxis(QGraphicsWidget):
    """Labels under the lowest pane."""

    def __init__(self) -> None:
        super().__init__()
        self.color = QColor("gray")
        self.strong = QColor("black")
        self._labels: list[tuple[float, str, bool]] = []
        self.setMinimumHeight(TIME_AXIS_HEIGHT)
        self.setMaximumHeight(TIME_AXIS_HEIGHT)

    @staticmethod
    def n_most(width: float) -> int:
        """Return how many labels fit on `width` pixels."""
        return max(2, int(width / _TIME_SPACING_PX))

    def set_ticks(self, ticks: Sequence[TimeTick], view: BarRange, times_ns: Sequence[int]) -> None:
        """Label `ticks`, whose bars start at `times_ns`, where `view` is in sight."""
        scale = self.size().width() / max(view.span, 1e-9)
        self._labels = [
            ((tick.bar - view.low) * scale, tick_text(tick.unit, ns), tick.unit <= Unit.MONTH)
            for tick, ns in zip(ticks, times_ns, strict=True)
        ]
        self.update()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the labels; those that begin a month or a year stand out."""
        width, height = self.size().width(), self.size().height()
        painter.setFont(self.font())
        for x, text, is_strong in self._labels:
            painter.setPen(self.strong if is_strong else self.color)
            left = min(max(x - 40.0, -6.0), width - 74.0)
            painter.drawText(QRectF(left, 0.0, 80.0, height), Qt.AlignmentFlag.AlignCenter, text)


def tick_text(unit: Unit, ns: int) -> str:
    """Return what a tick says of the unit that begins there."""
    moment = from_ns(ns)
    if unit is Unit.YEAR:
        return f"{moment:%Y}"
    if unit is Unit.MONTH:
        return QLocale().standaloneMonthName(moment.month, QLocale.FormatType.ShortFormat)
    return str(moment.day) if unit is Unit.DAY else f"{moment:%H:%M}"


def moment_text(ns: int, is_intraday: bool) -> str:
    """Return a bar's start for labels and legends, with the weekday for daily bars."""
    moment = from_ns(ns)
    if is_intraday:
        return f"{moment:%Y-%m-%d %H:%M}"
    day = QLocale().standaloneDayName(moment.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{moment:%Y-%m-%d} {day}"
