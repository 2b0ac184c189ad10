"""Crosses."""

from __future__ import annotations

from engine.kernels import crosses as kernels
from engine.language.functions.spec import Function, series

FUNCTIONS = (
    Function(
        "cross_up", (series("a"), series("b")), "a crosses above b.", kernels.CROSS_UP,
        is_indicator=False, synonyms=("crossover", "crossup", "cross_above"),
    ),
    Function(
        "cross_down", (series("a"), series("b")), "a crosses below b.", kernels.CROSS_DOWN,
        is_indicator=False, synonyms=("crossunder", "crossdown", "cross_below"),
    ),
)  # fmt: skip
