"""How many earlier bars a formula needs, in bars of the candles that it will run on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.language.graph.nodes import all_below, bars_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.language.graph.nodes import Node


class History(NamedTuple):
    """Earlier bars that are needed.

    Attributes
    ----------
    lookback : int
        Without these nothing is known.
    settle : int or None
        So many further ones until the start of the data no longer shows; None for "all".
    """

    lookback: int
    settle: int | None


def history_of(nodes: Iterable[Node], timeframe: str) -> History:
    """Return what `nodes` need before a bar of `timeframe`."""
    outcomes = list(nodes)
    needs: dict[int, History] = {}
    for node in reversed(all_below(outcomes)):
        needs[node.number] = _own(node, timeframe, [needs[arg.number] for arg in node.args])
    return longest(needs[node.number] for node in outcomes)


def longest(histories: Iterable[History]) -> History:
    """Return what suffices for all of `histories`."""
    lookback, settle = 0, 0
    unbounded = False
    for history in histories:
        lookback = max(lookback, history.lookback)
        unbounded |= history.settle is None
        settle = max(settle, history.settle or 0)
    return History(lookback, None if unbounded else settle)


def _own(node: Node, timeframe: str, inputs: list[History]) -> History:
    below = longest(inputs)
    if node.op in ("project", "forming"):
        inner = node.args[0].scope
        if inner.timeframe is None:
            return below
        ratio = bars_in(inner.timeframe, node.scope, timeframe)
        settle = None if below.settle is None else below.settle * ratio
        return History((below.lookback + 1) * ratio, settle)
    if node.op == "rank":
        return history_of([node.params[0].node], timeframe)
    lookback = node.lookback - max((arg.lookback for arg in node.args), default=0)
    if node.settle is None or below.settle is None:
        return History(below.lookback + lookback, None)
    settle = node.settle - max((arg.settle or 0 for arg in node.args), default=0)
    return History(below.lookback + lookback, below.settle + settle)
