"""Guesses where a chart draws a value: over the prices, or in a pane of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.functions.spec import Pane
from engine.language.graph.nodes import all_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.language.graph.nodes import Node

Hint = tuple[Pane, "Node | None"]
"""What the function table says of a call's node, and the argument that SAME refers to."""

_KEEPS = frozenset({"max", "min", "abs", "floor", "ceil", "round"})
_PASSES = frozenset({"offset", "fill", "project", "forming"})


def find_panes(nodes: Iterable[Node], hints: Mapping[int, Hint]) -> dict[int, Pane]:
    """Return the pane of each of `nodes` and of what they are made of, by number.

    Parameters
    ----------
    nodes : iterable of Node
        Values to be drawn.
    hints : mapping of int to Hint
        What the function table says, by the number of a call's node.
    """
    found: dict[int, Pane] = {}
    for node in reversed(all_below(nodes)):
        pane, same = hints.get(node.number, (Pane.SAME, None))
        if pane is not Pane.SAME:
            found[node.number] = pane
        elif same is not None:
            found[node.number] = found.get(same.number, Pane.PRICE)
        else:
            found[node.number] = _of_operation(node, found)
    return found


def _of_operation(node: Node, found: Mapping[int, Pane]) -> Pane:
    is_price = [found[arg.number] is Pane.PRICE for arg in node.args]
    if node.op == "column":
        return Pane.OWN if node.params[0] in ("volume", "session") else Pane.PRICE
    if node.op in _PASSES:
        return _price_if(is_price[0])
    if node.op == "choose":
        return _price_if(is_price[1] or is_price[2])
    return _price_if(node.op == "map" and _is_price(node, is_price))


def _is_price(node: Node, is_price: list[bool]) -> bool:
    """Tell whether a calculation gives a price.

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


def _price_if(is_price: bool) -> Pane:
    return Pane.PRICE if is_price else Pane.OWN
