"""Base of everything that is drawn bar by bar: visible bars only, in whole device pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF

from scanner_app.charting.lod import EMPTY, Window
from scanner_app.charting.scale import LINEAR, Scale

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

_FAR = 1e7


class Extent(NamedTuple):
    """The least and the greatest price that an item shows."""

    low: float
    high: float


class Mapping(NamedTuple):
    """Where bars and prices lie in the view, in pixels: ``pixel = scale * value + offset``."""

    x_scale: float
    x_offset: float
    y_scale: float
    y_offset: float
    scale: Scale

    def x(self, bars: NDArray[Any]) -> NDArray[np.float64]:
        """Return the whole pixels of bar numbers."""
        return np.rint(self.x_scale * bars + self.x_offset)

    def y(self, prices: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the whole pixels of prices; NaN where unknown."""
        pixels = self.y_scale * self.scale.forward(prices) + self.y_offset
        return np.clip(np.rint(pixels), -_FAR, _FAR)


class SeriesItem(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Draws some columns over the bars of a window.

    A subclass implements :meth:`extent` and :meth:`draw`. Painting goes through whole device
    pixels: wicks stay one pixel wide and in the middle of their bodies at every zoom, and lines
    need no cosmetic pens, which Qt strokes slowly.
    """

    def __init__(self) -> None:
        super().__init__()
        self.window: Window = EMPTY
        self._price_scale: Scale = LINEAR
        self._bounds = QRectF()

    def set_window(self, window: Window, scale: Scale) -> None:
        """Show the bars of `window`."""
        self.window = window
        self._price_scale = scale

    def set_bounds(self, bounds: QRectF) -> None:
        """Set where the item may draw, in bars and scaled prices."""
        self.prepareGeometryChange()
        self._bounds = bounds

    def extent(self, window: Window) -> Extent | None:
        """Return what the price axis must show of this item, or None for no wish."""
        raise NotImplementedError

    def draw(self, painter: QPainter, mapping: Mapping, area: QRectF) -> None:
        """Paint the window; `area` is the pane in pixels."""
        raise NotImplementedError

    def boundingRect(self) -> QRectF:
        """Return the area that :meth:`set_bounds` has set."""
        return self._bounds

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint in device pixels whatever is in view."""
        if self.window.n_columns == 0:
            return
        place = painter.worldTransform()
        mapping = Mapping(place.m11(), place.dx(), place.m22(), place.dy(), self._price_scale)
        painter.save()
        try:
            painter.resetTransform()
            self.draw(painter, mapping, self.getViewBox().sceneBoundingRect())
        finally:
            painter.restore()


def extent_of(low: NDArray[np.float64], high: NDArray[np.float64]) -> Extent | None:
    """Return the extremes of two columns, or None where all of them is unknown."""
    if len(low) == 0:
        return None
    least, most = np.fmin.reduce(low), np.fmax.reduce(high)
    if not (np.isfinite(least) and np.isfinite(most)):
        return None
    return Extent(float(least), float(most))
