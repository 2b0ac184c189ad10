"""From demands to a schedule: which steps run, in what order, and when a result may be dropped.

1. Start from the demanded registers and mark, from the last node to the first, what they need.
2. Lower each marked register to a step; operands come first because they have smaller numbers.
3. Note after each step the registers that nobody will read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.series import COLUMNS
from engine.language.evaluation.lowering.registers import RAILS, slot
from engine.language.evaluation.lowering.table import LOWER, inputs_of
from engine.language.graph.graph import is_own

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.language.evaluation.lowering.registers import Run, Source
    from engine.language.graph.graph import Node


_KEPT_CONDITIONS = frozenset(("compare", "kernel", "any", "all", "project", "forming"))


class Step(NamedTuple):
    """One register's computation."""

    run: Run
    drops: tuple[int, ...]
    out: int
    inputs: tuple[int, ...]
    digest: bytes | None
    """Names the result in a cache; None where keeping it is not worth while."""


class Plan(NamedTuple):
    """A schedule for some registers of a graph."""

    steps: list[Step]
    blank: list[Any]
    """Registers before the first step: the constants are in place."""
    columns: tuple[str, ...]
    """Columns of the formula's own candles that are read."""
    kept: frozenset[int]
    """Registers that hold the answer."""


def make_plan(demands: Iterable[tuple[Node, int]]) -> Plan:
    """Return the schedule for `demands`, pairs of a node and one of its rails.

    Parameters
    ----------
    demands : iterable of (Node, int)
        What is asked for; it stays in its register.
    """
    asked = list(demands)
    kept = frozenset(slot(node, rail) for node, rail in asked)
    nodes = all_below(node for node, _ in asked)
    last = nodes[0].number if nodes else -1
    blank: list[Any] = [None] * ((last + 1) * RAILS)
    needed = set(kept)
    order: list[tuple[Node, int, list[int]]] = []
    for node in nodes:
        for rail in range(RAILS):
            out = node.number * RAILS + rail
            if out not in needed:
                continue
            if node.op == "constant":
                blank[out] = float(node.params[0])
                continue
            inputs = inputs_of(node, rail)
            needed.update(inputs)
            order.append((node, out, inputs))
    return Plan(_steps(order, kept), blank, _columns(order), kept)


def run_plan(plan: Plan, frame: Source) -> list[Any]:
    """Return the registers after all steps of `plan`."""
    registers = plan.blank.copy()
    starts = [0] * len(registers)
    for run, drops, _out, _inputs, _digest in plan.steps:
        run(registers, starts, frame)
        for unused in drops:
            registers[unused] = None
    return registers


def all_below(nodes: Iterable[Node]) -> list[Node]:
    """Return `nodes` and all that they are made of, those that need others first."""
    found: dict[int, Node] = {}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node.number not in found:
            found[node.number] = node
            waiting += node.args
    return [found[number] for number in sorted(found, reverse=True)]


def _steps(order: list[tuple[Node, int, list[int]]], kept: frozenset[int]) -> list[Step]:
    seen = set(kept)
    foreign = _foreign(node for node, _, _ in reversed(order))
    steps: list[Step] = []
    for node, out, inputs in order:
        drops = tuple(dict.fromkeys(i for i in inputs if i not in seen))
        seen.update(drops)
        key = None if node.number in foreign else _cache_key(node, out)
        steps.append(Step(LOWER[node.op](node, out), drops, out, tuple(inputs), key))
    steps.reverse()
    return steps


def _foreign(nodes: Iterable[Node]) -> set[int]:
    """Return the numbers of nodes that other symbols have a part in; operands come first.

    A cache knows results by the state of the own candles, which says nothing of those.
    """
    found: set[int] = set()
    for node in nodes:
        is_foreign = node.op == "rank" or not is_own(node.scope)
        if is_foreign or any(arg.number in found for arg in node.args):
            found.add(node.number)
    return found


def _cache_key(node: Node, out: int) -> bytes | None:
    """Return what names a result that is worth keeping, on the own bars.

    That is what kernels compute, and the conditions made of it: somebody who edits one clause of
    a formula leaves the others as they are, and a condition takes an eighth of the room.
    """
    if node.scope.number != 0:
        return None
    if node.is_condition:
        return node.digest + bytes([out % RAILS]) if node.op in _KEPT_CONDITIONS else None
    if node.op == "registered":
        return node.digest
    is_single = node.op == "kernel" and node.params[0].n_outputs == 1
    return node.digest if is_single or node.op == "pick" else None


def _columns(order: list[tuple[Node, int, list[int]]]) -> tuple[str, ...]:
    """Return the columns that the leaves read, in the order of a candle."""
    found: set[str] = set()
    for node, _, _ in order:
        if node.scope.number != 0 or node.op == "rank":
            found.add("timestamps")
        if node.op == "column" and is_own(node.scope):
            found.add("timestamps" if node.params[0] == "session" else node.params[0])
        elif node.op == "registered":
            found.update(COLUMNS)
    return tuple(name for name in COLUMNS if name in found) or ("timestamps",)
