"""What a chart shows: candles, the formula's indicators and its matches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.decimals import bar_decimals
from engine.domain.timeframe import parse_timeframe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

PRICE_PANE = "price"


@dataclass(frozen=True, slots=True, eq=False)
class Plot:
    """One curve of a formula.

    Attributes
    ----------
    name : str
        What the legend calls it, usually the canonical text.
    pane : str
        ``"price"`` to share the candles' pane; plots of any other equal name share one pane.
    kind : str
        ``"line"`` or ``"histogram"``.
    values : ndarray of float64, shape (n,)
        One value a candle, NaN where unknown.
    """

    name: str
    pane: str
    kind: str
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ChartData:
    """Everything that one chart draws.

    Attributes
    ----------
    symbol, name, timeframe : str
        What the candles are of.
    timestamps : ndarray of int64, shape (n,)
        Starts of the bars in nanoseconds since 1970 UTC.
    prices : mapping of str to ndarray of float64, shape (n,)
        The columns open, high, low, close and volume.
    plots : tuple of Plot
        The formula's curves.
    matches : ndarray of int64
        Numbers of the bars on which the formula is true.
    note : str
        Why the curves are missing, or an empty string.
    """

    symbol: str
    name: str
    timeframe: str
    timestamps: NDArray[np.int64]
    prices: Mapping[str, NDArray[np.float64]]
    plots: tuple[Plot, ...] = ()
    matches: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    note: str = ""

    @property
    def n_bars(self) -> int:
        """Number of candles."""
        return len(self.timestamps)

    @property
    def is_intraday(self) -> bool:
        """Whether the bars are shorter than a day."""
        return parse_timeframe(self.timeframe).is_intraday

    @property
    def decimals(self) -> int:
        """With how many decimals the prices are written."""
        return bar_decimals(self.prices)

    @property
    def own_panes(self) -> tuple[str, ...]:
        """Names of the panes below the candles, in the order of their first plot."""
        return tuple(dict.fromkeys(plot.pane for plot in self.plots if plot.pane != PRICE_PANE))

    def bar_at(self, timestamp_ns: int) -> int:
        """Return the number of the last bar that starts no later than `timestamp_ns`."""
        bar = int(np.searchsorted(self.timestamps, timestamp_ns, side="right")) - 1
        return max(bar, 0)
