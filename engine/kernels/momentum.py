"""Momentum kernels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.kernels import talib
from engine.kernels.kernel import Kernel, earlier, settle_rma

if TYPE_CHECKING:
    from numpy.typing import NDArray

_rsi = talib.function("RSI")
_rma = talib.function("RMA")


def rsi(x: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """Return Wilder's relative strength index; NaN while nothing has moved.

    TA-Lib answers 0 where there was neither gain nor loss, which reads as deeply oversold; and it
    knows no period of 1. Both are mended here, the common case runs on TA-Lib alone.
    """
    if n > 1:
        result: NDArray[np.float64] = _rsi(x, n)
        if not (result == 0).any():
            return result
    changes = np.diff(x)
    gain = _rma(np.maximum(changes, 0.0), n)
    loss = _rma(np.maximum(-changes, 0.0), n)
    return _after(1, 100.0 * gain / (gain + loss))


def _after(bars: int, values: Any) -> NDArray[np.float64]:
    """Return `values` behind `bars` unknown bars."""
    return np.concatenate([np.full(bars, np.nan), values])


RSI = Kernel("rsi", rsi, earlier, settle_rma)
