"""Candles: one body and wick a bar, or one a pixel column where bars are denser than pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor

from scanner_app.charting import lod
from scanner_app.charting.series_item import Extent, Mapping, SeriesItem, extent_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from scanner_app.charting.data import ChartData

_BODY_SHARE = 0.68
_MIN_BODY_PX = 3


def body_width(pixels_per_column: float) -> int:
    """Return the width of a body, odd so that the wick stands in its middle; 1 for no body.

    Bodies of three pixels stand side by side before there are none: those of narrower bars would
    hide their neighbours.
    """
    if pixels_per_column < _MIN_BODY_PX:
        return 1
    width = int(pixels_per_column * _BODY_SHARE)
    return max(width - 1 + width % 2, _MIN_BODY_PX)


class CandleItem(SeriesItem):
    """Draws the candles in two batches, rising and falling."""

    def __init__(self) -> None:
        super().__init__()
        self._prices: dict[str, NDArray[np.float64]] = {}
        self._up = QColor("green")
        self._down = QColor("red")

    def set_data(self, data: ChartData) -> None:
        """Show the candles of `data`.

        Where open, high or low is unknown the close stands in, so that a suspended day is a dash.
        """
        close = data.prices["close"]
        filled = {
            name: np.where(np.isnan(data.prices[name]), close, data.prices[name])
            for name in ("open", "high", "low")
        }
        self._prices = {**filled, "close": close}

    def set_colors(self, up: QColor, down: QColor) -> None:
        """Paint rising candles in `up` and falling ones in `down`."""
        self._up, self._down = up, down

    def extent(self, window: lod.Window) -> Extent | None:
        """Return the lowest low and the highest high in view."""
        visible = slice(window.first, window.stop)
        return extent_of(self._prices["low"][visible], self._prices["high"][visible])

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint all candles in view."""
        del area
        window, prices = self.window, self._prices
        opens, closes = lod.opening(prices["open"], window), lod.closing(prices["close"], window)
        has_body = np.isfinite(opens) & np.isfinite(closes)
        x = mapping.x(window.centres())
        top, bottom = mapping.y(opens), mapping.y(closes)
        high = mapping.y(lod.highest(prices["high"], window))
        low = mapping.y(lod.lowest(prices["low"], window))
        table = np.stack([x, high, low, np.fmin(top, bottom), np.abs(bottom - top)])
        width = body_width(mapping.x_scale * window.step)
        is_up = closes >= opens
        painter.setRenderHint(painter.RenderHint.Antialiasing, False)
        for color, mask in ((self._up, is_up & has_body), (self._down, ~is_up & has_body)):
            _draw_batch(painter, table[:, mask].astype(np.int64), width, color)


def _draw_batch(painter: QPainter, table: NDArray[Any], width: int, color: QColor) -> None:
    """Paint wicks and bodies of one colour; rows of `table`: x, high, low, body top, its height."""
    x, high, low, top, height = table.tolist()
    painter.setPen(color)
    painter.drawLines([QLine(a, b, a, c) for a, b, c in zip(x, high, low, strict=True)])
    if width == 1:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    half = width // 2
    painter.drawRects(
        [QRect(a - half, b, width, max(c, 1)) for a, b, c in zip(x, top, height, strict=True)]
    )
