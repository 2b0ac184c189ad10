"""Matches the arguments of a call with the parameters of its function."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, NamedTuple

from engine.language.binding import expressions
from engine.language.binding.bound import INVALID, Bound, Constant, kind_of
from engine.language.functions.spec import REQUIRED, Function, Param, Takes
from engine.language.graph.graph import Node
from engine.language.syntax.diagnostics import did_you_mean

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
        message = "An argument without a name cannot follow one with a name"
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
        message = f"{function.name}() needs {' and '.join(missing)}"
        checker.problems.error("E301", call.span, message, f"It is {function.signature}")
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
            hint = "Write == to compare"
            checker.problems.error("E105", argument.equals_span, "'=' does not compare", hint)
            return False
        listed = "It takes " + ", ".join(names) if names else "It takes no arguments"
        message = f"{function.name}() has no argument '{argument.name}'"
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
            message = f"{function.name}() got '{argument.name}' twice"
            checker.problems.error("E301", argument.value.span, message)
            return False
        filled[argument.name] = argument.value
    return True


def _too_many(checker: Checker, function: Function, call: Call) -> None:
    count, most = len(call.arguments), len(function.params)
    message = f"{function.name}() takes {most or 'no'} argument{'s' * (most != 1)}, not {count}"
    hint = f"It is {function.signature}"
    if function.name == "sma" and count == 3:
        hint = "TDX's SMA(x, n, 1) is rma(x, n)"
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
    return expressions.as_number(checker, bound, span, "Turn it into a number: if(c, 1, 0)")


def _as_node(checker: Checker, operand: Constant | Node | None) -> Node | None:
    return checker.graph.constant(operand.value) if isinstance(operand, Constant) else operand


def _constant(
    checker: Checker, function: Function, param: Param, bound: Bound, span: Span
) -> Bound | None:
    whole = param.takes is Takes.WHOLE
    wanted = "a constant whole number" if whole else "a constant number"
    message = f"{param.name} of {function.name}() must be {wanted}"
    if not isinstance(bound, Constant) or isnan(bound.value):
        is_series = isinstance(bound, Node) and function.params[0].takes is Takes.SERIES
        hint = f"Are the arguments swapped? {function.signature}" if is_series else ""
        checker.problems.error("E303", span, f"{message}, not {kind_of(bound)}", hint)
        return None
    if whole and not bound.value.is_integer():
        checker.problems.error("E303", span, f"{message}, not {bound.value:g}")
        return None
    if not param.low <= bound.value <= param.high:
        checker.problems.error("E304", span, f"{param.name} of {function.name}() {_range(param)}")
        return None
    return Constant(bound.value, bound.is_whole or whole)


def _range(param: Param) -> str:
    if param.high == float("inf"):
        return f"must be at least {param.low:g}"
    return f"must be from {param.low:g} to {param.high:g}"


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
        message = f"{function.name}() compares bar by bar with the number {first.bound.value:g}"
        hint = f"For a window of bars write {window}(x, {first.bound.value:g})"
        checker.problems.warn("W702", first.span, message, hint)
