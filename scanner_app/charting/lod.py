"""Level of detail: many bars of one pixel column become one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS_PER_PIXEL = 1.5


class Window(NamedTuple):
    """The bars that are in view.

    Attributes
    ----------
    first, stop : int
        The bars ``first <= bar < stop``; `first` is a multiple of `step`, so that buckets do not
        flicker while panning.
    step : int
        How many bars make one drawn column.
    """

    first: int
    stop: int
    step: int

    @property
    def n_columns(self) -> int:
        """Number of drawn columns."""
        return max(0, -(-(self.stop - self.first) // self.step))

    def starts(self) -> NDArray[np.int64]:
        """First bar of each drawn column, counted from the window's first bar."""
        return np.arange(self.n_columns, dtype=np.int64) * self.step

    def centres(self) -> NDArray[np.float64]:
        """Bar number at the middle of each drawn column."""
        return np.asarray(self.starts() + (self.first + (self.step - 1) / 2), dtype=np.float64)


EMPTY = Window(0, 0, 1)


def window_of(low: float, high: float, n_bars: int, width_px: float) -> Window:
    """Return the bars between the bar numbers `low` and `high` on `width_px` pixels."""
    if n_bars == 0 or high <= low:
        return EMPTY
    step = max(1, math.ceil((high - low) / (COLUMNS_PER_PIXEL * max(width_px, 1.0))))
    first = min(max(0, math.floor(low + 0.5)), n_bars) // step * step
    stop = max(first, min(n_bars, math.ceil(high + 0.5)))
    return Window(first, stop, step)


def lowest(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Return the least value of each column, NaN where all of it is unknown."""
    return _reduced(np.fmin, values, window)


def highest(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Return the greatest value of each column, NaN where all of it is unknown."""
    return _reduced(np.fmax, values, window)


def total(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Return the sum of each column, unknown values counting nothing."""
    if window.step == 1 or window.n_columns == 0:
        return values[window.first : window.stop]
    part = np.nan_to_num(values[window.first : window.stop])
    return np.add.reduceat(part, window.starts())


def opening(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Return the first value of each column."""
    return values[window.first : window.stop : window.step]


def closing(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Return the last value of each column."""
    if window.step == 1 or window.n_columns == 0:
        return values[window.first : window.stop]
    lasts = np.minimum(window.first + window.starts() + window.step, window.stop) - 1
    last_values: NDArray[np.float64] = values[lasts]
    return last_values


def _reduced(
    function: np.ufunc, values: NDArray[np.float64], window: Window
) -> NDArray[np.float64]:
    """Return `function` over each column of the window."""
    part = values[window.first : window.stop]
    if window.step == 1 or window.n_columns == 0:
        return part
    reduced: NDArray[np.float64] = function.reduceat(part, window.starts())
    return reduced
