"""Which operations of the graph have a form that takes one bar at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engine.stream.evaluation.nodes import plain
from engine.stream.evaluation.nodes.kernels import kernel_state
from engine.stream.evaluation.nodes.offsets import ConditionWindow, LaggedValue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.language.graph.nodes import Node
    from engine.stream.evaluation.nodes.step import Function, NodeState

    MakeState = Callable[[], NodeState]


def function_of(node: Node, slots: Sequence[int]) -> Function | None:
    """Return `node` as a function of one bar, or None where it is none."""
    make = _FUNCTIONS.get(node.op)
    return None if make is None else make(node, slots)


def state_of(node: Node, slots: Sequence[int]) -> MakeState | None:
    """Return what makes the state of `node`, or None where it has no such form."""
    make = _STATES.get(node.op)
    return None if make is None else make(node, slots)


_FUNCTIONS: dict[str, Callable[[Node, Sequence[int]], Function]] = {
    "fill": lambda _node, slots: plain.copied(slots[0]),
    "map": lambda node, slots: plain.mapped(node.params[0], slots),
    "choose": lambda _node, slots: plain.choice(*slots),
    "number": lambda _node, slots: plain.coded(slots[0]),
    "pick": lambda node, slots: plain.picked(slots[0], node.params[0]),
    "compare": lambda node, slots: plain.COMPARE[node.params[0]](*slots),
    "and": lambda _node, slots: plain.conjunction(slots),
    "or": lambda _node, slots: plain.disjunction(slots),
    "not": lambda _node, slots: plain.negation(slots[0]),
    "missing": lambda node, slots: plain.missing(slots[0], node.args[0].is_condition),
}


def _offset(node: Node, slots: Sequence[int]) -> MakeState:
    return partial(LaggedValue, slots[0], node.params[0], node.is_condition)


def _window(node: Node, slots: Sequence[int]) -> MakeState:
    return partial(ConditionWindow, slots[0], node.params[0], node.op == "any")


def _kernel(node: Node, slots: Sequence[int]) -> MakeState | None:
    kernel, *params = node.params
    return kernel_state(kernel, slots, params)


_STATES: dict[str, Callable[[Node, Sequence[int]], MakeState | None]] = {
    "offset": _offset,
    "any": _window,
    "all": _window,
    "kernel": _kernel,
}
