"""Expressions on other bars: coarser timeframes, other symbols, the whole universe.

The argument of such a call is bound again on the other bars, and so are the variables that it
mentions: ``s = sma(close, 10); weekly(close > s)`` compares weekly closes with their own average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.timeframe import Timeframe
from engine.language.binding import arguments, expressions
from engine.language.binding.bound import INVALID, Bound, Mention, Words
from engine.language.graph.graph import Node
from engine.language.syntax.diagnostics import did_you_mean
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.binding.binder import Checker
    from engine.language.functions.spec import Function
    from engine.language.graph.graph import Scope
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Call, Expression

_FIXED = {"weekly": Timeframe.W1, "monthly": Timeframe.MN1}


def bind_timeframe(checker: Checker, function: Function, call: Call) -> Bound:
    """Bind ``weekly(x)``, ``monthly(x)`` and ``tf("1w", x)``."""
    matched = arguments.arrange(checker, function, call)
    if matched is None:
        return INVALID
    timeframe = _FIXED.get(function.name) or _timeframe(checker, matched["t"])
    forming = _flag(checker, matched.get("forming"))
    if timeframe is None or forming is None or not _is_coarser(checker, timeframe, call.span):
        return _given_up(checker, matched["x"])
    scope = checker.graph.scope(checker.scope, timeframe=timeframe.value, forming=forming)
    checker.places.setdefault(("E604", timeframe.value), call.span)
    return _carried(checker, function, call, matched["x"], scope)


def bind_symbol(checker: Checker, function: Function, call: Call) -> Bound:
    """Bind ``symbol("SPY", x)``."""
    matched = arguments.arrange(checker, function, call)
    if matched is None:
        return INVALID
    name = _symbol(checker, matched["s"])
    if name is None or _is_forming(checker, call.span):
        return _given_up(checker, matched["x"])
    scope = checker.graph.scope(checker.scope, symbol=name)
    checker.places.setdefault(("E601", name), call.span)
    return _carried(checker, function, call, matched["x"], scope)


def bind_rank(checker: Checker, function: Function, call: Call) -> Bound:
    """Bind ``xs_rank(x)``."""
    matched = arguments.arrange(checker, function, call)
    if matched is None:
        return INVALID
    if checker.scope.number != 0 or checker.is_ranking:
        message = Message("formula.e602-nested-rank")
        hint = Message("formula.hint-rank-outside")
        checker.problems.error("E602", call.span, message, hint)
        return _given_up(checker, matched["x"])
    checker.is_ranking = True
    bound = checker.bind(matched["x"])
    checker.is_ranking = False
    node = expressions.as_number(checker, bound, matched["x"].span)
    if node is None:
        return INVALID
    checker.places.setdefault(("E602", ""), call.span)
    ranked = checker.graph.cross_rank(node)
    checker.mentions.append(_mention(call, function, matched, ranked))
    return ranked


def _carried(
    checker: Checker, function: Function, call: Call, expression: Expression, scope: Scope
) -> Bound:
    """Return `expression` bound on the bars of `scope` and carried back."""
    outer, checker.scope = checker.scope, scope
    try:
        bound = checker.bind(expression)
        node = expressions.as_any(checker, bound, expression.span)
    finally:
        checker.scope = outer
    if node is None:
        return INVALID
    result = checker.graph.project(node, scope)
    given = arguments.arrange(checker, function, call)
    if given is not None and not result.is_condition and outer.number == 0:
        checker.mentions.append(_mention(call, function, given, result))
    return result


def _given_up(checker: Checker, expression: Expression) -> Bound:
    """Look at `expression` all the same, so that its own problems are told too."""
    checker.bind(expression)
    return INVALID


def _symbol(checker: Checker, expression: Expression) -> str | None:
    words = checker.bind(expression)
    if isinstance(words, Words):
        if words.value.strip():
            return words.value.strip()
        message = Message("formula.e601-empty-symbol")
        checker.problems.error("E601", expression.span, message)
    elif words is not INVALID:
        message = Message("formula.e302-symbol-without-quotes")
        hint = Message("formula.hint-example", formula='symbol("SPY", close)')
        checker.problems.error("E302", expression.span, message, hint)
    return None


def _mention(call: Call, function: Function, given: dict[str, Expression], bound: Bound) -> Mention:
    """Return the mention of a call whose arguments are shown as they were written."""
    shown = tuple(given[param.name] for param in function.params if param.name in given)
    return Mention(id(call), function, shown, (bound,) * len(shown), bound)


def _timeframe(checker: Checker, expression: Expression) -> Timeframe | None:
    words = checker.bind(expression)
    known = [timeframe.value for timeframe in Timeframe]
    if isinstance(words, Words):
        for name in (words.value, words.value.lower()):
            if name in known:
                return Timeframe(name)
        message = Message("formula.e604-unknown-timeframe", timeframe=words.value)
        listed = Message("formula.hint-timeframes", timeframes=tuple(known))
        hint = did_you_mean(words.value, known, listed)
        checker.problems.error("E604", expression.span, message, hint)
    elif words is not INVALID:
        message = Message("formula.e302-timeframe-without-quotes")
        example = Message("formula.hint-example", formula='tf("1w", close)')
        checker.problems.error("E302", expression.span, message, example)
    return None


def _flag(checker: Checker, expression: Expression | None) -> bool | None:
    if expression is None:
        return False
    bound = checker.bind(expression)
    if isinstance(bound, Node) and bound.op == "truth":
        return bool(bound.params[0])
    if bound is not INVALID:
        checker.problems.error("E302", expression.span, Message("formula.e302-forming"))
    return None


def _is_coarser(checker: Checker, timeframe: Timeframe, span: Span) -> bool:
    """Tell whether `timeframe` may stand inside the scopes around it, and say so if not."""
    if _is_forming(checker, span):
        return False
    scope: Scope | None = checker.scope
    while scope is not None:
        if scope.timeframe and Timeframe(scope.timeframe).nominal_ns > timeframe.nominal_ns:
            inner, outer = str(timeframe), scope.timeframe
            message = Message("formula.e604-coarser-inside", inner=inner, outer=outer)
            hint = Message("formula.hint-coarser-inside")
            checker.problems.error("E604", span, message, hint)
            return False
        scope = scope.parent
    return True


def _is_forming(checker: Checker, span: Span) -> bool:
    """Refuse other bars inside a bar that is still forming."""
    if not checker.scope.forming:
        return False
    message = Message("formula.e604-inside-forming")
    checker.problems.error("E604", span, message, Message("formula.hint-not-forming"))
    return True
