"""What happened since a condition was last true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.kernels.kernel import Kernel, Sees, never

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.kernels.arrays import Flags, Floats


def _last_true(true: Flags) -> NDArray[np.int64]:
    """Return for each bar the last bar on which the condition was true, or -1."""
    bars = np.where(true, np.arange(len(true)), -1)
    return np.maximum.accumulate(bars)


def barssince(true: Flags) -> Floats:
    """Return how many bars ago a condition was last true; NaN before the first time."""
    last = _last_true(true)
    return np.where(last < 0, np.nan, np.arange(len(true)) - last)


def streak(true: Flags) -> Floats:
    """Return on how many bars in a row, up to this one, a condition was true."""
    bars = np.arange(len(true))
    last_break = np.maximum.accumulate(np.where(true, -1, bars))
    return (bars - last_break).astype(np.float64)


def valuewhen(true: Flags, x: Floats, k: int) -> Floats:
    """Return `x` on the `k`-th last bar on which a condition was true; 1 is the latest."""
    places = np.flatnonzero(true)
    which = np.cumsum(true) - k
    result = np.full(len(x), np.nan)
    seen = which >= 0
    result[seen] = x[places[which[seen]]]
    return result


def highest_since(true: Flags, x: Floats) -> Floats:
    """Return the highest known `x` since a condition was last true, that bar included."""
    return _extreme_since(true, x, np.fmax)


def lowest_since(true: Flags, x: Floats) -> Floats:
    """Return the lowest known `x` since a condition was last true, that bar included."""
    return _extreme_since(true, x, np.fmin)


def _extreme_since(true: Flags, x: Floats, ufunc: np.ufunc) -> Floats:
    result = np.full(len(x), np.nan)
    begins = np.flatnonzero(true)
    for begin, end in zip(begins, [*begins[1:], len(x)], strict=False):
        ufunc.accumulate(x[begin:end], out=result[begin:end])
    return result


BARSSINCE = Kernel("barssince", barssince, settle=never, sees=Sees.ALL)
STREAK = Kernel("streak", streak, settle=never, sees=Sees.ALL)
VALUEWHEN = Kernel("valuewhen", valuewhen, settle=never, sees=Sees.ALL)
HIGHEST_SINCE = Kernel("highest_since", highest_since, settle=never, sees=Sees.ALL)
LOWEST_SINCE = Kernel("lowest_since", lowest_since, settle=never, sees=Sees.ALL)
