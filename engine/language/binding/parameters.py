"""Values that a caller gives for the parameters of a formula."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from engine.language.binding.bound import INVALID, Bound, Constant, TextConstant
from engine.language.graph.nodes import Node
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.binding.environment import Environment
    from engine.language.syntax.tree import Parameter


def override(env: Environment, statement: Parameter, default: Bound, value: Any) -> Bound:
    """Return the given `value` as the type that the default has, or note that it does not fit."""
    converted = _converted(env, default, value)
    if converted is not None:
        return converted
    kinds = {TextConstant: "formula.a-text", Node: "formula.true-or-false"}
    code = kinds.get(type(default), "formula.a-number")
    if isinstance(default, Constant) and default.is_whole:
        code = "formula.a-whole-number"
    fields = {"name": statement.name, "expected": Message(code), "value": repr(value)}
    message = Message("formula.e205-parameter-value", **fields)
    env.problems.error("E205", statement.name_span, message)
    return INVALID


def _converted(env: Environment, default: Bound, value: Any) -> Bound | None:
    if isinstance(default, TextConstant):
        return TextConstant(value) if isinstance(value, str) else None
    if isinstance(default, Node):
        return env.graph.truth(bool(value)) if _is_truth(value) else None
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
