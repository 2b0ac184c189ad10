"""Guesses where a chart draws a value: over the prices, or in a pane of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.functions.spec import PaneKind
from engine.language.graph.nodes import all_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.language.graph.nodes import Node

Hint = tuple[PaneKind, "Node | None"]
"""What the function table says of a call's node, and the argument that SAME refers to."""

_KEEPS = frozenset({"max", "min", "abs", "floor", "ceil", "round"})
_PASSES = frozenset({"offset", "fill", "project", "forming"})


def find_panes(nodes: Iterable[Node], hints: Mapping[int, Hint]) -> dict[int, PaneKind]:
    """Return the pane of each of `nodes` and of what they are made of, by number.

    Parameters
    ----------
    nodes : iterable of Node
        Values to be drawn.
    hints : mapping of int to Hint
        What the function table says, by the number of a call's node.
    """
    panes: dict[int, PaneKind] = {}
    for node in reversed(all_below(nodes)):
        pane, same = hints.get(node.number, (PaneKind.SAME, None))
        if pane is not PaneKind.SAME:
            panes[node.number] = pane
        elif same is not None:
            panes[node.number] = panes.get(same.number, PaneKind.PRICE)
        else:
            panes[node.number] = _of_operation(node, panes)
    return panes


def _of_operation(node: Node, panes: Mapping[int, PaneKind]) -> PaneKind:
    is_price = [panes[arg.number] is PaneKind.PRICE for arg in node.args]
    if node.op == "column":
        return PaneKind.OWN if node.params[0] in ("volume", "session") else PaneKind.PRICE
    if node.op in _PASSES:
        return _price_if(is_price[0])
    if node.op == "choose":
        return _price_if(is_price[1] or is_price[2])
    return _price_if(node.op == "map" and _is_price(node, is_price))


def _is_price(node: Node, is_price: list[bool]) -> bool:
    """Whether a calculation gives a price.

    A price plus or minus something is one, the difference of two is not; a price times or by a
    constant is one, the ratio of two is not.
    """
    name = node.params[0]
    if name == "+":
        return any(is_price)
    if name == "-":
        return is_price[0] and not is_price[1]
    if name in ("*", "/"):
        constants = [arg.op == "constant" for arg in node.args]
        by_constant = constants[1] or (name == "*" and constants[0])
        return any(is_price) and by_constant
    return name in _KEEPS and any(is_price)


def _price_if(is_price: bool) -> PaneKind:
    return PaneKind.PRICE if is_price else PaneKind.OWN
