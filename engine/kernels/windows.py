"""Windows: extremes, sums, counts and ranks over the last bars."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

import numpy as np

from engine.kernels import talib
from engine.kernels.arrays import behind, single, windowed_sum
from engine.kernels.kernel import Kernel, Sees, earlier, never, window

if TYPE_CHECKING:
    from engine.kernels.arrays import Flags, Floats

_aroon = talib.function("AROON")
_percentrank = talib.function("PERCENTRANK")
_SORT_AT_ONCE = 64


def _itself(x: Floats) -> Floats:
    return x.copy()


def highestbars(x: Floats, n: int) -> Floats:
    """Return how many bars ago the highest of `n` values was; of equal ones the latest counts."""
    return _bars_since(x, n, 1)


def lowestbars(x: Floats, n: int) -> Floats:
    """Return how many bars ago the lowest of `n` values was; of equal ones the latest counts."""
    return _bars_since(x, n, 0)


def _bars_since(x: Floats, n: int, output: int) -> Floats:
    """Return bars since the extreme, read off TA-Lib's Aroon, which is just that in percent."""
    if n == 1:
        return np.zeros(len(x))
    if n == 2:
        later = x[1:] >= x[:-1] if output == 1 else x[1:] <= x[:-1]
        return behind(1, np.where(later, 0.0, 1.0))
    percent = _aroon(x, x, n - 1)[output]
    result: Floats = np.rint((n - 1) * (1 - percent / 100))
    return result


def count(true: Flags, false: Flags, n: int) -> Floats:
    """Return on how many of `n` bars a condition was true; NaN where one of them is unknown."""
    trues = windowed_sum(true.astype(np.float64), n) if len(true) >= n else np.empty(0)
    falses = windowed_sum(false.astype(np.float64), n) if len(true) >= n else np.empty(0)
    trues[trues + falses < n] = np.nan
    return behind(min(n - 1, len(true)), trues)


def percentrank(x: Floats, n: int) -> Floats:
    """Return the share of the previous `n` values at or below the current one, in percent.

    TA-Lib counts those strictly below; of the negated values that is the complement.
    """
    if n == 1:
        return behind(1, np.where(x[:-1] <= x[1:], 100.0, 0.0))
    result: Floats = 100.0 - _percentrank(-x, n)
    return result


def percentile(x: Floats, n: int, p: float) -> Floats:
    """Return the `p`-th percentile of `n` values, interpolated linearly.

    Short windows are sorted all at once; long ones keep one sorted list, so that the time grows
    with the number of bars only.
    """
    place = (n - 1) * p / 100
    low = int(place)
    high, part = min(low + 1, n - 1), place - low
    if n <= _SORT_AT_ONCE:
        windows = np.sort(np.lib.stride_tricks.sliding_window_view(x, n), axis=1)
        values = windows[:, low] + part * (windows[:, high] - windows[:, low])
        return behind(n - 1, values)
    values = x.tolist()
    ordered = sorted(values[:n])
    result = [ordered[low] + part * (ordered[high] - ordered[low])]
    for leaving, entering in zip(values, values[n:], strict=False):
        del ordered[bisect_left(ordered, leaving)]
        insort(ordered, entering)
        result.append(ordered[low] + part * (ordered[high] - ordered[low]))
    return behind(n - 1, np.array(result))


def window_sum(x: Floats, n: int) -> Floats:
    """Return the sum of `n` values."""
    return behind(min(n - 1, len(x)), windowed_sum(x, n))


def cumsum(x: Floats) -> Floats:
    """Return the sum of all values so far."""
    result: Floats = np.cumsum(x)
    return result


HIGHEST = Kernel("highest", single(_itself, talib.function("MAX")), window, is_total=True)
LOWEST = Kernel("lowest", single(_itself, talib.function("MIN")), window, is_total=True)
HIGHESTBARS = Kernel("highestbars", highestbars, window, is_total=True)
LOWESTBARS = Kernel("lowestbars", lowestbars, window, is_total=True)
SUM = Kernel("sum", window_sum, window, version=2)
CUMSUM = Kernel("cumsum", cumsum, settle=never)
COUNT = Kernel("count", count, window, sees=Sees.ALL, needs_false=True)
PERCENTRANK = Kernel("percentrank", percentrank, earlier, is_total=True)
PERCENTILE = Kernel("percentile", percentile, window)
