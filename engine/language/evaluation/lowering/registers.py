"""Registers, channels, and what a step may ask for besides them."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.language.graph.nodes import Node, Scope
    from engine.language.graph.registry import RegisteredIndicator


class Channel(IntEnum):
    """What one of a node's registers holds."""

    VALUE = 0
    """Its numbers."""
    TRUE = 1
    """The bars on which it is true."""
    FALSE = 2
    """The bars on which it is false; a bar on neither is unknown."""


N_CHANNELS = len(Channel)

Registers = list[Any]
Starts = list[int]


class Source(Protocol):
    """Where leaves and carried values come from."""

    def column(self, name: str, scope: Scope) -> tuple[NDArray[np.float64], int]:
        """Return a column of `scope` and its start."""

    def size(self, scope: Scope) -> int:
        """Return the number of bars of `scope`."""

    def registered(
        self, indicator: RegisteredIndicator, scope: Scope
    ) -> tuple[NDArray[np.float64], int]:
        """Return a user's indicator on the bars of `scope` and its start."""

    def back(self, scope: Scope) -> NDArray[np.int64]:
        """Return for each bar of the parent scope the bar of `scope` that it sees, or -1."""

    def forming(self, inner: Node, channel: Channel, plans: dict[Channel, Any]) -> NDArray[Any]:
        """Return `inner` on the bars of its parent scope, the incomplete bar included."""

    def rank(self, key: bytes) -> NDArray[np.float64]:
        """Return the own rank in a cross-section."""

    def require_intraday(self, scope: Scope) -> None:
        """Refuse bars of a day or more."""


Run = Callable[[Registers, Starts, Source], None]
"""Fills one register, and the start of its column where it holds numbers."""


def register(node: Node, channel: Channel) -> int:
    """Return the register that holds `channel` of `node`; negations share their operand's."""
    while node.op == "not":
        node = node.args[0]
        if channel is not Channel.VALUE:
            channel = Channel.FALSE if channel is Channel.TRUE else Channel.TRUE
    return node.number * N_CHANNELS + channel


def operand_registers(node: Node, channel: Channel) -> list[int]:
    """Return the registers that hold `channel` of the operands of `node`."""
    return [register(arg, channel) for arg in node.args]


def channel_of(number: int) -> Channel:
    """Return what the register of that number holds."""
    return Channel(number % N_CHANNELS)


def channels_of(node: Node) -> tuple[Channel, ...]:
    """Return the channels that tell everything about `node`."""
    return (Channel.TRUE, Channel.FALSE) if node.is_condition else (Channel.VALUE,)
