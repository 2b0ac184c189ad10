"""What makes the step of each operation, and what each operation reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.evaluation.lowering import conditions, leaves, numbers
from engine.language.evaluation.lowering.kernels import kernel, kernel_inputs
from engine.language.evaluation.lowering.registers import (
    Channel,
    Run,
    channels_of,
    operand_registers,
    register,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.graph.nodes import Node

LOWER: dict[str, Callable[[Node, int], Run]] = {
    "column": leaves.column,
    "registered": leaves.registered,
    "rank": leaves.rank,
    "project": leaves.project,
    "forming": leaves.forming,
    "fill": leaves.fill,
    "truth": leaves.truth,
    "map": numbers.mapped,
    "choose": numbers.choose,
    "number": numbers.number,
    "offset": numbers.offset,
    "pick": numbers.pick,
    "compare": conditions.compare,
    "and": conditions.logic,
    "or": conditions.logic,
    "missing": conditions.missing,
    "any": conditions.in_window,
    "all": conditions.in_window,
    "kernel": kernel,
}
"""Takes the node and the register to fill. Constants need no step, ``not`` shares registers."""

_SAME_CHANNEL = frozenset({"and", "or", "offset", "any", "all", "project"})
_ALL_CHANNELS = frozenset({"choose", "number", "missing"})


def inputs_of(node: Node, channel: Channel) -> list[int]:
    """Return the registers that `channel` of `node` is computed from."""
    if node.op == "kernel":
        return kernel_inputs(node)
    if node.op == "forming":
        return []  # it runs a plan of its own
    if node.op in _ALL_CHANNELS:
        return [register(arg, part) for arg in node.args for part in channels_of(arg)]
    return operand_registers(node, channel if node.op in _SAME_CHANNEL else Channel.VALUE)
