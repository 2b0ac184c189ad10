"""Steps of what does not come from other nodes of the same bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.language.evaluation.lowering.columns import start_of
from engine.language.evaluation.lowering.registers import (
    Channel,
    Registers,
    Run,
    Source,
    Starts,
    channel_of,
    register,
)

if TYPE_CHECKING:
    from engine.language.graph.nodes import Node


def column(node: Node, out: int) -> Run:
    """Read a column of the candles."""
    name, scope = node.params[0], node.scope

    def run(registers: Registers, starts: Starts, source: Source) -> None:
        registers[out], starts[out] = source.column(name, scope)

    return run


def registered(node: Node, out: int) -> Run:
    """Call a user's Python indicator."""
    indicator, scope = node.params[0], node.scope

    def run(registers: Registers, starts: Starts, source: Source) -> None:
        registers[out], starts[out] = source.registered(indicator, scope)

    return run


def fill(node: Node, out: int) -> Run:
    """Repeat a constant on every bar."""
    value, scope = float(node.args[0].params[0]), node.scope

    def run(registers: Registers, starts: Starts, source: Source) -> None:
        values = np.full(source.size(scope), value)
        registers[out], starts[out] = values, start_of(values)

    return run


def truth(node: Node, out: int) -> Run:
    """Repeat a truth on every bar."""
    flag = node.params[0] is (channel_of(out) is Channel.TRUE)
    scope = node.scope

    def run(registers: Registers, _starts: Starts, source: Source) -> None:
        registers[out] = np.full(source.size(scope), flag)

    return run


def rank(node: Node, out: int) -> Run:
    """Read the own rank in a cross-section."""
    key = node.params[0].node.digest

    def run(registers: Registers, starts: Starts, source: Source) -> None:
        values = source.rank(key)
        registers[out], starts[out] = values, start_of(values)

    return run


def project(node: Node, out: int) -> Run:
    """Carry a value to the bars of the parent scope."""
    (inner,) = node.args
    channel = channel_of(out)
    carried, scope = register(inner, channel), inner.scope

    def run(registers: Registers, starts: Starts, source: Source) -> None:
        values = _at_places(registers[carried], source.back(scope), _missing(channel))
        registers[out] = values
        if channel is Channel.VALUE:
            starts[out] = start_of(values)

    return run


def forming(node: Node, out: int) -> Run:
    """Carry a value to the bars of the parent scope, the bar that is still forming included."""
    (inner,) = node.args
    channel = channel_of(out)
    plans: dict[Channel, Any] = {}

    def run(registers: Registers, starts: Starts, source: Source) -> None:
        values = source.forming(inner, channel, plans)
        registers[out] = values
        if channel is Channel.VALUE:
            starts[out] = start_of(values)

    return run


def _at_places(values: Any, places: Any, missing: Any) -> Any:
    """Return ``values[places]``, `missing` where the place is -1."""
    return np.append(values, np.array([missing], dtype=values.dtype))[places]


def _missing(channel: Channel) -> Any:
    return np.nan if channel is Channel.VALUE else False
