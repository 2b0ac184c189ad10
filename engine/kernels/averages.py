"""Moving averages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.kernels import talib
from engine.kernels.arrays import behind, windowed_sum
from engine.kernels.kernel import Kernel, earlier, never, settle_ema, settle_of, settle_rma, window

if TYPE_CHECKING:
    from engine.kernels.arrays import Floats

_ema = talib.function("EMA")
_mavp = talib.function("MAVP")


def sma(x: Floats, n: int) -> Floats:
    """Return the mean of `n` values.

    Costs a little more than TA-Lib's running sum, which carries the rounding of all earlier bars
    along: on prices with two decimals that decides ``close > sma(close, 20)`` wrongly where both
    are equal.
    """
    result = np.full(len(x), np.nan)
    np.divide(windowed_sum(x, n), n, out=result[n - 1 :])
    return result


def ema_adjusted(x: Floats, n: int) -> Floats:
    """Return pandas' ``ewm(span=n)``: exponential weights that always add up to one.

    An EMA that starts from zeros is divided by the weights that it has seen so far. The first `n`
    values, which rest on a few bars only, are left out.
    """
    decayed = _ema(np.concatenate([np.zeros(n), x]), n)[n:] if n > 1 else x
    seen = 1.0 - (1.0 - 2.0 / (n + 1)) ** np.arange(1, len(x) + 1)
    result: Floats = decayed / seen
    result[:n] = np.nan
    return result


def vwma(volume: Floats, x: Floats, n: int) -> Floats:
    """Return the average of `x` weighted by volume; unknown where nothing was traded.

    TA-Lib's running sums answer from the rounding of earlier bars where nothing was traded.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return behind(n - 1, windowed_sum(x * volume, n) / windowed_sum(volume, n))


def mavp(x: Floats, periods: Floats, low: int, high: int) -> Floats:
    """Return simple averages whose period differs from bar to bar, between `low` and `high`."""
    result: Floats = _mavp(x, periods, low, high)
    return result


def _six(n: int, *_others: object) -> int:
    return 6 * (n - 1)


def _settle_six(n: int, *_others: object) -> int:
    return 6 * settle_ema(n)


def _settle_kama(*_parameters: object) -> int:
    """Settle of the slowest smoothing that KAMA can choose, that of 30 bars, squared."""
    return settle_of((2 / 31) ** 2)


def _ht(*_parameters: object) -> int:
    return 63


def _mama(*_parameters: object) -> int:
    return 32


def _longest(_low: int, high: int) -> int:
    return high - 1


SMA = Kernel("sma", sma, window, is_total=True, version=2)
EMA = Kernel("ema", _ema, window, settle_ema, is_total=True)
RMA = Kernel("rma", talib.function("RMA"), window, settle_rma, is_total=True)
WMA = Kernel("wma", talib.function("WMA"), window, is_total=True)
TRIMA = Kernel("trima", talib.function("TRIMA"), window, is_total=True)
KAMA = Kernel("kama", talib.function("KAMA"), earlier, _settle_kama)
T3 = Kernel("t3", talib.function("T3"), _six, _settle_six, is_total=True)
VWMA = Kernel("vwma", vwma, window)
EMA_ADJUSTED = Kernel("ema_adjusted", ema_adjusted, earlier, settle_ema, is_total=True)
MAVP = Kernel("mavp", mavp, _longest, is_total=True)
MAMA = Kernel("mama", talib.function("MAMA"), _mama, never, n_outputs=2)
HT_TRENDLINE = Kernel("ht_trendline", talib.function("HT_TRENDLINE"), _ht, never)
