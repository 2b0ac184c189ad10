"""Windows."""

from __future__ import annotations

from engine.kernels import windows as kernels
from engine.language.functions.spec import Function, Pane, Param, Takes, condition, period, source

FUNCTIONS = (
    Function(
        "highest", (source("high"), period()), "Highest of n bars.", kernels.HIGHEST,
        pane=Pane.SAME, synonyms=("hhv",),
    ),
    Function(
        "lowest", (source("low"), period()), "Lowest of n bars.", kernels.LOWEST,
        pane=Pane.SAME, synonyms=("llv",),
    ),
    Function("sum", (source(), period()), "Sum of n bars.", kernels.SUM, aggregates=True),
    Function("any", (condition(), period()), "True on one of n bars.", is_indicator=False),
    Function("all", (condition(), period()), "True on all of n bars.", is_indicator=False),
    Function("ref", (Param("x", Takes.ANY), period(1, low=0)), "x n bars ago.", is_indicator=False),
)  # fmt: skip
