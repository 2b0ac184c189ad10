"""Matches the arguments of a call with the parameters of its function."""

from __future__ import annotations

from math import inf, isnan
from typing import TYPE_CHECKING, NamedTuple

from engine.language.binding import expressions
from engine.language.binding.bound import INVALID, Bound, Constant, kind_of
from engine.language.functions.spec import REQUIRED, Function, Param, Takes
from engine.language.graph.graph import Node
from engine.language.syntax.diagnostics import did_you_mean, joined
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.binding.binder import Checker
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Call, Expression


class Given(NamedTuple):
    """An argument as it was written, and what it is."""

    bound: Bound
    expression: Expression

    @property
    def span(self) -> Span:
        """Its place."""
        return self.expression.span


class Matched(NamedTuple):
    """One value for each parameter, and what was written for it."""

    args: tuple[Bound, ...]
    expressions: tuple[Expression | None, ...]


def match_arguments(checker: Checker, function: Function, call: Call) -> Matched | None:
    """Return one value for each parameter, or None where something does not fit."""
    bound = {id(each): checker.bind(each) for each in _expressions(call)}
    omits_source = _omits_source(function, call, bound)
    is_hurt = any(each is INVALID for each in bound.values())
    pairs = _arranged(checker, function, call, omits_source=omits_source, is_hurt=is_hurt)
    if pairs is None:
        return None
    given = [None if each is None else Given(bound[id(each)], each) for _, each in pairs]
    values = [_fitted(checker, function, p, g) for (p, _), g in zip(pairs, given, strict=True)]
    if any(value is None for value in values):
        return None
    _warn_of_window(checker, function, given)
    args = tuple(value for value in values if value is not None)
    return Matched(args, tuple(each for _, each in pairs))


def arrange(checker: Checker, function: Function, call: Call) -> dict[str, Expression] | None:
    """Return what was written for each parameter, unbound; None where something does not fit."""
    pairs = _arranged(checker, function, call, omits_source=False)
    if pairs is None:
        return None
    return {param.name: each for param, each in pairs if each is not None}


def _expressions(call: Call) -> list[Expression]:
    return [*call.arguments, *(named.value for named in call.named)]


def _omits_source(function: Function, call: Call, bound: dict[int, Bound]) -> bool:
    """Tell whether the leading series was left out: ``sma(20)`` means ``sma(close, 20)``."""
    params, positional = function.params, call.arguments
    if not params or not params[0].is_source or not positional:
        return False
    if any(named.name == params[0].name for named in call.named):
        return False
    return isinstance(bound[id(positional[0])], Constant) and len(positional) < len(params)


def _arranged(
    checker: Checker, function: Function, call: Call, *, omits_source: bool, is_hurt: bool = False
) -> list[tuple[Param, Expression | None]] | None:
    """Return each parameter with what was written for it.

    Where an argument is wrong already (`is_hurt`) nobody can tell whether the source was left out,
    so nothing is said of missing ones.
    """
    params = function.params
    free = params[1:] if omits_source else params
    if not _names_are_known(checker, function, call):
        return None
    if call.late is not None:
        message = Message("formula.e109-argument-order")
        checker.problems.error("E109", call.late, message)
        return None
    if len(call.arguments) > len(free) and not function.is_variadic:
        _too_many(checker, function, call)
        return None
    filled: dict[str, Expression] = dict(zip((p.name for p in free), call.arguments, strict=False))
    if not _add_named(checker, function, call, filled):
        return None
    missing = [p.name for p in params if p.name not in filled and p.default is REQUIRED]
    if missing and not is_hurt:
        fields = {"function": function.name, "names": joined("formula.and", missing)}
        message = Message("formula.e301-missing-arguments", **fields)
        hint = Message("formula.hint-signature", signature=function.signature)
        checker.problems.error("E301", call.span, message, hint)
    if missing:
        return None
    pairs = [(param, filled.get(param.name)) for param in params]
    return pairs + [(params[-1], each) for each in call.arguments[len(free) :]]


def _names_are_known(checker: Checker, function: Function, call: Call) -> bool:
    names = [param.name for param in function.params]
    for argument in call.named:
        if argument.name in names:
            continue
        if checker.is_value(argument.name):
            message = Message("formula.e105-assigns", sign="=")
            hint: str = Message("formula.hint-compare")
            checker.problems.error("E105", argument.equals_span, message, hint)
            return False
        listed = Message("formula.hint-arguments", names=tuple(names))
        if not names:
            listed = Message("formula.hint-no-arguments")
        fields = {"function": function.name, "name": argument.name}
        message = Message("formula.e205-unknown-argument", **fields)
        hint = did_you_mean(argument.name, names, listed)
        checker.problems.error("E205", argument.span, message, hint)
        return False
    return True


def _add_named(
    checker: Checker, function: Function, call: Call, filled: dict[str, Expression]
) -> bool:
    """Put the named arguments to the others; tells whether none is given twice."""
    for argument in call.named:
        if argument.name in filled:
            fields = {"function": function.name, "name": argument.name}
            message = Message("formula.e301-twice", **fields)
            checker.problems.error("E301", argument.value.span, message)
            return False
        filled[argument.name] = argument.value
    return True


def _too_many(checker: Checker, function: Function, call: Call) -> None:
    count, limit = len(call.arguments), len(function.params)
    fields = {"function": function.name, "n": limit, "count": count}
    message = Message("formula.e301-too-many" if limit else "formula.e301-no-arguments", **fields)
    hint = Message("formula.hint-signature", signature=function.signature)
    if function.name == "sma" and count == 3:
        hint = Message("formula.hint-tdx-sma")
    checker.problems.error("E301", call.span, message, hint)


def _fitted(
    checker: Checker, function: Function, param: Param, given: Given | None
) -> Bound | None:
    """Return the value for one parameter, converted to what it takes."""
    if given is None:
        return _default(checker, param)
    bound, span = given.bound, given.span
    if bound is INVALID:
        return None
    if param.takes in (Takes.WHOLE, Takes.CONSTANT):
        return _constant(checker, function, param, bound, span)
    return _series(checker, function, param, bound, span)


def _default(checker: Checker, param: Param) -> Bound:
    if param.takes is Takes.SERIES:
        return checker.series(str(param.default))
    return Constant(float(str(param.default)), param.takes is Takes.WHOLE)


def _series(
    checker: Checker, function: Function, param: Param, bound: Bound, span: Span
) -> Bound | None:
    if param.takes is Takes.CONDITION:
        return expressions.as_condition(checker, bound, span)
    if param.takes is Takes.ANY:
        return expressions.as_any(checker, bound, span)
    if function.aggregates:
        return _as_node(checker, expressions.as_operand(checker, bound, span))
    return expressions.as_number(checker, bound, span, Message("formula.hint-turn-into-number"))


def _as_node(checker: Checker, operand: Constant | Node | None) -> Node | None:
    return checker.graph.constant(operand.value) if isinstance(operand, Constant) else operand


def _constant(
    checker: Checker, function: Function, param: Param, bound: Bound, span: Span
) -> Bound | None:
    whole = param.takes is Takes.WHOLE
    code = "formula.e303-not-whole" if whole else "formula.e303-not-constant"
    names = {"param": param.name, "function": function.name}
    if not isinstance(bound, Constant) or isnan(bound.value):
        is_series = isinstance(bound, Node) and function.params[0].takes is Takes.SERIES
        swapped = Message("formula.hint-swapped", signature=function.signature)
        message = Message(code, **names, found=kind_of(bound))
        checker.problems.error("E303", span, message, swapped if is_series else "")
        return None
    if whole and not bound.value.is_integer():
        message = Message(code, **names, found=f"{bound.value:g}")
        checker.problems.error("E303", span, message)
        return None
    if not param.low <= bound.value <= param.high:
        code = "formula.e304-below" if param.high == inf else "formula.e304-outside"
        message = Message(code, **names, low=param.low, high=param.high)
        checker.problems.error("E304", span, message)
        return None
    return Constant(bound.value, bound.is_whole or whole)


def _warn_of_window(checker: Checker, function: Function, given: list[Given | None]) -> None:
    """Warn of ``max(20, high)``, which in other languages is a window."""
    if function.name not in ("max", "min") or len(given) != 2:
        return
    first, second = given
    if first is None or second is None or not isinstance(first.bound, Constant):
        return
    looks_like_period = first.bound.is_whole and first.bound.value >= 2
    if looks_like_period and not isinstance(second.bound, Constant):
        window = "highest" if function.name == "max" else "lowest"
        bars = first.bound.value
        message = Message("formula.w702-bar-by-bar", function=function.name, number=bars)
        hint = Message("formula.hint-window", function=window, number=bars)
        checker.problems.warn("W702", first.span, message, hint)
