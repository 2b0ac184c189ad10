"""What happened since a condition was last true."""

from __future__ import annotations

from engine.kernels import since as kernels
from engine.language.functions.spec import Function, PaneKind, condition, period, series

FUNCTIONS = (
    Function(
        "barssince", (condition(),), "How many bars ago a condition was last true.",
        kernels.BARSSINCE, note="0 on a bar on which it is true; unknown before the first time",
        source="Pine ta.barssince", example="3 <= barssince(open > close[1] * 1.08) <= 20",
        synonyms=("barslast",),
    ),
    Function(
        "valuewhen", (condition(), series(), period(1, "k")),
        "The value on the k-th last bar on which a condition was true; 1 is the latest.",
        kernels.VALUEWHEN, pane=PaneKind.PRICE, note="Pine counts from 0, MetaStock takes k first",
        source="AFL ValueWhen", example="close > valuewhen(open > close[1] * 1.08, high)",
    ),
    Function(
        "highest_since", (condition(), series()), "Highest value since a condition was last true.",
        kernels.HIGHEST_SINCE, pane=PaneKind.PRICE, note="The bar of the condition counts",
        source="AFL HighestSince",
        example="close < 0.9 * highest_since(close > highest(high, 50)[1], high)",
    ),
    Function(
        "lowest_since", (condition(), series()), "Lowest value since a condition was last true.",
        kernels.LOWEST_SINCE, pane=PaneKind.PRICE, note="The bar of the condition counts",
        source="AFL LowestSince",
        example="close > 1.1 * lowest_since(close < lowest(low, 50)[1], low)",
    ),
    Function(
        "streak", (condition(),),
        "On how many bars in a row, up to this one, a condition was true.",
        kernels.STREAK, note="0 where it is false or unknown", source="TDX BARSLASTCOUNT",
        example="streak(close > close[1]) >= 5", synonyms=("barslastcount",),
    ),
)  # fmt: skip
