"""Operators: what their operands must be, and the nodes they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.kernels.crosses import CROSS_DOWN, CROSS_UP
from engine.language.binding.bound import INVALID, Bound, Constant, MultiOutputCall
from engine.language.binding.conversion import as_value, is_reported
from engine.language.graph.maps import fold
from engine.language.graph.nodes import Node
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.language.binding.environment import Environment
    from engine.language.graph.graph import Graph
    from engine.language.syntax.tokens import Span

_WHOLE_IN_WHOLE_OUT = frozenset({"+", "-", "*", "%", "negative"})
_DIRECTIONS = (-1.0, 0.0, 1.0)


def calculate(
    graph: Graph, operator: str, a: Constant | Node, b: Constant | Node
) -> Constant | Node:
    """Return the arithmetic of two operands; constants are calculated at once."""
    if isinstance(a, Constant) and isinstance(b, Constant):
        value = fold(operator, (a.value, b.value))
        whole = a.is_whole and b.is_whole and operator in _WHOLE_IN_WHOLE_OUT
        return Constant(value, whole and value.is_integer())
    return graph.map(operator, _node(graph, a), _node(graph, b))


def compare(
    env: Environment, operators: Sequence[str], bounds: Sequence[Bound], spans: Sequence[Span]
) -> Bound:
    """Return a comparison, or a one-way chain of them."""
    parts: list[Node] = []
    for i, operator in enumerate(operators):
        part = _comparison(env, operator, bounds[i : i + 2], spans[i : i + 2])
        if part is None:
            return INVALID
        parts.append(part)
    return env.graph.logic("and", parts)


def _node(graph: Graph, operand: Constant | Node) -> Node:
    return operand if isinstance(operand, Node) else graph.constant(operand.value)


def _comparison(
    env: Environment, operator: str, bounds: Sequence[Bound], spans: Sequence[Span]
) -> Node | None:
    nodes = _sides(env, operator, bounds, spans)
    if nodes is None:
        return None
    a, b = nodes
    graph = env.graph
    if a.is_condition:
        same = graph.same(a, b)
        return same if operator == "==" else graph.negate(same)
    if operator.startswith("crosses"):
        return graph.kernel(CROSS_UP if operator.endswith("above") else CROSS_DOWN, (a, b))
    _warn_of_direction(env, bounds, spans)
    if any(node.op == "constant" and node.params[0] == "nan" for node in nodes):
        message = Message("formula.w701-compared-with-na")
        env.problems.warn("W701", spans[0], message, Message("formula.hint-isna"))
    node = graph.compare(operator, a, b)
    if node.op == "truth" and node.params[0] is not None:
        env.problems.warn("W701", spans[0], Message("formula.w701-constant-comparison"))
    return node


def _sides(
    env: Environment, operator: str, bounds: Sequence[Bound], spans: Sequence[Span]
) -> tuple[Node, Node] | None:
    """Return both sides where they can be compared."""
    if any(bound is INVALID for bound in bounds):
        return None
    values = [as_value(env, b, span) for b, span in zip(bounds, spans, strict=True)]
    if any(v is not None and is_reported(b, v) for v, b in zip(values, bounds, strict=True)):
        return None
    a, b = values
    if a is None or b is None:
        message = Message("formula.e302-text-compared")
        env.problems.error("E302", spans[0 if a is None else 1], message)
        return None
    both = a.is_condition and b.is_condition
    if both and operator in ("==", "!="):
        return a, b
    if a.is_condition or b.is_condition:
        side = 0 if a.is_condition else 1
        codes = ("formula.e302-condition-and-number", "formula.e302-conditions-ordered")
        message, hint = Message(codes[both]), Message("formula.hint-one-way")
        env.problems.error("E302", spans[side], message, hint)
        return None
    return a, b


def _warn_of_direction(env: Environment, bounds: Sequence[Bound], spans: Sequence[Span]) -> None:
    """Warn of ``supertrend() == 1``, which compares a price with a direction."""
    pairs = ((bounds[0], bounds[1], spans[0]), (bounds[1], bounds[0], spans[1]))
    for call, other, span in pairs:
        if not isinstance(call, MultiOutputCall) or not isinstance(other, Constant):
            continue
        function = call.function
        if function.output("dir") is None or other.value not in _DIRECTIONS:
            continue
        line = f"{function.name}().{function.default_output}"
        message = Message("formula.w704-line-and-direction", line=line, number=other.value)
        hint = Message("formula.hint-direction", call=f"{function.name}(...).dir")
        env.problems.warn("W704", span, message, hint)
