"""Choice and elementwise functions."""

from __future__ import annotations

from engine.language.functions.spec import Function, Param, Takes, condition, series

FUNCTIONS = (
    Function(
        "if", (condition(), Param("a", Takes.ANY), Param("b", Takes.ANY)), "a or b.",
        is_indicator=False, synonyms=("iff", "iif"),
    ),
    Function("abs", (series(),), "Absolute value.", map="abs", is_indicator=False),
    Function("max", (series("a"), series("b")), "Larger.", map="max", is_variadic=True, is_indicator=False),
    Function("min", (series("a"), series("b")), "Smaller.", map="min", is_variadic=True, is_indicator=False),
    Function("isna", (Param("x", Takes.ANY),), "Unknown?", is_indicator=False),
)  # fmt: skip
