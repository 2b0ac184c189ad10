"""Steps of calculations with numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.language.evaluation.lowering.columns import SCATTERED, later, settle_start, start_of
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
from engine.language.graph.maps import MAPS

if TYPE_CHECKING:
    from engine.language.graph.nodes import Node


def mapped(node: Node, out: int) -> Run:
    """Apply a function bar by bar."""
    return _map_of_two(node, out) if len(node.args) == 2 else _map_of_one(node, out)


def _map_of_one(node: Node, out: int) -> Run:
    function, is_total = MAPS[node.params[0]]
    (x,) = operand_registers(node, Channel.VALUE)

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        column = function(registers[x])
        start = starts[x]
        registers[out] = column
        starts[out] = start if is_total else settle_start(column, start)

    return run


def _map_of_two(node: Node, out: int) -> Run:
    function, is_total = MAPS[node.params[0]]
    a, b = operand_registers(node, Channel.VALUE)

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        column = function(registers[a], registers[b])
        start = later(starts[a], starts[b])
        registers[out] = column
        starts[out] = start if is_total else settle_start(column, start)

    return run


def choose(node: Node, out: int) -> Run:
    """Take one of two values by a condition, neither where it is unknown."""
    condition, yes, no = node.args
    true, false = register(condition, Channel.TRUE), register(condition, Channel.FALSE)
    a, b = register(yes, Channel.VALUE), register(no, Channel.VALUE)

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        otherwise = np.where(registers[false], registers[b], np.nan)
        column = np.where(registers[true], registers[a], otherwise)
        registers[out], starts[out] = column, start_of(column)

    return run


def number(node: Node, out: int) -> Run:
    """Count a condition as 1 and 0."""
    true, false = register(node.args[0], Channel.TRUE), register(node.args[0], Channel.FALSE)

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        column = registers[true].astype(np.float64)
        unknown = ~(registers[true] | registers[false])
        if unknown.any():
            column[unknown] = np.nan
        registers[out], starts[out] = column, start_of(column)

    return run


def offset(node: Node, out: int) -> Run:
    """Shift a column, or one channel of a condition, towards the present."""
    bars = node.params[0]
    channel = channel_of(out)
    before = register(node.args[0], channel)
    missing = np.nan if channel is Channel.VALUE else False

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        values = registers[before]
        column = np.empty_like(values)
        column[:bars] = missing
        column[bars:] = values[:-bars]
        registers[out] = column
        start = starts[before]
        starts[out] = start if start < 0 else min(start + bars, len(values))

    return run


def pick(node: Node, out: int) -> Run:
    """Take one output of a kernel that has several."""
    whole, which = register(node.args[0], Channel.VALUE), node.params[0]

    def run(registers: Registers, starts: Starts, _source: Source) -> None:
        column, first = registers[whole][which], starts[whole]
        if first > 0 and not np.isnan(column[first - 1]):
            first = SCATTERED  # this output begins before the others
        registers[out], starts[out] = column, settle_start(column, first)

    return run
