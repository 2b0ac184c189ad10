"""Volatility kernels."""

from __future__ import annotations

import numpy as np

from engine.kernels import talib
from engine.kernels.kernel import Kernel, earlier, settle_rma, window

_stddev = talib.function("STDDEV")


def stdev(x, n):
    """Return the population standard deviation."""
    return np.zeros(len(x)) if n == 1 else _stddev(x, n)


ATR = Kernel("atr", talib.function("ATR"), earlier, settle_rma, is_total=True)
STDEV = Kernel("stdev", stdev, window)
