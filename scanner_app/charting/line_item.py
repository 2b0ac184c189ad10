"""Curves of the formula: lines with gaps where a value is unknown, and histograms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLine, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from scanner_app.charting import lod
from scanner_app.charting.series_item import Extent, Mapping, SeriesItem, extent_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

_LINE_WIDTH = 1.4
_DOT_WIDTH = 3.0
# Stroking a dense path smoothly costs Qt's raster engine 100 ms a curve; plain lines cost 1 ms.
_SMOOTH_SPACING_PX = 2.5


class LineItem(SeriesItem):
    """One curve."""

    def __init__(self, values: NDArray[np.float64], color: QColor) -> None:
        super().__init__()
        self.values = values
        self.color = color

    def extent(self, window: lod.Window) -> Extent | None:
        """Return the extremes of the curve in view."""
        part = self.values[window.first : window.stop]
        return extent_of(part, part)

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint the curve; a pixel column of many bars shows its whole span."""
        del area
        x, y = self._points(mapping)
        if mapping.x_scale * self.window.step >= _SMOOTH_SPACING_PX:
            painter.setRenderHint(painter.RenderHint.Antialiasing, True)
            painter.setPen(QPen(self.color, _LINE_WIDTH))
            painter.drawPath(pg.arrayToQPath(x, y, connect="finite"))
        else:
            painter.setRenderHint(painter.RenderHint.Antialiasing, False)
            painter.setPen(self.color)
            painter.drawLines(_segments(x, y))

    def _points(self, mapping: Mapping) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the pixels of the curve's corners."""
        window = self.window
        x = mapping.x_scale * window.centres() + mapping.x_offset
        if window.step == 1:
            return x, mapping.y(lod.closing(self.values, window))
        spans = (lod.lowest(self.values, window), lod.highest(self.values, window))
        return np.repeat(x, 2), np.stack([mapping.y(part) for part in spans], axis=1).ravel()


def _segments(x: NDArray[np.float64], y: NDArray[np.float64]) -> list[QLine]:
    """Return the lines between neighbouring points that are both known."""
    joined = np.isfinite(y[:-1]) & np.isfinite(y[1:])
    ends = np.stack([x[:-1], y[:-1], x[1:], y[1:]])[:, joined]
    return [QLine(*end) for end in np.rint(ends).astype(np.int64).T.tolist()]


class DotsItem(LineItem):
    """One dot a bar, for values that jump from side to side."""

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint a dot a column."""
        del area
        x, y = self._points(mapping)
        is_finite = np.isfinite(y)
        painter.setRenderHint(painter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(self.color, _DOT_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        pairs = zip(x[is_finite].tolist(), y[is_finite].tolist(), strict=True)
        painter.drawPoints([QPointF(a, b) for a, b in pairs])


class HistogramItem(LineItem):
    """One curve as bars from zero, rising ones in one colour and falling ones in another."""

    def __init__(self, values: NDArray[np.float64], up: QColor, down: QColor) -> None:
        super().__init__(values, up)
        self._down = down

    def extent(self, window: lod.Window) -> Extent | None:
        """Return the extremes in view together with zero, where the bars stand."""
        extent = super().extent(window)
        return extent and Extent(min(extent.low, 0.0), max(extent.high, 0.0))

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint one bar a column."""
        del area
        values = lod.closing(self.values, self.window)
        x = mapping.x(self.window.centres())
        y = mapping.y(values)
        zero = float(mapping.y(np.zeros(1))[0])
        width = max(1.0, np.floor(mapping.x_scale * self.window.step * 0.6))
        for color, mask in ((self.color, values >= 0.0), (self._down, values < 0.0)):
            fill_columns(painter, (x[mask], y[mask]), zero, width, color)


def fill_columns(
    painter: QPainter,
    tops: tuple[NDArray[np.float64], NDArray[np.float64]],
    base: float,
    width: float,
    color: QColor,
) -> None:
    """Fill upright bars between the pixels `tops` (x and y) and the height `base`."""
    painter.setRenderHint(painter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    half = np.floor(width / 2)
    pairs = zip((tops[0] - half).tolist(), tops[1].tolist(), strict=True)
    painter.drawRects([QRectF(x, min(y, base), width, abs(y - base)) for x, y in pairs])
