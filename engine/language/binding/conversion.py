"""Turns what an expression is into what its place takes, or notes why that cannot be."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from engine.language.binding.bound import (
    INVALID,
    Bound,
    Constant,
    MultiOutputCall,
    TextConstant,
    kind_of,
)
from engine.language.functions.spec import MAX_PERIOD
from engine.language.graph.nodes import Node
from engine.language.syntax.diagnostics import Problem
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.binding.environment import Environment
    from engine.language.syntax.tokens import Span


def as_value(env: Environment, bound: Bound, span: Span) -> Node | None:
    """Return `bound` as a node, a number or a condition; None for a text."""
    if isinstance(bound, Node):
        return bound
    if isinstance(bound, Constant):
        return env.graph.constant(bound.value)
    if isinstance(bound, MultiOutputCall):
        return _default_output(env, bound, span)
    return None if isinstance(bound, TextConstant) else env.graph.truth(None)


def as_any(env: Environment, bound: Bound, span: Span) -> Node | None:
    """Return `bound` as a number or a condition, or note that it is a text."""
    if bound is INVALID:
        return None
    node = as_value(env, bound, span)
    if node is None:
        env.problems.error("E302", span, Message("formula.e302-text-or-value"))
        return None
    return None if is_reported(bound, node) else node


def as_number(env: Environment, bound: Bound, span: Span, hint: str = "") -> Node | None:
    """Return `bound` as a node of numbers, or note that it is none."""
    if bound is INVALID:
        return None
    node = as_value(env, bound, span)
    if node is not None and not node.is_condition:
        return node
    if node is None or not is_reported(bound, node):
        message = Message("formula.e302-not-a-number", found=kind_of(node or bound))
        env.problems.error("E302", span, message, hint)
    return None


def as_condition(env: Environment, bound: Bound, span: Span) -> Node | None:
    """Return `bound` as a condition, or note that it is none."""
    if bound is INVALID:
        return None
    node = as_value(env, bound, span)
    if node is not None and node.is_condition:
        return None if is_reported(bound, node) else node
    message = Message("formula.e302-not-a-condition", found=kind_of(node or bound))
    hint = Message("formula.hint-compare-number") if node is not None else ""
    env.problems.error("E302", span, message, hint)
    return None


def as_operand(env: Environment, bound: Bound, span: Span) -> Constant | Node | None:
    """Return an operand of arithmetic, where a condition counts 1 and 0."""
    if isinstance(bound, Constant):
        return bound
    if bound is INVALID:
        return None
    node = as_value(env, bound, span)
    if node is None:
        env.problems.error("E302", span, Message("formula.e302-text-in-arithmetic"))
        return None
    if is_reported(bound, node):
        return None
    return env.graph.number(node) if node.is_condition else node


def as_bars_ago(env: Environment, bound: Bound, span: Span) -> int | None:
    """Return an offset's number of bars, or note what is wrong with it."""
    if bound is INVALID:
        return None
    if not isinstance(bound, Constant) or isnan(bound.value) or not bound.value.is_integer():
        message, hint = Message("formula.e303-offset"), Message("formula.hint-close-before")
        env.problems.error("E303", span, message, hint)
        return None
    if bound.value < 0:
        env.problems.error(*future_offset(span))
        return None
    if bound.value > MAX_PERIOD:
        env.problems.error("E304", span, Message("formula.e304-offset", limit=MAX_PERIOD))
        return None
    return int(bound.value)


def future_offset(span: Span) -> Problem:
    """Return the problem of an offset that counts forwards."""
    message = Message("formula.e501-future-offset")
    return Problem("E501", span, message, Message("formula.hint-offsets-count-back"))


def is_reported(bound: Bound, node: Node) -> bool:
    """Whether `node` stands for a fault that was already noted."""
    return isinstance(bound, MultiOutputCall) and node.op == "truth"


def _default_output(env: Environment, call: MultiOutputCall, span: Span) -> Node:
    function = call.function
    if function.default_output:
        return call.output(function.default_output)
    outputs = tuple(f".{output.name}" for output in function.outputs)
    message = Message("formula.e305-choose-output", function=function.name, outputs=outputs)
    hint = Message("formula.hint-example", formula=f"{function.name}(...){outputs[0]}")
    env.problems.error("E305", span, message, hint)
    return env.graph.truth(None)
