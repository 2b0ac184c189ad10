"""Marks the bars on which the formula is true, and the one that is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPolygonF

from scanner_app.charting.series_item import Mapping, SeriesItem

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from scanner_app.charting import lod
    from scanner_app.charting.data import ChartData

_SIZE = 4.5
_GAP = 6.0
_MIN_SPACING_PX = 7.0


class MarkerItem(SeriesItem):
    """Draws a small triangle under each match and a larger one under the selected match."""

    def __init__(self) -> None:
        super().__init__()
        self._low: NDArray[np.float64] = np.empty(0)
        self._matches: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.color = QColor("orange")
        self.selected: int | None = None

    def set_data(self, data: ChartData) -> None:
        """Mark the matches of `data`."""
        low = data.prices["low"]
        self._low = np.where(np.isnan(low), data.prices["close"], low)
        self._matches = data.matches

    def extent(self, window: lod.Window) -> None:
        """Return None: markers take the room that the pane leaves below the candles."""
        del window

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint the triangles; where matches are dense, one for each few pixels."""
        del area
        first, last = np.searchsorted(self._matches, (self.window.first, self.window.stop))
        bars = _thinned(self._matches[first:last], mapping.x_scale)
        painter.setRenderHint(painter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color)
        self._draw_under(painter, mapping, bars, _SIZE)
        if self.selected is not None and self.selected in self._matches:
            self._draw_under(painter, mapping, np.array([self.selected]), _SIZE * 1.7)

    def _draw_under(
        self, painter: QPainter, mapping: Mapping, bars: NDArray[np.int64], size: float
    ) -> None:
        """Paint one triangle under each of `bars`."""
        lows = mapping.y(self._low[bars]).tolist()
        for x, y in zip(mapping.x(bars).tolist(), lows, strict=True):
            painter.drawPolygon(_triangle(x, y + _GAP, size))


class BandItem(SeriesItem):
    """Shades the selected bar through the whole height of a pane."""

    def __init__(self) -> None:
        super().__init__()
        self.color = QColor("gray")
        self.selected: int | None = None

    def extent(self, window: lod.Window) -> None:
        """Return None: the band takes what height there is."""
        del window

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint the band."""
        if self.selected is None:
            return
        width = max(5.0, mapping.x_scale)
        x = mapping.x_scale * self.selected + mapping.x_offset
        painter.fillRect(QRectF(x - width / 2, area.top(), width, area.height()), self.color)


def _thinned(bars: NDArray[np.int64], pixels_per_bar: float) -> NDArray[np.int64]:
    """Return the first of the `bars` in every few pixels."""
    if pixels_per_bar >= _MIN_SPACING_PX or len(bars) == 0:
        return bars
    slot = (bars * pixels_per_bar // _MIN_SPACING_PX).astype(np.int64)
    thinned: NDArray[np.int64] = bars[np.append(True, slot[1:] != slot[:-1])]
    return thinned


def _triangle(x: float, y: float, size: float) -> QPolygonF:
    """Return a triangle that points up to (x, y)."""
    low = y + size * 1.6
    return QPolygonF([QPointF(x, y), QPointF(x + size, low), QPointF(x - size, low)])
