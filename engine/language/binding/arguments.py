"""Matches the arguments of a call with the parameters of its function; changes nothing.

1. :func:`match_arguments` says which argument stands for which parameter.
2. :func:`fit_constant` checks an argument that must be a constant.
3. :func:`window_warning` knows what other languages mean by ``max(high, 20)``.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf, isnan
from typing import TYPE_CHECKING, NamedTuple

from engine.language.binding.bound import INVALID, Bound, Constant, kind_of
from engine.language.binding.conversion import future_offset
from engine.language.functions.spec import REQUIRED, Function, Param, Takes
from engine.language.graph.nodes import Node
from engine.language.syntax.diagnostics import Problem, did_you_mean, joined
from engine.language.syntax.faults import thousands_hint
from engine.language.syntax.tree import Chain, Compare, Logic, Not, Number, Sign, parts_of
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Call, Expression

    Bounds = Mapping[int, Bound]
    """What the arguments of a call are, by the ``id`` of their syntax nodes."""


class Matched(NamedTuple):
    """Each parameter with what was written for it, None where that was nothing."""

    pairs: tuple[tuple[Param, Expression | None], ...]

    @property
    def expressions(self) -> tuple[Expression | None, ...]:
        """What was written for each parameter."""
        return tuple(expression for _, expression in self.pairs)

    @property
    def by_name(self) -> dict[str, Expression]:
        """What was written, by the name of its parameter."""
        return {param.name: written for param, written in self.pairs if written is not None}


def match_arguments(
    function: Function,
    call: Call,
    bounds: Bounds | None = None,
    *,
    has_value: Callable[[str], bool] = lambda _: False,
) -> Matched | list[Problem]:
    """Return what was written for each parameter, or what does not fit.

    Parameters
    ----------
    function : Function
        What is called.
    call : Call
        As it was written.
    bounds : mapping of int to Bound, optional
        What the arguments are; without it nobody can tell whether the source was left out.
    has_value : callable
        Whether a name means something: ``sma(close = 5)`` is then meant as a comparison.
    """
    bounds = bounds or {}
    problem = _wrong_name(function, call, has_value) or _late_argument(call)
    if problem is not None:
        return [problem]
    params = function.params
    free = params[1:] if _omits_source(function, call, bounds) else params
    if len(call.arguments) > len(free) and not function.is_variadic:
        return [_too_many(function, call)]
    filled = dict(zip((param.name for param in free), call.arguments, strict=False))
    for argument in call.named:
        if argument.name in filled:
            return [_twice(function, argument.name, argument.value.span)]
        filled[argument.name] = argument.value
    missing = [p.name for p in params if p.name not in filled and p.default is REQUIRED]
    if missing:
        # behind a wrong argument nobody can tell whether the source was left out
        is_hurt = any(bound is INVALID for bound in bounds.values())
        return [] if is_hurt else [_missing(function, call, missing)]
    pairs = [(param, filled.get(param.name)) for param in params]
    return Matched((*pairs, *((params[-1], more) for more in call.arguments[len(free) :])))


def fit_constant(function: Function, param: Param, bound: Bound, span: Span) -> Constant | Problem:
    """Return a constant argument, or what is wrong with it."""
    whole = param.takes is Takes.WHOLE
    code = "formula.e303-not-whole" if whole else "formula.e303-not-constant"
    names = {"param": param.name, "function": function.name}
    if not isinstance(bound, Constant) or isnan(bound.value):
        is_series = isinstance(bound, Node) and function.params[0].takes is Takes.SERIES
        swapped = Message("formula.hint-swapped", signature=function.signature)
        message = Message(code, **names, found=kind_of(bound))
        return Problem("E303", span, message, swapped if is_series else "")
    if whole and not bound.value.is_integer():
        return Problem("E303", span, Message(code, **names, found=f"{bound.value:g}"))
    if function.name == "ref" and bound.value < 0:
        return future_offset(span)
    if not param.low <= bound.value <= param.high:
        code = "formula.e304-below" if param.high == inf else "formula.e304-outside"
        return Problem("E304", span, Message(code, **names, low=param.low, high=param.high))
    return Constant(bound.value, bound.is_whole or whole)


def window_warning(
    function: Function, expressions: Sequence[Expression | None], bounds: Bounds
) -> Problem | None:
    """Return the warning for ``max(20, high)``, which in other languages is a window."""
    if function.name not in ("max", "min") or len(expressions) != 2 or None in expressions:
        return None
    sides = [(bounds[id(side)], side.span) for side in expressions if side is not None]
    constants = [(bound, span) for bound, span in sides if isinstance(bound, Constant)]
    if len(constants) != 1:
        return None
    ((period, span),) = constants
    if not period.is_whole or period.value < 2:
        return None
    window = "highest" if function.name == "max" else "lowest"
    message = Message("formula.w702-bar-by-bar", function=function.name, number=period.value)
    hint = Message("formula.hint-window", function=window, number=period.value)
    return Problem("W702", span, message, hint)


def _omits_source(function: Function, call: Call, bounds: Bounds) -> bool:
    """Whether the leading series was left out: ``sma(20)`` means ``sma(close, 20)``."""
    params, positional = function.params, call.arguments
    if not params or not params[0].is_source or not positional:
        return False
    if any(named.name == params[0].name for named in call.named):
        return False
    return isinstance(bounds.get(id(positional[0])), Constant) and len(positional) < len(params)


def _wrong_name(function: Function, call: Call, has_value: Callable[[str], bool]) -> Problem | None:
    names = [param.name for param in function.params]
    for argument in call.named:
        if argument.name in names:
            continue
        if has_value(argument.name):
            message = Message("formula.e105-assigns", sign="=")
            return Problem("E105", argument.equals_span, message, Message("formula.hint-compare"))
        listed = Message("formula.hint-arguments", names=tuple(names))
        if not names:
            listed = Message("formula.hint-no-arguments")
        fields = {"function": function.name, "name": argument.name}
        message = Message("formula.e205-unknown-argument", **fields)
        hint = did_you_mean(argument.name, names, listed)
        return Problem("E205", argument.span, message, hint)
    return None


def _late_argument(call: Call) -> Problem | None:
    if call.late is None:
        return None
    return Problem("E109", call.late, Message("formula.e109-argument-order"))


def _twice(function: Function, name: str, span: Span) -> Problem:
    fields = {"function": function.name, "name": name}
    return Problem("E301", span, Message("formula.e301-twice", **fields))


def _missing(function: Function, call: Call, names: Sequence[str]) -> Problem:
    fields = {"function": function.name, "names": joined("formula.and", names)}
    message = Message("formula.e301-missing-arguments", **fields)
    hint = Message("formula.hint-signature", signature=function.signature)
    return Problem("E301", call.span, message, hint)


def _too_many(function: Function, call: Call) -> Problem:
    count, limit = len(call.arguments), len(function.params)
    fields = {"function": function.name, "n": limit, "count": count}
    message = Message("formula.e301-too-many" if limit else "formula.e301-no-arguments", **fields)
    hint = Message("formula.hint-signature", signature=function.signature)
    if function.name == "sma" and count == 3:
        hint = Message("formula.hint-tdx-sma")
    return Problem("E301", call.span, message, _thousands_in(call) or hint)


def _thousands_in(call: Call) -> str:
    """Return how to write a number such as ``1,500``, which here is two arguments."""
    for argument, second in pairwise(call.arguments):
        first = _last_part(argument)
        if isinstance(first, Number) and isinstance(second, Number):
            hint = thousands_hint([first.text, second.text])
            if hint and first.span[1] + 1 == second.span[0]:
                return hint
    return ""


def _last_part(expression: Expression) -> Expression:
    """Return what stands last in an expression without brackets behind it."""
    while isinstance(expression, Compare | Chain | Logic | Sign | Not):
        expression = parts_of(expression)[-1]
    return expression
