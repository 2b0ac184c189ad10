"""The grid behind a pane, drawn from the axes' ticks (``showGrid`` costs 15 ms a frame)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor

from scanner_app.charting.series_item import Mapping, SeriesItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from scanner_app.charting.lod import Window


class GridItem(SeriesItem):
    """Lines at the ticks of the price axis and of the time axis."""

    def __init__(self) -> None:
        super().__init__()
        self.color = QColor("gray")
        self.separator: QColor | None = None
        self._bars: Sequence[int] = ()
        self._prices: Sequence[float] = ()

    def set_ticks(self, bars: Sequence[int], prices: Sequence[float]) -> None:
        """Draw lines at these bars and prices."""
        self._bars, self._prices = bars, prices

    def extent(self, window: Window) -> None:
        """Return None: the grid fills whatever is shown."""
        del window

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint the lines on the middles of pixels."""
        x = mapping.x(np.array(self._bars, dtype=np.float64)) + 0.5
        y = mapping.y(np.array(self._prices, dtype=np.float64)) + 0.5
        painter.setRenderHint(painter.RenderHint.Antialiasing, False)
        painter.setPen(self.color)
        painter.drawLines([QLineF(a, area.top(), a, area.bottom()) for a in x.tolist()])
        painter.drawLines([QLineF(area.left(), b, area.right(), b) for b in y.tolist()])
        if self.separator is not None:
            painter.setPen(self.separator)
            painter.drawLine(QLineF(area.left(), area.top() + 0.5, area.right(), area.top() + 0.5))
