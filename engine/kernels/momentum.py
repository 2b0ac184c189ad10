"""Momentum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.kernels import talib
from engine.kernels.arrays import behind, unknown_where_idle, windowed_sum
from engine.kernels.kernel import Kernel, earlier, settle_rma, window

if TYPE_CHECKING:
    from engine.kernels.arrays import Floats

_rsi = talib.function("RSI")
_rma = talib.function("RMA")
_cci = talib.function("CCI")


def rsi(x: Floats, n: int) -> Floats:
    """Return Wilder's relative strength index; NaN while nothing has moved.

    TA-Lib answers 0 where there was neither gain nor loss, which reads as deeply oversold; and it
    knows no period of 1. Both are mended here; the common case runs on TA-Lib alone.
    """
    if n > 1:
        result: Floats = _rsi(x, n)
        if not (result == 0).any():
            return result
    changes = np.diff(x)
    gain = _rma(np.maximum(changes, 0.0), n)
    loss = _rma(np.maximum(-changes, 0.0), n)
    return behind(1, 100.0 * gain / (gain + loss))


def cci(high: Floats, low: Floats, close: Floats, n: int) -> Floats:
    """Return the commodity channel index; NaN where the typical price stood still."""
    typical = (high + low + close) / 3
    moves = np.ones(len(typical), dtype=bool)
    moves[1:] = typical[1:] != typical[:-1]
    return unknown_where_idle(_cci(high, low, close, n), moves, n - 1)


def mfi(high: Floats, low: Floats, close: Floats, volume: Floats, n: int) -> Floats:
    """Return the money flow index; NaN where no money flowed either way."""
    typical = (high + low + close) / 3
    flow, change = (typical * volume)[1:], np.diff(typical)
    up = windowed_sum(np.where(change > 0, flow, 0.0), n)
    down = windowed_sum(np.where(change < 0, flow, 0.0), n)
    with np.errstate(invalid="ignore", divide="ignore"):
        return behind(n, 100.0 * up / (up + down))


RSI = Kernel("rsi", rsi, earlier, settle_rma)
CCI = Kernel("cci", cci, window)
MFI = Kernel("mfi", mfi, earlier)
ROC = Kernel("roc", talib.function("ROC"), earlier)
CHANGE = Kernel("change", talib.function("MOM"), earlier)
