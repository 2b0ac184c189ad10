"""Functions that the checker builds from the graph's own operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.kernels.volume import ANCHORED_VWAP, SESSION_VWAP
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


def _score(checker: Checker, args: tuple[Bound, ...]) -> Bound:
    graph = checker.graph
    total = graph.constant(0.0)
    for arg in args:
        assert isinstance(arg, Node)  # noqa: S101
        total = graph.map("+", total, graph.number(arg))
    return total


def _vwap(checker: Checker, args: tuple[Bound, ...]) -> Bound:
    (bars,) = args
    assert isinstance(bars, Constant)  # noqa: S101
    if bars.value:
        return checker.define("vwap", "vwma(hlc3, n)", {"n": bars})
    price = checker.series("hlc3")
    assert isinstance(price, Node)  # noqa: S101
    columns = (checker.graph.column(name, checker.scope) for name in ("volume", "session"))
    return checker.graph.kernel(SESSION_VWAP, (price, *columns))


def _avwap(checker: Checker, args: tuple[Bound, ...]) -> Bound:
    (anchor,) = args
    price = checker.series("hlc3")
    assert isinstance(price, Node)  # noqa: S101
    assert isinstance(anchor, Node)  # noqa: S101
    volume = checker.graph.column("volume", checker.scope)
    return checker.graph.kernel(ANCHORED_VWAP, (price, volume, anchor))


FORMS: dict[str, Callable[[Any, tuple[Bound, ...]], Bound]] = {
    "if": _choose,
    "any": _in_window("any"),
    "all": _in_window("all"),
    "ref": _ref,
    "isna": _isna,
    "score": _score,
    "vwap": _vwap,
    "avwap": _avwap,
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
