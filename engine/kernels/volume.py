"""Volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.kernels import talib
from engine.kernels.arrays import behind, windowed_sum
from engine.kernels.kernel import Kernel, Sees, earlier, never, settle_ema, window

if TYPE_CHECKING:
    from engine.kernels.arrays import Flags, Floats


def cmf(high: Floats, low: Floats, close: Floats, volume: Floats, n: int) -> Floats:
    """Return Chaikin's money flow; a bar without range counts 0, no volume at all is unknown."""
    spread = high - low
    with np.errstate(invalid="ignore", divide="ignore"):
        place = np.where(spread == 0, 0.0, ((close - low) - (high - close)) / spread)
        return behind(n - 1, windowed_sum(place * volume, n) / windowed_sum(volume, n))


def relative(volume: Floats, n: int) -> Floats:
    """Return the volume by the mean of the `n` volumes before it."""
    result = np.full(len(volume), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        np.divide(volume[n:], windowed_sum(volume, n)[:-1] / n, out=result[n:])
    return result


def _running_average(price: Floats, volume: Floats, starts: Flags) -> Floats:
    """Return the average of `price` weighted by volume since the last start.

    Each part has sums of its own; taking off what came before a start would leave its rounding.
    """
    valid = ~(np.isnan(price) | np.isnan(volume))
    weight = np.where(valid, volume, 0.0)
    money = np.where(valid, price, 0.0) * weight
    result = np.full(len(price), np.nan)
    begins = np.flatnonzero(starts)
    for begin, end in zip(begins, [*begins[1:], len(price)], strict=False):
        part = slice(begin, end)
        result[part] = np.cumsum(money[part]) / np.cumsum(weight[part])
    result[~valid] = np.nan
    return result


def session_vwap(price: Floats, volume: Floats, session: Floats) -> Floats:
    """Return the average price of the day so far, weighted by volume."""
    starts = np.ones(len(price), dtype=bool)
    starts[1:] = session[1:] != session[:-1]
    return _running_average(price, volume, starts)


def anchored_vwap(price: Floats, volume: Floats, anchors: Flags) -> Floats:
    """Return the average price since the last anchor, weighted by volume; NaN before the first."""
    return _running_average(price, volume, anchors)


def _slow(fast: int, slow: int) -> int:
    return max(fast, slow) - 1


def _settle_slow(fast: int, slow: int) -> int:
    return settle_ema(max(fast, slow))


OBV = Kernel("obv", talib.function("OBV"), settle=never)
AD = Kernel("ad", talib.function("AD"), settle=never)
ADOSC = Kernel("adosc", talib.function("ADOSC"), _slow, _settle_slow)
CMF = Kernel("cmf", cmf, window)
RVOL = Kernel("rvol", relative, earlier)
NVI = Kernel("nvi", talib.function("NVI"), settle=never)
PVI = Kernel("pvi", talib.function("PVI"), settle=never)
PVT = Kernel("pvt", talib.function("PVT"), settle=never)
WAD = Kernel("wad", talib.function("WAD"), settle=never)
SESSION_VWAP = Kernel(
    "session_vwap", session_vwap, settle=never, sees=Sees.ALL, needs_intraday=True
)
ANCHORED_VWAP = Kernel("anchored_vwap", anchored_vwap, settle=never, sees=Sees.ALL)
