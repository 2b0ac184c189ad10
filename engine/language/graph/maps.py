"""Functions of a single bar: one row each, with whether a finite result is certain."""

from __future__ import annotations

from math import isfinite, nan
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Map(NamedTuple):
    """A function of one bar's values; `is_total` where finite values give finite results."""

    compute: Callable[..., Any]
    is_total: bool = False


def _round(x: Any) -> Any:
    """Return the nearest whole number; halves go up.

    Not the floor of ``x + 0.5``, which is 1 for the number just below 0.5.
    """
    below = np.floor(x)
    return below + (x - below >= 0.5)


MAPS: dict[str, Map] = {
    "+": Map(np.add),
    "-": Map(np.subtract),
    "*": Map(np.multiply),
    "/": Map(np.divide),
    "%": Map(np.fmod),
    "^": Map(np.power),
    "negative": Map(np.negative, is_total=True),
    "abs": Map(np.absolute, is_total=True),
    "max": Map(np.maximum, is_total=True),
    "min": Map(np.minimum, is_total=True),
    "sign": Map(np.sign, is_total=True),
    "floor": Map(np.floor, is_total=True),
    "ceil": Map(np.ceil, is_total=True),
    "round": Map(_round, is_total=True),
    "sqrt": Map(np.sqrt),
    "exp": Map(np.exp),
    "ln": Map(np.log),
    "log10": Map(np.log10),
    "sin": Map(np.sin, is_total=True),
    "cos": Map(np.cos, is_total=True),
    "tan": Map(np.tan, is_total=True),
    "asin": Map(np.arcsin),
    "acos": Map(np.arccos),
    "atan": Map(np.arctan, is_total=True),
    "sinh": Map(np.sinh),
    "cosh": Map(np.cosh),
    "tanh": Map(np.tanh, is_total=True),
}

COMMUTATIVE = frozenset({"+", "*", "max", "min"})
"""Exact in either order; never regrouped, because (a + b) + c rounds differently."""


def fold(name: str, values: Sequence[float]) -> float:
    """Return the function `name` of plain numbers; NaN where it is undefined."""
    with np.errstate(all="ignore"):
        result = float(MAPS[name].compute(*(np.float64(value) for value in values)))
    return result if isfinite(result) else nan
