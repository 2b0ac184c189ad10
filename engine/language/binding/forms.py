"""Functions that the checker builds from the graph's own operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.kernels.volume import ANCHORED_VWAP, SESSION_VWAP
from engine.language.binding import scoped
from engine.language.binding.bound import node_of, whole_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.binding.binder import Checker
    from engine.language.binding.bound import Bound
    from engine.language.syntax.tokens import Span


def _choose(checker: Checker, args: tuple[Bound, ...], _span: Span) -> Bound:
    graph = checker.graph
    condition, yes, no = map(node_of, args)
    if yes.is_condition != no.is_condition:
        yes, no = (graph.number(x) if x.is_condition else x for x in (yes, no))
    return graph.choose(condition, yes, no)


def _any(checker: Checker, args: tuple[Bound, ...], _span: Span) -> Bound:
    condition, bars = args
    return checker.graph.in_window("any", node_of(condition), whole_of(bars))


def _all(checker: Checker, args: tuple[Bound, ...], _span: Span) -> Bound:
    condition, bars = args
    return checker.graph.in_window("all", node_of(condition), whole_of(bars))


def _ref(checker: Checker, args: tuple[Bound, ...], _span: Span) -> Bound:
    x, bars = args
    return checker.graph.offset(node_of(x), whole_of(bars))


def _isna(checker: Checker, args: tuple[Bound, ...], _span: Span) -> Bound:
    (x,) = args
    return checker.graph.is_missing(node_of(x))


def _score(checker: Checker, args: tuple[Bound, ...], _span: Span) -> Bound:
    graph = checker.graph
    total = graph.constant(0.0)
    for arg in args:
        total = graph.map("+", total, graph.number(node_of(arg)))
    return total


def _vwap(checker: Checker, args: tuple[Bound, ...], span: Span) -> Bound:
    (bars,) = args
    if whole_of(bars):
        return checker.define("vwma(hlc3, n)", {"n": bars}, span)
    checker.places.setdefault(("E605", ""), span)
    price = node_of(checker.series("hlc3"))
    columns = (checker.graph.column(name, checker.scope) for name in ("volume", "session"))
    return checker.graph.kernel(SESSION_VWAP, (price, *columns))


def _avwap(checker: Checker, args: tuple[Bound, ...], _span: Span) -> Bound:
    (anchor,) = args
    price = node_of(checker.series("hlc3"))
    volume = checker.graph.column("volume", checker.scope)
    return checker.graph.kernel(ANCHORED_VWAP, (price, volume, node_of(anchor)))


FORMS: dict[str, Callable[[Any, tuple[Bound, ...], Any], Bound]] = {
    "if": _choose,
    "any": _any,
    "all": _all,
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
