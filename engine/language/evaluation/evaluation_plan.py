"""From demands to a plan: which steps run, in what order, and when a result may be dropped.

1. :func:`make_plan` starts from the demanded registers and marks, from the last node to the first,
   what they need.
2. :func:`_steps` lowers each marked register to a step; operands come first because they have
   smaller numbers. It notes after each step the registers that nobody will read again.
3. :func:`run_plan` runs the steps over the candles of one symbol.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.series import COLUMNS
from engine.language.evaluation.lowering.registers import (
    N_CHANNELS,
    Channel,
    channel_of,
    channels_of,
    register,
)
from engine.language.evaluation.lowering.table import LOWER, inputs_of
from engine.language.graph.nodes import all_below, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.language.evaluation.lowering.registers import Run, Source
    from engine.language.graph.nodes import Node

    Demand = tuple[Node, Channel]

_CACHED_CONDITIONS = frozenset(("compare", "kernel", "any", "all", "project", "forming"))


class RegisterStep(NamedTuple):
    """One register's computation."""

    run: Run
    drops: tuple[int, ...]
    out: int
    inputs: tuple[int, ...]
    digest: bytes | None
    """Names the result in a cache; None where keeping it is not worth while."""


class EvaluationPlan(NamedTuple):
    """A schedule for some registers of a graph."""

    steps: list[RegisterStep]
    blank: list[Any]
    """Registers before the first step: the constants are in place."""
    columns: tuple[str, ...]
    """Columns of the formula's own candles that are read."""
    results: frozenset[int]
    """Registers that hold the answer."""


def demands_of(node: Node) -> list[Demand]:
    """Return the demands for everything that there is to know of `node`."""
    return [(node, channel) for channel in channels_of(node)]


def make_plan(demands: Iterable[Demand]) -> EvaluationPlan:
    """Return the plan for `demands`, pairs of a node and one of its channels.

    Parameters
    ----------
    demands : iterable of (Node, Channel)
        What is wanted; it stays in its register.
    """
    pairs = list(demands)
    results = frozenset(register(node, channel) for node, channel in pairs)
    nodes = all_below(node for node, _ in pairs)
    last = nodes[0].number if nodes else -1
    blank: list[Any] = [None] * ((last + 1) * N_CHANNELS)
    needed = set(results)
    order: list[tuple[Node, int, list[int]]] = []
    for node in nodes:
        for channel in Channel:
            out = node.number * N_CHANNELS + channel
            if out not in needed:
                continue
            if node.op == "constant":
                blank[out] = float(node.params[0])
                continue
            inputs = inputs_of(node, channel)
            needed.update(inputs)
            order.append((node, out, inputs))
    return EvaluationPlan(_steps(order, results), blank, _columns(order), results)


def run_plan(plan: EvaluationPlan, frame: Source) -> list[Any]:
    """Return the registers after all steps of `plan`."""
    registers = plan.blank.copy()
    starts = [0] * len(registers)
    for run, drops, _out, _inputs, _digest in plan.steps:
        run(registers, starts, frame)
        for unused in drops:
            registers[unused] = None
    return registers


def _steps(order: list[tuple[Node, int, list[int]]], results: frozenset[int]) -> list[RegisterStep]:
    read = set(results)
    foreign = _foreign(node for node, _, _ in reversed(order))
    steps: list[RegisterStep] = []
    for node, out, inputs in order:
        drops = tuple(dict.fromkeys(number for number in inputs if number not in read))
        read.update(drops)
        key = None if node.number in foreign else _cache_key(node, out)
        steps.append(RegisterStep(LOWER[node.op](node, out), drops, out, tuple(inputs), key))
    steps.reverse()
    return steps


def _foreign(nodes: Iterable[Node]) -> set[int]:
    """Return the numbers of nodes that other symbols have a part in; operands come first.

    A cache knows results by the state of the own candles, which says nothing of those.
    """
    foreign: set[int] = set()
    for node in nodes:
        is_foreign = node.op == "rank" or not is_own(node.scope)
        if is_foreign or any(arg.number in foreign for arg in node.args):
            foreign.add(node.number)
    return foreign


def _cache_key(node: Node, out: int) -> bytes | None:
    """Return what names a result that is worth keeping, on the own bars.

    That is what kernels compute, and the conditions made of it: somebody who edits one clause of
    a formula leaves the others as they are, and a condition takes an eighth of the room.
    """
    if node.scope.number != 0:
        return None
    if node.is_condition:
        suffix = bytes([channel_of(out)])
        return node.digest + suffix if node.op in _CACHED_CONDITIONS else None
    if node.op == "registered":
        return node.digest
    is_single = node.op == "kernel" and node.params[0].n_outputs == 1
    return node.digest if is_single or node.op == "pick" else None


def _columns(order: list[tuple[Node, int, list[int]]]) -> tuple[str, ...]:
    """Return the columns that the leaves read, in the order of a candle."""
    nodes = [node for node, _, _ in order]
    for node in tuple(nodes):
        if node.op == "forming":  # what is below it runs by a plan of its own
            nodes += all_below(node.args)
    columns = columns_read(node for node in nodes if is_own(node.scope))
    needs_times = any(node.scope.number != 0 or node.op == "rank" for node in nodes)
    names = {*columns, "timestamps"} if needs_times else set(columns)
    return tuple(name for name in COLUMNS if name in names)


def columns_read(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the columns that `nodes` themselves read, ``timestamps`` where there are none."""
    names: set[str] = set()
    for node in nodes:
        if node.op == "column":
            names.add("timestamps" if node.params[0] == "session" else node.params[0])
        elif node.op == "registered":
            names.update(COLUMNS)
    return tuple(name for name in COLUMNS if name in names) or ("timestamps",)
