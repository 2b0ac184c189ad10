"""Nodes of the graph and the scopes that they are computed on: frozen data, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.domain.timeframe import Timeframe

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Whose bars a node is computed on.

    Attributes
    ----------
    number : int
        Counts the scopes of a graph; 0 is the formula's own symbol and timeframe.
    parent : Scope or None
        Where the results are carried over to.
    symbol : str or None
        Another symbol, or None for the parent's.
    timeframe : str or None
        A coarser timeframe, or None for the parent's.
    forming : bool
        Whether the bar that is not complete yet counts.
    digest : bytes
        Names the scope across processes.
    """

    number: int
    parent: Scope | None
    symbol: str | None
    timeframe: str | None
    forming: bool
    digest: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One operation of the graph.

    Attributes
    ----------
    number : int
        Place in the graph; operands have smaller numbers.
    op : str
        What is done; the lowering knows the list.
    args : tuple of Node
        Operands.
    params : tuple
        Constants of the operation.
    is_condition : bool
        Whether the result is true, false or unknown instead of a number.
    scope : Scope
        On which bars.
    digest : bytes
        Names the node across processes and runs.
    lookback, settle : int, int or None
        Earlier bars that it needs, and further ones until its start no longer shows.
    """

    number: int
    op: str
    args: tuple[Node, ...]
    params: tuple[Any, ...]
    is_condition: bool
    scope: Scope
    digest: bytes
    lookback: int
    settle: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A number that is ranked among all symbols."""

    node: Node

    @property
    def signature(self) -> str:
        """What stands for the number in digests."""
        return self.node.digest.hex()


def bars_in(timeframe: str, parent: Scope, base: str = Timeframe.D1) -> int:
    """Return how many bars of `parent` a bar of `timeframe` may hold.

    Parameters
    ----------
    timeframe : str
        The coarser one.
    parent : Scope
        Where the finer bars are.
    base : str
        Timeframe of the formula's own candles.
    """
    while parent.timeframe is None and parent.parent is not None:
        parent = parent.parent
    fine = Timeframe(parent.timeframe or base)
    nominal = 31 * Timeframe.D1.nominal_ns if timeframe == Timeframe.MN1 else None
    return max(1, -(-(nominal or Timeframe(timeframe).nominal_ns) // fine.nominal_ns))


def parent_of(scope: Scope) -> Scope:
    """Return the scope around `scope`, which must not be the root."""
    if scope.parent is None:
        raise ValueError("The formula's own bars have no parent scope")
    return scope.parent


def is_own(scope: Scope) -> bool:
    """Whether the bars of `scope` are made of the formula's own candles."""
    place: Scope | None = scope
    while place is not None:
        if place.symbol is not None:
            return False
        place = place.parent
    return True


def value_of(node: Node) -> float:
    """Return the number of a constant node."""
    return float(node.params[0])


def all_below(nodes: Iterable[Node]) -> list[Node]:
    """Return `nodes` and all that they are made of, those that need others first."""
    reached: dict[int, Node] = {}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node.number not in reached:
            reached[node.number] = node
            waiting += node.args
    return [reached[number] for number in sorted(reached, reverse=True)]
