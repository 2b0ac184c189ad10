"""Volatility and channels."""

from __future__ import annotations

from engine.kernels import volatility as kernels
from engine.language.functions.spec import Function, Output, Pane, constant, period, source

FUNCTIONS = (
    Function(
        "atr", (period(14),), "Average true range.", kernels.ATR, columns=("high", "low", "close")
    ),
    Function("stdev", (source(), period()), "Population standard deviation.", kernels.STDEV),
    Function(
        "bbands",
        (source(), period(20), constant("k", 2.0)),
        "Bollinger bands.",
        outputs=(
            Output("middle", "sma(x, n)", Pane.PRICE),
            Output("upper", "middle + k * stdev(x, n)", Pane.PRICE),
            Output("lower", "middle - k * stdev(x, n)", Pane.PRICE),
            Output("width", "(upper - lower) / middle"),
            Output("pctb", "(x - lower) / (upper - lower)"),
        ),
    ),
)
