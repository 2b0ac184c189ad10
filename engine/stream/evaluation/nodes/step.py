"""What a step is: one operation of the graph on one bar.

A step reads the values of its operands from the list of all values of the bar and returns its own.
A number is a float, NaN where unknown; a condition is True, False or None. Operations that look at
this bar alone are plain functions; those that remember earlier bars are :class:`NodeState`, one
object for each symbol.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any, Protocol

Values = list[Any]
Function = Callable[[Values], Any]

NAN = nan


class NodeState(Protocol):
    """An operation that remembers bars."""

    def initialise(self, *history: Any) -> None:
        """Set the state from the operands' past values (float64; conditions as 1, 0 and NaN)."""

    def update(self, values: Values) -> Any:
        """Return the value on the next bar, and remember that bar."""

    def peek(self, values: Values) -> Any:
        """Return what :meth:`update` would, remembering nothing."""


def finite(value: float) -> float:
    """Return `value`, or NaN where it is infinite."""
    return value if value - value == 0.0 else NAN


def as_truth(code: float) -> bool | None:
    """Return the condition that a history codes as 1, 0 or NaN."""
    return None if code != code else code != 0.0  # noqa: PLR0124 - NaN is not itself


def as_number(truth: bool | None) -> float:
    """Return 1, 0 or NaN for a condition."""
    return NAN if truth is None else float(truth)
