"""Direction, trend-following stops and cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.kernels import talib
from engine.kernels.kernel import Kernel, earlier, never, one, settle_of, settle_rma

if TYPE_CHECKING:
    from engine.kernels.arrays import Floats

_aroon = talib.function("AROON")
_fractal = talib.function("FRACTAL")
_plus_dm = talib.function("PLUS_DM")
_minus_dm = talib.function("MINUS_DM")
_supertrend = talib.function("SUPERTREND")
_ht_trendmode = talib.function("HT_TRENDMODE")


def aroon(high: Floats, low: Floats, n: int) -> tuple[Floats, Floats]:
    """Return up and down, in the order that people say them; TA-Lib gives down first."""
    if n == 1:
        return _aroon_of_two(high, low)
    down, up = _aroon(high, low, n)
    return up, down


def _aroon_of_two(high: Floats, low: Floats) -> tuple[Floats, Floats]:
    up, down = np.full(len(high), np.nan), np.full(len(high), np.nan)
    up[1:] = np.where(high[1:] >= high[:-1], 100.0, 0.0)
    down[1:] = np.where(low[1:] <= low[:-1], 100.0, 0.0)
    return up, down


def supertrend(high: Floats, low: Floats, close: Floats, n: int, k: float) -> tuple[Floats, Floats]:
    """Return the stop, and 1 where it lies below the price, -1 where above."""
    line, direction = _supertrend(high, low, close, n, k)
    return line, _as_floats(direction, n)


def fractal(high: Floats, low: Floats, left: int, right: int) -> tuple[Any, ...]:
    """Return 100 where a swing high, or -100 where a swing low, became known; else 0."""
    pivots = _fractal(high, low, left, right)
    return tuple(_as_floats(pivot, left + right) for pivot in pivots)


def ht_trendmode(x: Floats) -> Floats:
    """Return 1 where the Hilbert transform sees a trend, 0 where it sees a cycle."""
    return _as_floats(_ht_trendmode(x), 63)


def _as_floats(values: Any, lookback: int) -> Floats:
    """Return TA-Lib's whole numbers with the warm-up unknown instead of 0."""
    result: Floats = values.astype(np.float64)
    result[:lookback] = np.nan
    return result


def _dm_lookback(n: int) -> int:
    return max(1, n - 1)


def _both(left: int, right: int) -> int:
    return left + right


def _bars(count: int) -> Any:
    def lookback(*_parameters: object) -> int:
        return count

    return lookback


def _settle_ha() -> int:
    return settle_of(0.5)


AROON = Kernel("aroon", aroon, earlier, n_outputs=2)
PLUS_DM = Kernel("plus_dm", _plus_dm, _dm_lookback, settle_rma)
MINUS_DM = Kernel("minus_dm", _minus_dm, _dm_lookback, settle_rma)
PSAR = Kernel("psar", talib.function("SAR"), one, never)
SAREXT = Kernel("sarext", talib.function("SAREXT"), one, never)
SUPERTREND = Kernel("supertrend", supertrend, earlier, never, n_outputs=2)
FRACTAL = Kernel("fractal", fractal, _both, n_outputs=2)
HEIKIN_ASHI = Kernel("ha", talib.function("HA"), settle=_settle_ha, n_outputs=4)
HT_DCPERIOD = Kernel("ht_dcperiod", talib.function("HT_DCPERIOD"), _bars(32), never)
HT_DCPHASE = Kernel("ht_dcphase", talib.function("HT_DCPHASE"), _bars(63), never)
HT_PHASOR = Kernel("ht_phasor", talib.function("HT_PHASOR"), _bars(32), never, n_outputs=2)
HT_SINE = Kernel("ht_sine", talib.function("HT_SINE"), _bars(63), never, n_outputs=2)
HT_TRENDMODE = Kernel("ht_trendmode", ht_trendmode, _bars(63), never)
