"""How many decimals the prices of a symbol have.

1. A grid of 10**-d that all prices lie on is the symbol's tick, or a part of it: d decimals.
2. Prices off every plausible grid (adjusted ones) have as many as their size needs.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

MAX_DECIMALS = 12
_MAX_PRICES = 2_000
_MAX_BARS = 250
_MIN_PRICES = 40
_PLENTY = 3
_LARGE = 1_000.0
_TOLERANCE = 1e-12


def price_decimals(prices: NDArray[np.float64]) -> int:
    """Return how many decimals tell the prices of one symbol apart.

    Parameters
    ----------
    prices : ndarray of float64
        In the order of time; the last ones count, NaN does not.
    """
    usable = prices[np.isfinite(prices) & (prices != 0.0)][-_MAX_PRICES:]
    if len(usable) == 0:
        return 2
    size = float(np.median(np.abs(usable)))
    usual = size_decimals(size)
    for decimals in range(min(usual + _PLENTY, MAX_DECIMALS) + 1):
        scaled = usable * 10.0**decimals
        if (np.abs(scaled - np.rint(scaled)) <= _TOLERANCE * np.abs(scaled)).all():
            # A few prices in cents may end in zeros; those of thousands are rarely in cents.
            is_sure = len(usable) >= _MIN_PRICES or (decimals == 0 and size >= _LARGE)
            return decimals if is_sure else max(decimals, 2)
    return usual


def bar_decimals(columns: Mapping[str, NDArray[np.float64]]) -> int:
    """Return how many decimals the prices of one symbol's candles have; the last bars count."""
    last = [columns[name][-_MAX_BARS:] for name in ("open", "high", "low", "close")]
    return price_decimals(np.concatenate(last))


def size_decimals(size: float) -> int:
    """Return the decimals of a number of this size: two, or those of four digits below one."""
    if size >= 1.0 or size == 0.0 or not math.isfinite(size):
        return 2
    return min(MAX_DECIMALS, 3 - math.floor(math.log10(size)))
