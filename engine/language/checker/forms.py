"""Functions that the checker builds from the graph's own operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.language.checker import scoped
from engine.language.checker.bound import INVALID, Bound, Constant
from engine.language.graph import Node

if TYPE_CHECKING:
    from engine.language.checker.checker import Checker


def _choose(checker: Checker, args: tuple[Bound, ...]) -> Bound:
    condition, yes, no = (arg for arg in args if isinstance(arg, Node))
    if yes.is_condition != no.is_condition:
        yes, no = (checker.graph.number(x) if x.is_condition else x for x in (yes, no))
    return checker.graph.choose(condition, yes, no)


def _in_window(word: str) -> Callable[[Checker, tuple[Bound, ...]], Bound]:
    def build(checker: Checker, args: tuple[Bound, ...]) -> Bound:
        condition, bars = args
        assert isinstance(condition, Node)  # noqa: S101
        assert isinstance(bars, Constant)  # noqa: S101
        return checker.graph.in_window(word, condition, int(bars.value))

    return build


def _ref(checker: Checker, args: tuple[Bound, ...]) -> Bound:
    x, bars = args
    if not isinstance(x, Node) or not isinstance(bars, Constant):
        return INVALID
    return checker.graph.offset(x, int(bars.value))


def _isna(checker: Checker, args: tuple[Bound, ...]) -> Bound:
    (x,) = args
    return checker.graph.is_missing(x) if isinstance(x, Node) else INVALID


FORMS: dict[str, Callable[[Any, tuple[Bound, ...]], Bound]] = {
    "if": _choose,
    "any": _in_window("any"),
    "all": _in_window("all"),
    "ref": _ref,
    "isna": _isna,
}
"""Built from bound arguments."""

LAZY: dict[str, Callable[[Any, Any, Any], Bound]] = {
    "weekly": scoped.bind_timeframe,
    "monthly": scoped.bind_timeframe,
    "tf": scoped.bind_timeframe,
    "symbol": scoped.bind_symbol,
    "xs_rank": scoped.bind_rank,
}
"""Built from the call itself, because their arguments mean something else there."""
