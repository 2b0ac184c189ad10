"""Values that a caller gives for the parameters of a formula."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from engine.language.binding.bound import INVALID, Bound, Constant, Words
from engine.language.graph.graph import Node

if TYPE_CHECKING:
    from engine.language.binding.binder import Checker
    from engine.language.syntax.tree import Parameter


def override(checker: Checker, statement: Parameter, default: Bound, value: Any) -> Bound:
    """Return the given `value` as the type that the default has, or note that it does not fit."""
    found = _converted(checker, default, value)
    if found is not None:
        return found
    expected = {Words: "a text", Node: "true or false"}.get(type(default), "a number")
    if isinstance(default, Constant) and default.is_whole:
        expected = "a whole number"
    message = f"Parameter '{statement.name}' takes {expected}, not {value!r}"
    checker.problems.error("E205", statement.name_span, message)
    return INVALID


def _converted(checker: Checker, default: Bound, value: Any) -> Bound | None:
    if isinstance(default, Words):
        return Words(value) if isinstance(value, str) else None
    if isinstance(default, Node):
        return checker.graph.truth(bool(value)) if _is_truth(value) else None
    if _is_truth(value) or isinstance(value, str):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    whole = isinstance(default, Constant) and default.is_whole
    if not isfinite(number) or (whole and not number.is_integer()):
        return None
    return Constant(number, whole)


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool) or type(value).__name__ in ("bool_", "bool")
