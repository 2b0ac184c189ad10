"""Steps of conditions, one channel at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.language.evaluation.lowering.registers import (
    Channel,
    Registers,
    Run,
    Source,
    Starts,
    channel_of,
    operand_registers,
    register,
)

if TYPE_CHECKING:
    from engine.language.graph.nodes import Node

# Comparisons with NaN are False in numpy, so an unknown bar is on neither channel by itself.
_HOLDS = {"<": np.less, "<=": np.less_equal, "==": np.equal}
_FAILS = {"<": np.greater_equal, "<=": np.greater, "!=": np.equal}


def compare(node: Node, out: int) -> Run:
    """Compare two numbers."""
    a, b = operand_registers(node, Channel.VALUE)
    table = _HOLDS if channel_of(out) is Channel.TRUE else _FAILS
    function = table.get(node.params[0], _differs)

    def run(registers: Registers, _starts: Starts, _source: Source) -> None:
        registers[out] = function(registers[a], registers[b])

    return run


def _differs(a: Any, b: Any) -> Any:
    """Return where two numbers differ; unlike numpy's ``!=``, NaN differs from nothing."""
    return np.less(a, b) | np.greater(a, b)


def logic(node: Node, out: int) -> Run:
    """Join conditions by ``and`` or ``or``."""
    channel = channel_of(out)
    joins = np.logical_and if (node.op == "and") == (channel is Channel.TRUE) else np.logical_or
    first, second, *rest = operand_registers(node, channel)

    def run(registers: Registers, _starts: Starts, _source: Source) -> None:
        column = joins(registers[first], registers[second])
        for other in rest:
            joins(column, registers[other], out=column)
        registers[out] = column

    return run


def missing(node: Node, out: int) -> Run:
    """Compute where a value is unknown; that is itself always known."""
    (arg,) = node.args
    asks_unknown = channel_of(out) is Channel.TRUE
    if arg.is_condition:
        return _missing_condition(arg, out, asks_unknown=asks_unknown)
    value = register(arg, Channel.VALUE)

    def run(registers: Registers, _starts: Starts, _source: Source) -> None:
        unknown = np.isnan(registers[value])
        registers[out] = unknown if asks_unknown else ~unknown

    return run


def _missing_condition(arg: Node, out: int, *, asks_unknown: bool) -> Run:
    true, false = register(arg, Channel.TRUE), register(arg, Channel.FALSE)

    def run(registers: Registers, _starts: Starts, _source: Source) -> None:
        is_known = registers[true] | registers[false]
        registers[out] = ~is_known if asks_unknown else is_known

    return run


def in_window(node: Node, out: int) -> Run:
    """Fold a condition over the last bars: ``any`` of truths is ``all`` of falsehoods."""
    channel = channel_of(out)
    bars = node.params[0]
    (flags,) = operand_registers(node, channel)
    needed = bars if (node.op == "all") == (channel is Channel.TRUE) else 1

    def run(registers: Registers, _starts: Starts, _source: Source) -> None:
        counts = np.cumsum(registers[flags], dtype=np.int32)
        counts[bars:] -= counts[:-bars].copy()
        registers[out] = counts >= needed

    return run
