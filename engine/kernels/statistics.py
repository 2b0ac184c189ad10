"""Regression and correlation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.kernels import talib
from engine.kernels.arrays import unknown_where_idle
from engine.kernels.kernel import Kernel, earlier, window

if TYPE_CHECKING:
    from engine.kernels.arrays import Flags, Floats

_correl = talib.function("CORREL")
_beta = talib.function("BETA")


def _moves(x: Floats) -> Flags:
    moves = np.ones(len(x), dtype=bool)
    moves[1:] = x[1:] != x[:-1]
    return moves


def correl(a: Floats, b: Floats, n: int) -> Floats:
    """Return Pearson's correlation; NaN where one of the two stood still."""
    result = unknown_where_idle(_correl(a, b, n), _moves(a), n - 1)
    return unknown_where_idle(result, _moves(b), n - 1)


def beta(a: Floats, b: Floats, n: int) -> Floats:
    """Return the slope of the returns of `b` on those of `a`; NaN where `a` stood still."""
    return unknown_where_idle(_beta(a, b, n), _moves(a), n)


CORREL = Kernel("correl", correl, window)
BETA = Kernel("beta", beta, earlier)
LINREG = Kernel("linreg", talib.function("LINEARREG"), window, is_total=True)
SLOPE = Kernel("slope", talib.function("LINEARREG_SLOPE"), window, is_total=True)
ANGLE = Kernel("linreg_angle", talib.function("LINEARREG_ANGLE"), window, is_total=True)
INTERCEPT = Kernel("linreg_intercept", talib.function("LINEARREG_INTERCEPT"), window, is_total=True)
TSF = Kernel("tsf", talib.function("TSF"), window, is_total=True)
