"""Prices far outside the range of their neighbours, as a lost decimal mark leaves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.storage.candle_arrays import CandleArrays

MAX_RATIO = 4.0
"""A price more than so many times above, or below, the closes of both bars beside it is far."""


def far_bars(bars: CandleArrays) -> NDArray[np.int64]:
    """Return the numbers of the bars with a price far from the closes before and behind.

    A split or a crash stays: there one of both neighbours is near. The first and the last bar have
    one neighbour only and are not judged.
    """
    close = bars.close
    if close.size < 3:
        return np.empty(0, dtype=np.int64)
    before, behind = close[:-2], close[2:]
    is_judged = (before > 0) & (behind > 0)
    is_far = np.zeros(before.size, dtype=bool)
    for column in (bars.open, bars.high, bars.low, close):
        price = column[1:-1]
        is_above = (price > MAX_RATIO * before) & (price > MAX_RATIO * behind)
        is_below = (MAX_RATIO * price < before) & (MAX_RATIO * price < behind)
        is_far |= is_above | is_below
    return np.flatnonzero(is_far & is_judged) + 1
