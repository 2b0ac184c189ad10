"""Guesses where a chart draws a value: over the prices, or in a pane of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.language.graph import Node

PRICE = "price"
OWN = "own"

_KEEPS = frozenset({"max", "min", "abs", "negative", "floor", "ceil", "round"})


def pane_of_map(name: str, args: tuple[Node, ...]) -> str:
    """Return the pane of the function `name`.

    A price plus or minus something is a price, the difference of two prices is not; a price times
    or by a constant is a price, the ratio of two prices is not.
    """
    prices = [arg.pane == PRICE for arg in args]
    constants = [arg.op == "constant" for arg in args]
    if name == "+":
        return PRICE if any(prices) else OWN
    if name == "-":
        return PRICE if prices[0] and not prices[-1] else OWN
    if name in ("*", "/"):
        by_constant = constants[1] or (name == "*" and constants[0])
        return PRICE if any(prices) and by_constant else OWN
    return PRICE if name in _KEEPS and any(prices) else OWN
