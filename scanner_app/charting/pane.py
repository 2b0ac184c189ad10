"""One pane of the chart: a view box, its price axis and the items in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF

from scanner_app.charting.axes import PriceAxis
from scanner_app.charting.grid_item import GridItem
from scanner_app.charting.line_item import DotsItem, HistogramItem, LineItem
from scanner_app.charting.lod import Window, closing
from scanner_app.charting.marker_item import BandItem
from scanner_app.charting.scale import LINEAR, Scale
from scanner_app.charting.series_item import Extent, SeriesItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QColor

    from scanner_app.charting.colors import ChartColors
    from scanner_app.charting.data import Plot
    from scanner_app.charting.navigation import BarRange

MAX_LEGEND_SHARE = 0.45
_MARGIN_TOP = 0.2
_MARGIN_FOOT = 0.08
_LEVELS = Extent(22.0, 78.0)  # with room for the labels of 30 and 70
_LOG_SHARE, _TINY = 1e-3, 1e-9


class DrawnCurve(NamedTuple):
    """A plot with its place in the legend."""

    plot: Plot
    color: QColor
    item: LineItem


class Pane:
    """Shows some items over the bars in view and fits its price axis to them.

    Parameters
    ----------
    foot, top : float
        Shares of the height that are kept free below the lowest price and above the highest.
    """

    def __init__(self, foot: float = _MARGIN_FOOT, top: float = _MARGIN_TOP) -> None:
        self.view = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0.0)
        self.view.disableAutoRange()
        self.axis = PriceAxis()
        self.grid = GridItem()
        self.band = BandItem()
        self.curves: list[DrawnCurve] = []
        self.scale: Scale = LINEAR
        self.legend_px = 0.0
        self._foot, self._top = foot, top
        self._items: list[SeriesItem] = []
        self.add(self.band, -20)
        self.add(self.grid, -10)

    def add(self, item: SeriesItem, depth: int) -> None:
        """Show `item`; those of greater `depth` lie above."""
        item.setZValue(depth)
        self._items.append(item)
        self.view.addItem(item, ignoreBounds=True)

    def set_plots(self, plots: Sequence[tuple[Plot, QColor]], colors: ChartColors) -> None:
        """Replace the formula's curves."""
        for curve in self.curves:
            self._items.remove(curve.item)
            self.view.removeItem(curve.item)
        self.curves = [_curve(plot, color, colors) for plot, color in plots]
        values = [plot.values for plot, _ in plots]
        self.axis.is_oscillator = not self.axis.is_price and all(map(is_oscillator, values))
        for curve in self.curves:
            self.add(curve.item, 5)

    def set_colors(self, colors: ChartColors) -> None:
        """Take the colours of a theme for all but the curves."""
        self.axis.color = colors.axis
        self.grid.color, self.band.color = colors.grid, colors.band

    def set_bounds(self, n_bars: int) -> None:
        """Give the items the area in which they may draw, so that Qt paints them when in view."""
        extent = self._extent(Window(0, n_bars, 1))
        low, high = self.scale.height(extent.low), self.scale.height(extent.high)
        span = (high - low) or 1.0
        for item in self._items:
            item.set_bounds(QRectF(-n_bars, low - span, 3 * n_bars + 2, 3 * span))

    def show(self, window: Window, view: BarRange, bars: Sequence[int]) -> None:
        """Bring `view` into sight, fit the price axis and draw the grid at `bars`."""
        extent = self._extent(window)
        low, high = self.scale.height(extent.low), self.scale.height(extent.high)
        span = (high - low) or abs(high) * 0.02 or 1.0
        top = self._top_share()
        heights = (low - self._foot * span, high + top * span)
        visible = Extent(self.scale.back(heights[0]), self.scale.back(heights[1]))
        self.axis.set_range(visible, heights, self.scale)
        self.grid.set_ticks(bars, self.axis.ticks)
        for item in self._items:
            item.set_window(window, self.scale)
        self.view.setRange(xRange=tuple(view), yRange=heights, padding=0.0, update=True)

    def _top_share(self) -> float:
        """Return how much room above the highest price leaves the legend on none of the bars."""
        share = min(self.legend_px / max(float(self.view.height()), 1.0), MAX_LEGEND_SHARE)
        return max(self._top, share * (1.0 + self._foot) / (1.0 - share))

    def value_at(self, curve: DrawnCurve, bar: int) -> float:
        """Return what `curve` has at `bar`."""
        return float(closing(curve.plot.values, Window(bar, bar + 1, 1))[0])

    def _extent(self, window: Window) -> Extent:
        """Return what the axis must show of all items."""
        wishes = [wish for item in self._items if (wish := item.extent(window)) is not None]
        if self.axis.is_oscillator:
            wishes.append(_LEVELS)
        if not wishes:
            return Extent(0.0, 1.0) if not self.scale.is_log else Extent(1.0, 10.0)
        low, high = min(wish.low for wish in wishes), max(wish.high for wish in wishes)
        if self.scale.is_log and low <= 0.0:  # a band below zero has no place on this axis
            low = max(high, _TINY) * _LOG_SHARE
        return Extent(low, max(low, high))


def is_oscillator(values: NDArray[np.float64]) -> bool:
    """Whether a curve swings between 0 and 100, about its middle, as RSI and stochastics do."""
    finite = values[np.isfinite(values)]
    if len(finite) == 0 or finite.min() < 0.0 or finite.max() > 100.0:
        return False
    return bool(finite.min() <= 45.0 and finite.max() >= 55.0)


def _curve(plot: Plot, color: QColor, colors: ChartColors) -> DrawnCurve:
    """Return the curve that draws `plot`."""
    if plot.kind == "histogram":
        return DrawnCurve(plot, color, HistogramItem(plot.values, colors.up, colors.down))
    item = DotsItem if plot.kind == "dots" else LineItem
    return DrawnCurve(plot, color, item(plot.values, color))
