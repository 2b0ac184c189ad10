"""Volume as bars along the foot of the candles' pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor

from scanner_app.charting import lod
from scanner_app.charting.line_item import fill_columns
from scanner_app.charting.series_item import Mapping, SeriesItem

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from scanner_app.charting.data import ChartData

_SHARE = 0.17


class VolumeItem(SeriesItem):
    """Draws volume on a scale of its own: the tallest bar in view takes a sixth of the pane."""

    def __init__(self) -> None:
        super().__init__()
        self._volume: NDArray[np.float64] = np.empty(0)
        self._open: NDArray[np.float64] = np.empty(0)
        self._close: NDArray[np.float64] = np.empty(0)
        self._colors = (QColor("green"), QColor("red"))

    def set_data(self, data: ChartData) -> None:
        """Show the volume of `data`."""
        self._volume = data.prices["volume"]
        self._open, self._close = data.prices["open"], data.prices["close"]

    def set_colors(self, up: QColor, down: QColor) -> None:
        """Paint the volume of rising candles in `up` and of falling ones in `down`."""
        self._colors = (up, down)

    def extent(self, window: lod.Window) -> None:
        """Return None: the price axis does not care for volume."""
        del window

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint one bar a column."""
        volume = lod.highest(self._volume, self.window)
        tallest = np.fmax.reduce(volume) if len(volume) else 0.0
        if not tallest > 0.0:
            return
        base = area.bottom()
        y = base - np.rint(volume / tallest * _SHARE * area.height())
        x = mapping.x(self.window.centres())
        is_up = lod.closing(self._close, self.window) >= lod.opening(self._open, self.window)
        has_volume = volume > 0.0
        width = max(1.0, np.floor(mapping.x_scale * self.window.step * 0.68))
        for color, mask in zip(
            self._colors, (is_up & has_volume, ~is_up & has_volume), strict=True
        ):
            fill_columns(painter, (x[mask], y[mask]), base, width, color)
