"""Expressions on other bars: coarser timeframes, other symbols, the whole universe.

The argument of such a call is bound again on the other bars, and so are the variables that it
mentions: ``s = sma(close, 10); weekly(close > s)`` compares weekly closes with their own average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.timeframe import Timeframe, timeframe_name
from engine.language.binding.bound import INVALID, Bound, ReportedCall, TextConstant
from engine.language.binding.calls import matched_or_noted
from engine.language.binding.conversion import as_any, as_number
from engine.language.graph.nodes import Node
from engine.language.syntax.diagnostics import did_you_mean
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.binding.arguments import Matched
    from engine.language.binding.environment import Environment
    from engine.language.functions.spec import Function
    from engine.language.graph.nodes import Scope
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Call, Expression

_FIXED = {"weekly": Timeframe.W1, "monthly": Timeframe.MN1}


class OtherBars:
    """Binds ``weekly()``, ``monthly()``, ``tf()``, ``symbol()`` and ``xs_rank()``.

    Parameters
    ----------
    env : Environment
        Where the formula is bound.
    bind : callable
        Returns what an expression is, on the bars of the environment's scope.
    """

    FUNCTIONS = frozenset({"weekly", "monthly", "tf", "symbol", "xs_rank"})

    def __init__(self, env: Environment, bind: Callable[[Expression], Bound]) -> None:
        self._env = env
        self._bind = bind

    def bind(self, function: Function, call: Call) -> Bound:
        """Return the value of a call, whose arguments mean something else there."""
        matched = matched_or_noted(self._env, function, call)
        if matched is None:
            return INVALID
        if function.name == "xs_rank":
            return self._rank(function, call, matched)
        scope = self._scope(function, call, matched)
        if scope is None:
            return self._given_up(matched.by_name["x"])
        return self._carried(function, call, matched, scope)

    def _scope(self, function: Function, call: Call, matched: Matched) -> Scope | None:
        """Return the scope that a call looks at, or None where something is wrong with it."""
        env, written = self._env, matched.by_name
        if function.name == "symbol":
            name = self._symbol(written["s"])
            if name is None or self._is_inside_forming(call.span):
                return None
            env.note_place("E601", name, call.span)
            return env.graph.scope(env.scope, symbol=name)
        timeframe = _FIXED.get(function.name) or self._timeframe(written["t"])
        forming = self._flag(written.get("forming"))
        if timeframe is None or forming is None or not self._is_coarser(timeframe, call.span):
            return None
        env.note_place("E604", timeframe.value, call.span)
        return env.graph.scope(env.scope, timeframe=timeframe.value, forming=forming)

    def _carried(self, function: Function, call: Call, matched: Matched, scope: Scope) -> Bound:
        """Return the argument bound on the bars of `scope` and carried back."""
        env, expression = self._env, matched.by_name["x"]
        with env.scoped(scope):
            node = as_any(env, self._bind(expression), expression.span)
        if node is None:
            return INVALID
        result = env.graph.project(node, scope)
        if not result.is_condition and env.is_on_own_bars:
            env.reported.append(_reported(call, function, matched, result))
        return result

    def _rank(self, function: Function, call: Call, matched: Matched) -> Bound:
        env, expression = self._env, matched.by_name["x"]
        if not env.is_on_own_bars or env.is_ranking:
            message, hint = (
                Message("formula.e602-nested-rank"),
                Message("formula.hint-rank-outside"),
            )
            env.problems.error("E602", call.span, message, hint)
            return self._given_up(expression)
        with env.ranking():
            bound = self._bind(expression)
        node = as_number(env, bound, expression.span)
        if node is None:
            return INVALID
        env.note_place("E602", "", call.span)
        ranked = env.graph.cross_rank(node)
        env.reported.append(_reported(call, function, matched, ranked))
        return ranked

    def _given_up(self, expression: Expression) -> Bound:
        """Bind `expression` all the same, so that its own problems are reported too."""
        self._bind(expression)
        return INVALID

    def _symbol(self, expression: Expression) -> str | None:
        env, text = self._env, self._bind(expression)
        if isinstance(text, TextConstant):
            if text.value.strip():
                return text.value.strip()
            env.problems.error("E601", expression.span, Message("formula.e601-empty-symbol"))
        elif text is not INVALID:
            message = Message("formula.e302-symbol-without-quotes")
            hint = Message("formula.hint-example", formula='symbol("SPY", close)')
            env.problems.error("E302", expression.span, message, hint)
        return None

    def _timeframe(self, expression: Expression) -> Timeframe | None:
        env, text = self._env, self._bind(expression)
        names = tuple(timeframe.value for timeframe in Timeframe)
        if isinstance(text, TextConstant):
            for name in (text.value, text.value.lower()):
                if name in names:
                    return Timeframe(name)
            message = Message("formula.e604-unknown-timeframe", timeframe=text.value)
            listed = Message("formula.hint-timeframes", timeframes=names)
            hint = did_you_mean(text.value, names, listed)
            env.problems.error("E604", expression.span, message, hint)
        elif text is not INVALID:
            message = Message("formula.e302-timeframe-without-quotes")
            example = Message("formula.hint-example", formula='tf("1w", close)')
            env.problems.error("E302", expression.span, message, example)
        return None

    def _flag(self, expression: Expression | None) -> bool | None:
        if expression is None:
            return False
        bound = self._bind(expression)
        if isinstance(bound, Node) and bound.op == "truth":
            return bool(bound.params[0])
        if bound is not INVALID:
            message = Message("formula.e302-forming")
            self._env.problems.error("E302", expression.span, message)
        return None

    def _is_coarser(self, timeframe: Timeframe, span: Span) -> bool:
        """Whether `timeframe` may stand inside the scopes around it; noted where it may not."""
        if self._is_inside_forming(span):
            return False
        scope: Scope | None = self._env.scope
        while scope is not None:
            if scope.timeframe and Timeframe(scope.timeframe).nominal_ns > timeframe.nominal_ns:
                frames = {"inner": timeframe, "outer": scope.timeframe}
                names = {place: timeframe_name(frame) for place, frame in frames.items()}
                message = Message("formula.e604-coarser-inside", **names)
                hint = Message("formula.hint-coarser-inside")
                self._env.problems.error("E604", span, message, hint)
                return False
            scope = scope.parent
        return True

    def _is_inside_forming(self, span: Span) -> bool:
        """Whether the bar around is still forming; no other bars can be seen there."""
        if not self._env.scope.forming:
            return False
        message, hint = Message("formula.e604-inside-forming"), Message("formula.hint-not-forming")
        self._env.problems.error("E604", span, message, hint)
        return True


def _reported(call: Call, function: Function, matched: Matched, bound: Bound) -> ReportedCall:
    """Return the report of a call whose arguments are shown as they were written."""
    written = tuple(matched.by_name.values())
    return ReportedCall(id(call), function, written, (bound,) * len(written), bound)
