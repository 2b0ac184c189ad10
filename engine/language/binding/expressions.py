"""Operators: what their operands must be, and the nodes they become."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any

from engine.language.binding import calls, postfix
from engine.language.binding.bound import INVALID, Bound, Constant, Several, Words, kind_of
from engine.language.graph.graph import Node
from engine.language.graph.maps import fold
from engine.language.syntax.diagnostics import did_you_mean
from engine.language.syntax.tree import (
    Call,
    Chain,
    Compare,
    Dollar,
    Field,
    Literal,
    Logic,
    Name,
    Not,
    Number,
    Offset,
    Power,
    Sign,
    Text,
)
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.binding.binder import Checker
    from engine.language.syntax.tokens import Span

_WHOLE_IN_WHOLE_OUT = frozenset({"+", "-", "*", "%", "negative"})


def as_value(checker: Checker, bound: Bound, span: Span) -> Node | None:
    """Return `bound` as a node, a number or a condition; None for a text."""
    if isinstance(bound, Node):
        return bound
    if isinstance(bound, Constant):
        return checker.graph.constant(bound.value)
    if isinstance(bound, Several):
        return _default_output(checker, bound, span)
    return None if isinstance(bound, Words) else checker.graph.truth(None)


def as_any(checker: Checker, bound: Bound, span: Span) -> Node | None:
    """Return `bound` as a number or a condition, or note that it is a text."""
    if bound is INVALID:
        return None
    node = as_value(checker, bound, span)
    if node is None:
        checker.problems.error("E302", span, Message("formula.e302-text-or-value"))
        return None
    return None if _is_silent(bound, node) else node


def as_number(checker: Checker, bound: Bound, span: Span, hint: str = "") -> Node | None:
    """Return `bound` as a node of numbers, or note that it is none."""
    if bound is INVALID:
        return None
    node = as_value(checker, bound, span)
    if node is not None and not node.is_condition:
        return node
    if node is None or not _is_silent(bound, node):
        message = Message("formula.e302-not-a-number", found=kind_of(node or bound))
        checker.problems.error("E302", span, message, hint)
    return None


def as_condition(checker: Checker, bound: Bound, span: Span) -> Node | None:
    """Return `bound` as a condition, or note that it is none."""
    if bound is INVALID:
        return None
    node = as_value(checker, bound, span)
    if node is not None and node.is_condition:
        return None if _is_silent(bound, node) else node
    message = Message("formula.e302-not-a-condition", found=kind_of(node or bound))
    hint = Message("formula.hint-compare-number") if node is not None else ""
    checker.problems.error("E302", span, message, hint)
    return None


def as_operand(checker: Checker, bound: Bound, span: Span) -> Constant | Node | None:
    """Return an operand of arithmetic, where a condition counts 1 and 0."""
    if isinstance(bound, Constant):
        return bound
    if bound is INVALID:
        return None
    node = as_value(checker, bound, span)
    if node is None:
        checker.problems.error("E302", span, Message("formula.e302-text-in-arithmetic"))
        return None
    if _is_silent(bound, node):
        return None
    return checker.graph.number(node) if node.is_condition else node


def _is_silent(bound: Bound, node: Node) -> bool:
    """Tell whether `node` stands for a fault that was already noted."""
    return isinstance(bound, Several) and node.op == "truth"


def _default_output(checker: Checker, several: Several, span: Span) -> Node:
    function = several.function
    if function.default_output:
        return calls.output_of(checker, several, function.default_output)
    outputs = tuple(f".{output.name}" for output in function.outputs)
    message = Message("formula.e305-choose-output", function=function.name, outputs=outputs)
    hint = Message("formula.hint-example", formula=f"{function.name}(...){outputs[0]}")
    checker.problems.error("E305", span, message, hint)
    return checker.graph.truth(None)


def _number(_checker: Checker, expression: Number) -> Bound:
    return Constant(expression.value, expression.is_whole and expression.value.is_integer())


def _text(_checker: Checker, expression: Text) -> Bound:
    return Words(expression.value)


def _literal(checker: Checker, expression: Literal) -> Bound:
    if expression.word == "na":
        return Constant(nan)
    return checker.graph.truth(expression.word == "true")


def _name(checker: Checker, expression: Name) -> Bound:
    return checker.lookup(expression.name, expression.span)


def _dollar(checker: Checker, expression: Dollar) -> Bound:
    name = expression.name
    if name in checker.parameters:
        return checker.parameters[name]
    otherwise = Message("formula.hint-add-parameter", name=name)
    hint = did_you_mean(name, checker.parameters, otherwise)
    message = Message("formula.e205-unknown-parameter", name=name)
    checker.problems.error("E205", expression.span, message, hint)
    return INVALID


def _sign(checker: Checker, expression: Sign) -> Bound:
    operand = as_operand(checker, checker.bind(expression.operand), expression.operand.span)
    if operand is None or expression.operator == "+":
        return operand or INVALID
    if isinstance(operand, Constant):
        return Constant(-operand.value, operand.is_whole)
    return checker.graph.map("negative", operand)


def _chain(checker: Checker, expression: Chain) -> Bound:
    bounds = [
        as_operand(checker, checker.bind(operand), operand.span) for operand in expression.operands
    ]
    if any(bound is None for bound in bounds):
        return INVALID
    total, *others = bounds
    for operator, other in zip(expression.operators, others, strict=True):
        total = calculate(checker, operator, total, other)  # type: ignore[arg-type]
    return total or INVALID


def _power(checker: Checker, expression: Power) -> Bound:
    parts = (expression.base, expression.exponent)
    base, exponent = (as_operand(checker, checker.bind(part), part.span) for part in parts)
    if base is None or exponent is None:
        return INVALID
    return calculate(checker, "^", base, exponent)


def calculate(
    checker: Checker, operator: str, a: Constant | Node, b: Constant | Node
) -> Constant | Node:
    """Return the arithmetic of two operands; constants are calculated at once."""
    if isinstance(a, Constant) and isinstance(b, Constant):
        value = fold(operator, (a.value, b.value))
        whole = a.is_whole and b.is_whole and operator in _WHOLE_IN_WHOLE_OUT
        return Constant(value, whole and value.is_integer())
    return checker.graph.map(operator, _node(checker, a), _node(checker, b))


def _node(checker: Checker, operand: Constant | Node) -> Node:
    return operand if isinstance(operand, Node) else checker.graph.constant(operand.value)


def _logic(checker: Checker, expression: Logic) -> Bound:
    nodes = [
        as_condition(checker, checker.bind(operand), operand.span)
        for operand in expression.operands
    ]
    if any(node is None for node in nodes):
        return INVALID
    return checker.graph.logic(expression.operator, nodes)  # type: ignore[arg-type]


def _not(checker: Checker, expression: Not) -> Bound:
    node = as_condition(checker, checker.bind(expression.operand), expression.operand.span)
    return INVALID if node is None else checker.graph.negate(node)


def _compare(checker: Checker, expression: Compare) -> Bound:
    bounds = [checker.bind(operand) for operand in expression.operands]
    spans = [operand.span for operand in expression.operands]
    parts: list[Node] = []
    for i, operator in enumerate(expression.operators):
        part = _comparison(checker, operator, bounds[i : i + 2], spans[i : i + 2])
        if part is None:
            return INVALID
        parts.append(part)
    return checker.graph.logic("and", parts)


def _comparison(
    checker: Checker, operator: str, bounds: list[Bound], spans: list[Span]
) -> Node | None:
    nodes = _compared(checker, operator, bounds, spans)
    if nodes is None:
        return None
    a, b = nodes
    if a.is_condition:
        same = checker.graph.same(a, b)
        return same if operator == "==" else checker.graph.negate(same)
    if operator.startswith("crosses"):
        return calls.cross(checker, operator, a, b)
    if any(node.op == "constant" and node.params[0] == "nan" for node in nodes):
        message = Message("formula.w701-compared-with-na")
        checker.problems.warn("W701", spans[0], message, Message("formula.hint-isna"))
    node = checker.graph.compare(operator, a, b)
    if node.op == "truth" and node.params[0] is not None:
        checker.problems.warn("W701", spans[0], Message("formula.w701-constant-comparison"))
    return node


def _compared(
    checker: Checker, operator: str, bounds: list[Bound], spans: list[Span]
) -> tuple[Node, Node] | None:
    """Return both sides where they can be compared."""
    if any(bound is INVALID for bound in bounds):
        return None
    values = [as_value(checker, b, span) for b, span in zip(bounds, spans, strict=True)]
    if any(v is not None and _is_silent(b, v) for v, b in zip(values, bounds, strict=True)):
        return None
    a, b = values
    if a is None or b is None:
        message = Message("formula.e302-text-compared")
        checker.problems.error("E302", spans[0 if a is None else 1], message)
        return None
    both = a.is_condition and b.is_condition
    if both and operator in ("==", "!="):
        return a, b
    if a.is_condition or b.is_condition:
        side = 0 if a.is_condition else 1
        kinds = ("formula.e302-condition-and-number", "formula.e302-conditions-ordered")
        message, hint = Message(kinds[both]), Message("formula.hint-one-way")
        checker.problems.error("E302", spans[side], message, hint)
        return None
    return a, b


def _call(checker: Checker, expression: Call) -> Bound:
    return calls.bind_call(checker, expression)


BIND: dict[type, Callable[[Any, Any], Bound]] = {
    Number: _number,
    Text: _text,
    Literal: _literal,
    Name: _name,
    Dollar: _dollar,
    Sign: _sign,
    Not: _not,
    Chain: _chain,
    Logic: _logic,
    Compare: _compare,
    Power: _power,
    Offset: postfix.bind_postfix,
    Field: postfix.bind_postfix,
    Call: _call,
}
"""What binds each kind of expression."""
