"""Crosses: before at or below, now above."""

from __future__ import annotations

from engine.kernels import crosses as kernels
from engine.language.functions.spec import Function, PlotKind, series

_PAIR = (series("a"), series("b"))

FUNCTIONS = (
    Function(
        "cross_up", _PAIR, "Whether a crosses above b; the same as: a crosses above b.",
        kernels.CROSS_UP, note="a[1] <= b[1] and a > b, over bars on which both are known",
        source="Pine ta.crossover", example="cross_up(sma(close, 50), sma(close, 200))",
        is_indicator=False, plot=PlotKind.MARKS,
        synonyms=("crossover", "crossup", "cross_above", "xup"),
    ),
    Function(
        "cross_down", _PAIR, "Whether a crosses below b; the same as: a crosses below b.",
        kernels.CROSS_DOWN, note="a[1] >= b[1] and a < b, over bars on which both are known",
        source="Pine ta.crossunder", example="cross_down(sma(close, 50), sma(close, 200))",
        is_indicator=False, plot=PlotKind.MARKS,
        synonyms=("crossunder", "crossdown", "cross_below", "xdown"),
    ),
    Function(
        "cross", _PAIR, "Whether a crosses b in either direction.",
        definition="cross_up(a, b) or cross_down(a, b)", source="Pine ta.cross",
        example="cross(close, sma(close, 200))", is_indicator=False, plot=PlotKind.MARKS,
    ),
)  # fmt: skip
