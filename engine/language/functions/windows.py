"""Windows: extremes, sums, counts and ranks over the last bars."""

from __future__ import annotations

from engine.kernels import windows as kernels
from engine.language.functions.spec import (
    Function,
    Output,
    PaneKind,
    Param,
    PlotKind,
    Takes,
    condition,
    constant,
    period,
    source,
)

FUNCTIONS = (
    Function(
        "highest", (source("high"), period()), "Highest of the last n values.", kernels.HIGHEST,
        pane=PaneKind.SAME, note="max(x, x[1], ..., x[n-1])", source="TA-Lib MAX; Pine ta.highest",
        example="close > highest(high, 20)[1]", synonyms=("hhv",), aggregates=True,
    ),
    Function(
        "lowest", (source("low"), period()), "Lowest of the last n values.", kernels.LOWEST,
        pane=PaneKind.SAME, note="min(x, x[1], ..., x[n-1])", source="TA-Lib MIN; Pine ta.lowest",
        example="close < lowest(low, 10)[1]", synonyms=("llv",), aggregates=True,
    ),
    Function(
        "highestbars", (source("high"), period()),
        "How many values ago the highest of n was; of equal ones the latest counts.",
        kernels.HIGHESTBARS, note="0 to n - 1; Pine gives it negative",
        source="TDX HHVBARS", example="highestbars(high, 252) < 5", synonyms=("hhvbars",),
    ),
    Function(
        "lowestbars", (source("low"), period()),
        "How many values ago the lowest of n was; of equal ones the latest counts.",
        kernels.LOWESTBARS, note="0 to n - 1; Pine gives it negative",
        source="TDX LLVBARS", example="lowestbars(low, 252) > 100", synonyms=("llvbars",),
    ),
    Function(
        "midpoint", (source(), period(14)),
        "Middle between the highest and the lowest of n values.",
        definition="(highest(x, n) + lowest(x, n)) / 2", pane=PaneKind.SAME,
        source="TA-Lib MIDPOINT", example="close > midpoint(close, 14)",
    ),
    Function(
        "midprice", (period(14),), "Middle between the highest high and the lowest low.",
        definition="(highest(high, n) + lowest(low, n)) / 2", pane=PaneKind.PRICE,
        source="TA-Lib MIDPRICE", example="close > midprice(26)",
    ),
    Function(
        "minmax", (source(), period(30)), "Lowest and highest of the last n values.",
        outputs=(
            Output("min", "lowest(x, n)", PaneKind.SAME),
            Output("max", "highest(x, n)", PaneKind.SAME),
        ),
        source="TA-Lib MINMAX", example="close == minmax(close, 30).max",
    ),
    Function(
        "sum", (source(), period()),
        "Sum of the last n values; unknown bars of a condition are left out.",
        kernels.SUM, note="x + x[1] + ... + x[n-1]", source="TA-Lib SUM",
        example="sum(close > open, 10) >= 8", aggregates=True,
    ),
    Function(
        "cumsum", (source(),), "Sum of all values from the first bar on.", kernels.CUMSUM,
        note="Depends on where the data begin", source="TA-Lib CUMSUM; Pine ta.cum",
        example="cumsum(change(close) * volume) > 0", synonyms=("cum",), aggregates=True,
    ),
    Function(
        "count", (condition(), period()), "On how many of the last n bars a condition was true.",
        kernels.COUNT, note="Unknown if it is unknown on one of them", source="TDX COUNT",
        example="count(close > open, 10) >= 7", synonyms=("counttrue",),
    ),
    Function(
        "any", (condition(), period()), "Whether a condition was true on one of the last n bars.",
        note="A known truth decides; without one an unknown bar leaves it unknown",
        source="TDX EXIST", example="any(close > highest(high, 50)[1], 5)",
        is_indicator=False, synonyms=("exist",), plot=PlotKind.MARKS,
    ),
    Function(
        "all", (condition(), period()), "Whether a condition was true on all of the last n bars.",
        note="A known falsehood decides; without one an unknown bar leaves it unknown",
        source="TDX EVERY", example="all(close > sma(close, 20), 10)",
        is_indicator=False, synonyms=("every",), plot=PlotKind.MARKS,
    ),
    Function(
        "rising", (source(), period()), "Whether each of the last n changes was upward.",
        definition="all(change(x) > 0, n)", source="Pine ta.rising",
        example="rising(close, 3)", is_indicator=False, plot=PlotKind.MARKS,
    ),
    Function(
        "falling", (source(), period()), "Whether each of the last n changes was downward.",
        definition="all(change(x) < 0, n)", source="Pine ta.falling",
        example="falling(close, 3)", is_indicator=False, plot=PlotKind.MARKS,
    ),
    Function(
        "percentrank", (source(), period(100)),
        "Share of the previous n values at or below this one, 0 to 100.", kernels.PERCENTRANK,
        note="100 * count(previous n values <= x) / n", source="Pine ta.percentrank",
        example="percentrank(volume, 100) > 95",
    ),
    Function(
        "percentile", (source(), period(), constant("p", low=0, high=100)),
        "The value below which p percent of the last n values lie, interpolated linearly.",
        kernels.PERCENTILE, pane=PaneKind.SAME, note="numpy.percentile(values, p)",
        source="Pine ta.percentile_linear_interpolation",
        example="close > percentile(close, 100, 90)",
    ),
    Function(
        "median", (source(), period()), "Median of the last n values.",
        definition="percentile(x, n, 50)", pane=PaneKind.SAME, source="Pine ta.median",
        example="close > median(close, 50)",
    ),
    Function(
        "ref", (Param("x", Takes.ANY), period(1, low=0)), "The value n bars ago; x[n] is the same.",
        note="Counts bars, known or not; n cannot be negative",
        source="AFL Ref(x, -n)",
        example="close > ref(close, 20)", is_indicator=False, pane=PaneKind.SAME,
    ),
)  # fmt: skip
