"""Ranges and deviations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.kernels import talib
from engine.kernels.arrays import single
from engine.kernels.kernel import Kernel, earlier, one, settle_rma, window

if TYPE_CHECKING:
    from engine.kernels.arrays import Floats

_var = talib.function("VAR")


def _zeros(x: Floats) -> Floats:
    return np.zeros(len(x))


def var(x: Floats, n: int) -> Floats:
    """Return the population variance."""
    result: Floats = _var(x, n, 1.0)
    return result


TRANGE = Kernel("trange", talib.function("TRANGE"), one, is_total=True)
ATR = Kernel("atr", talib.function("ATR"), earlier, settle_rma, is_total=True)
STDEV = Kernel("stdev", single(_zeros, talib.function("STDDEV")), window)
VAR = Kernel("var", var, window)
AVGDEV = Kernel("avgdev", single(_zeros, talib.function("AVGDEV")), window)
