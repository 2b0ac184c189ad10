"""Choice, missing values and counting of conditions."""

from __future__ import annotations

from engine.language.functions.spec import (
    Function,
    Param,
    PlotKind,
    Takes,
    condition,
    constant,
    series,
)

_ANY = Takes.ANY

FUNCTIONS = (
    Function(
        "if", (condition(), Param("a", _ANY), Param("b", _ANY)),
        "a where the condition is true, b where it is false.",
        note="Unknown where the condition is unknown", source="Pine ?:",
        example="sum(if(close > open, volume, 0), 20) > 0.7 * sum(volume, 20)",
        is_indicator=False, synonyms=("iff", "iif"),
    ),
    Function(
        "isna", (Param("x", _ANY),), "Whether a value is unknown; this itself is always known.",
        note="x is NaN, or neither true nor false", source="Pine na()",
        example="not isna(sma(close, 200)) and close > 10", is_indicator=False, plot=PlotKind.MARKS,
        synonyms=("isnan", "isnull"),
    ),
    Function(
        "nz", (series(), constant("v", 0.0)), "x, or v where x is unknown.",
        definition="if(isna(x), v, x)", source="Pine nz", example="nz(volume) > 100k",
        is_indicator=False,
    ),
    Function(
        "between", (series(), series("low"), series("high")),
        "Whether x lies between two values, both included.", definition="low <= x <= high",
        source="thinkScript between", example="between(rsi(close, 14), 40, 60)",
        is_indicator=False, plot=PlotKind.MARKS,
    ),
    Function(
        "score", (condition(),), "How many of the conditions are true.", is_variadic=True,
        note="Their sum as 1 and 0; unknown if one of them is unknown", source="AFL (c1) + (c2)",
        example="score(close > ema(close, 20), rsi(close, 14) > 50, adx(14) > 20) >= 2",
    ),
)  # fmt: skip
