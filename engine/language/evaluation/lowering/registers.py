"""Registers, rails, and what a step may ask for besides them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.language.graph.graph import Node, Scope
    from engine.language.graph.registry import RegisteredIndicator

VALUE, TRUE, FALSE = 0, 1, 2
RAILS = 3

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

    def forming(self, inner: Node, rail: int, plans: dict[int, Any]) -> NDArray[Any]:
        """Return `inner` on the bars of its parent scope, the incomplete bar included."""

    def rank(self, key: bytes) -> NDArray[np.float64]:
        """Return the own rank in a cross-section."""

    def require_intraday(self, scope: Scope) -> None:
        """Refuse bars of a day or more."""


Run = Callable[[Registers, Starts, Source], None]
"""Fills one register, and the start of its column where it holds numbers."""


def slot(node: Node, rail: int) -> int:
    """Return the register that holds `rail` of `node`; negations share their operand's."""
    while node.op == "not":
        node = node.args[0]
        rail = TRUE + FALSE - rail
    return node.number * RAILS + rail


def slots(node: Node, rail: int) -> list[int]:
    """Return the registers that hold `rail` of the operands of `node`."""
    return [slot(arg, rail) for arg in node.args]


def both_rails(node: Node) -> list[int]:
    """Return the registers that tell everything about `node`."""
    rails = (TRUE, FALSE) if node.is_condition else (VALUE,)
    return [slot(node, rail) for rail in rails]
