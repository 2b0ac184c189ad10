"""Moving averages."""

from __future__ import annotations

from engine.kernels import averages as kernels
from engine.language.functions.spec import Function, Pane, period, source

FUNCTIONS = (
    Function(
        "sma", (source(), period()), "Simple moving average over n bars.", kernels.SMA,
        aggregates=True, pane=Pane.SAME, synonyms=("avg", "ma"),
    ),
    Function(
        "ema", (source(), period()), "Exponential moving average.", kernels.EMA, pane=Pane.SAME,
        synonyms=("eavg",),
    ),
    Function("rma", (source(), period()), "Wilder's average.", kernels.RMA, pane=Pane.SAME),
    Function("wma", (source(), period()), "Weighted average.", kernels.WMA, pane=Pane.SAME),
)  # fmt: skip
