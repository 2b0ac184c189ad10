"""The panes of a chart one above the other, over one time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF

from scanner_app.charting.axes import PRICE_AXIS_WIDTH, TimeAxis
from scanner_app.charting.candle_item import CandleItem
from scanner_app.charting.data import PRICE_PANE, ChartData, Plot
from scanner_app.charting.lod import window_of
from scanner_app.charting.marker_item import MarkerItem
from scanner_app.charting.pane import Pane
from scanner_app.charting.scale import LINEAR, LOG
from scanner_app.charting.ticks import TimeScale
from scanner_app.charting.volume_item import VolumeItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

    from scanner_app.charting.colors import ChartColors
    from scanner_app.charting.navigation import BarRange

_PRICE_FOOT = 0.24
_PRICE_TOP = 0.14
_PRICE_STRETCH = 10
_OWN_STRETCH = 4
_AXIS_PAD = 14.0


class PaneStack:
    """Lays the candles' pane and the formula's own panes out and keeps them on the same bars."""

    def __init__(self, colors: ChartColors) -> None:
        self.layout = pg.GraphicsLayout()
        self.layout.setContentsMargins(0, 0, 0, 0)
        self.layout.setSpacing(0)
        self.candles, self.volume, self.markers = CandleItem(), VolumeItem(), MarkerItem()
        self._price = Pane(_PRICE_FOOT, _PRICE_TOP)
        self._price.axis.is_price = True
        for depth, item in ((-5, self.volume), (0, self.candles), (9, self.markers)):
            self._price.add(item, depth)
        self._spare: list[Pane] = []
        self.panes: list[Pane] = []
        self._time_axis = TimeAxis()
        self._time_scale: TimeScale | None = None
        self._data: ChartData | None = None
        self.set_colors(colors)
        self._arrange(0)

    def set_data(self, data: ChartData) -> None:
        """Show the candles, curves and matches of `data`."""
        self._data = data
        self._price.axis.decimals = data.decimals
        self._time_scale = TimeScale(data.timestamps)
        for item in (self.candles, self.volume, self.markers):
            item.set_data(data)
        if len(self.panes) != 1 + len(data.own_panes):
            self._arrange(len(data.own_panes))
        self._set_plots()
        self._fit_axes(data)

    def set_legends(self, heights: Sequence[float]) -> None:
        """Keep so many pixels free at the top of each pane."""
        for pane, height in zip(self.panes, heights, strict=True):
            pane.legend_px = height

    def _fit_axes(self, data: ChartData) -> None:
        """Make the axes as wide as the longest price."""
        highest = np.fmax.reduce(data.prices["high"], initial=0.0)
        text = self._price.axis.text(float(highest))
        room = QFontMetricsF(self._price.axis.font()).horizontalAdvance(text) + _AXIS_PAD
        width = max(PRICE_AXIS_WIDTH, room)
        for pane in self.panes:
            pane.axis.set_width(width)
        self.layout.layout.setColumnFixedWidth(1, width)

    def set_colors(self, colors: ChartColors) -> None:
        """Take the colours of a theme."""
        self._colors = colors
        self.candles.set_colors(colors.up, colors.down)
        self.volume.set_colors(colors.volume_up, colors.volume_down)
        self.markers.color = colors.marker
        self._time_axis.color, self._time_axis.strong = colors.axis, colors.text
        for pane in {self._price, *self.panes, *self._spare}:
            pane.set_colors(colors)
            pane.grid.separator = None if pane is self._price else colors.border
        if self._data is not None:
            self._set_plots()

    def set_selected(self, bar: int | None) -> None:
        """Mark the selected bar in all panes."""
        self.markers.selected = bar
        for pane in (self._price, *self.panes, *self._spare):
            pane.band.selected = bar

    def set_log(self, is_log: bool) -> None:
        """Show prices on a logarithmic axis or on a linear one."""
        self._price.scale = LOG if is_log else LINEAR
        if self._data is not None:
            self._price.set_bounds(self._data.n_bars)

    def show(self, view: BarRange) -> None:
        """Bring the bars of `view` into sight."""
        if self._data is None or self._time_scale is None:
            return
        width = max(self._price.view.width(), 1.0)
        window = window_of(view.low, view.high, self._data.n_bars, width)
        ticks = self._time_scale.ticks(window.first, window.stop, TimeAxis.n_most(width))
        bars = [tick.bar for tick in ticks]
        for pane in self.panes:
            pane.show(window, view, bars)
        self._time_axis.set_ticks(ticks, view, self._data.timestamps[bars].tolist())

    def _set_plots(self) -> None:
        """Give each pane its curves; colours go by the order in the formula."""
        data = self._data
        assert data is not None  # noqa: S101 - the callers have looked
        colored = [(plot, self._colors.plot(n)) for n, plot in enumerate(data.plots)]
        for pane, name in zip(self.panes, (PRICE_PANE, *data.own_panes), strict=True):
            mine: list[tuple[Plot, QColor]] = [(p, color) for p, color in colored if p.pane == name]
            pane.set_plots(mine, self._colors)
            pane.set_bounds(data.n_bars)

    def _arrange(self, n_own: int) -> None:
        """Put the candles' pane, `n_own` more and the time axis below each other."""
        self._take_out()
        while len(self._spare) < n_own:
            self._spare.append(self._new_pane())
        self.panes = [self._price, *(self._spare.pop() for _ in range(n_own))]
        for row, pane in enumerate(self.panes):
            self.layout.addItem(pane.view, row=row, col=0)
            self.layout.addItem(pane.axis, row=row, col=1)
            stretch = _OWN_STRETCH if row else _PRICE_STRETCH
            self.layout.layout.setRowStretchFactor(row, stretch)
            self.layout.layout.setRowPreferredHeight(row, 10.0 * stretch)
        self.layout.addItem(self._time_axis, row=len(self.panes), col=0)
        self.layout.layout.setRowStretchFactor(len(self.panes), 0)
        self.layout.layout.setColumnFixedWidth(1, PRICE_AXIS_WIDTH)
        self.layout.layout.activate()

    def _take_out(self) -> None:
        """Take everything out of the layout."""
        for pane in self.panes:
            self.layout.removeItem(pane.view)
            self.layout.removeItem(pane.axis)
        self._spare += self.panes[1:]
        if self.panes:
            self.layout.removeItem(self._time_axis)

    def _new_pane(self) -> Pane:
        """Return an empty pane for curves of their own."""
        pane = Pane()
        pane.set_colors(self._colors)
        pane.grid.separator = self._colors.border
        pane.band.selected = self.markers.selected
        return pane
