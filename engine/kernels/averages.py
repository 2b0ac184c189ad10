"""Moving averages."""

from __future__ import annotations

from engine.kernels import talib
from engine.kernels.kernel import Kernel, settle_ema, settle_rma, window

SMA = Kernel("sma", talib.function("SMA"), window, is_total=True)
EMA = Kernel("ema", talib.function("EMA"), window, settle_ema, is_total=True)
RMA = Kernel("rma", talib.function("RMA"), window, settle_rma, is_total=True)
WMA = Kernel("wma", talib.function("WMA"), window, is_total=True)
