"""Functions that are built from the graph's own operations, of arguments that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.binding.bound import node_of, whole_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.binding.bound import Bound
    from engine.language.graph.graph import Graph
    from engine.language.graph.nodes import Node

    Args = tuple[Bound, ...]


def _choose(graph: Graph, args: Args) -> Node:
    condition, yes, no = map(node_of, args)
    if yes.is_condition != no.is_condition:
        yes, no = (graph.number(x) if x.is_condition else x for x in (yes, no))
    return graph.choose(condition, yes, no)


def _any(graph: Graph, args: Args) -> Node:
    condition, bars = args
    return graph.in_window("any", node_of(condition), whole_of(bars))


def _all(graph: Graph, args: Args) -> Node:
    condition, bars = args
    return graph.in_window("all", node_of(condition), whole_of(bars))


def _ref(graph: Graph, args: Args) -> Node:
    x, bars = args
    return graph.offset(node_of(x), whole_of(bars))


def _isna(graph: Graph, args: Args) -> Node:
    (x,) = args
    return graph.is_missing(node_of(x))


def _score(graph: Graph, args: Args) -> Node:
    total = graph.constant(0.0)
    for arg in args:
        total = graph.map("+", total, graph.number(node_of(arg)))
    return total


FORMS: dict[str, Callable[[Graph, Args], Node]] = {
    "if": _choose,
    "any": _any,
    "all": _all,
    "ref": _ref,
    "isna": _isna,
    "score": _score,
}
"""What builds the node, by the function's name."""
