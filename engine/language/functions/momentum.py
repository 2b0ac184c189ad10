"""Momentum."""

from __future__ import annotations

from engine.kernels import momentum as kernels
from engine.language.functions.spec import Function, Output, Pane, Plot, period, source

FUNCTIONS = (
    Function("rsi", (source(), period(14)), "Relative strength index.", kernels.RSI),
    Function(
        "macd",
        (source(), period(12, "fast"), period(26, "slow"), period(9, "signal")),
        "Difference of two exponential averages.",
        outputs=(
            Output("line", "ema(x, fast) - ema(x, slow)"),
            Output("signal", "ema(line, signal)"),
            Output("hist", "line - signal", plot=Plot.HISTOGRAM),
        ),
        default_output="line",
    ),
)
