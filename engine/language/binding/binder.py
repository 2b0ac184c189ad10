"""Binds expressions: each becomes a node, a constant, a text or a call with several outputs.

1. :meth:`Binder.bind` dispatches on the kind of expression (``_BIND``); its parts are bound first.
2. What is wrong is noted and becomes INVALID, which silences whatever uses it, so all problems of
   a formula appear at once.
3. Operators, calls, names and definitions have modules of their own; those of them that bind
   further expressions are handed :meth:`Binder.bind`.
"""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING, Any

from engine.language.binding.bound import (
    INVALID,
    Bound,
    Constant,
    MultiOutputCall,
    TextConstant,
)
from engine.language.binding.calls import Calls
from engine.language.binding.conversion import as_bars_ago, as_condition, as_operand, as_value
from engine.language.binding.definitions import Definitions
from engine.language.binding.earlier import report_earlier
from engine.language.binding.names import Names
from engine.language.binding.operators import calculate, compare
from engine.language.binding.other_bars import OtherBars
from engine.language.functions.table import BY_NAME
from engine.language.graph.graph import GraphLimitError
from engine.language.syntax.diagnostics import did_you_mean
from engine.language.syntax.names import SERIES_ALIASES
from engine.language.syntax.tree import (
    Call,
    Chain,
    Compare,
    Dollar,
    Expression,
    Field,
    Literal,
    Logic,
    Name,
    Not,
    Number,
    Offset,
    Power,
    Sign,
    Text,
    postfix_chain,
)
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.binding.environment import Environment
    from engine.language.graph.nodes import Node

_COLUMNS = frozenset({"open", "high", "low", "close", "volume"})


class Binder:
    """Binds the expressions of one program.

    Parameters
    ----------
    env : Environment
        Takes what is found on the way.

    Attributes
    ----------
    names : Names
        Looks up what bare names mean.
    """

    def __init__(self, env: Environment) -> None:
        self.env = env
        self._definitions = Definitions(env, self.bind)
        self.names = Names(env, self._definitions, self.bind)
        self._calls = Calls(env, self._definitions)
        self._other_bars = OtherBars(env, self.bind)
        self._is_full = False

    def bind(self, expression: Expression) -> Bound:
        """Return what `expression` is; problems are noted and give INVALID."""
        if self._is_full:
            return INVALID
        try:
            return _BIND[type(expression)](self, expression)
        except GraphLimitError as limit:
            self._is_full = limit.code == "E406"
            self.env.problems.error(limit.code, expression.span, limit.message)
            return INVALID

    def bind_value(self, expression: Expression) -> Node | None:
        """Return `expression` as a number or a condition; None for a text."""
        return as_value(self.env, self.bind(expression), expression.span)

    def _number(self, expression: Number) -> Bound:
        return Constant(expression.value, expression.is_whole and expression.value.is_integer())

    def _text(self, expression: Text) -> Bound:
        return TextConstant(expression.value)

    def _literal(self, expression: Literal) -> Bound:
        if expression.word == "na":
            return Constant(nan)
        return self.env.graph.truth(expression.word == "true")

    def _name(self, expression: Name) -> Bound:
        return self.names.lookup(expression.name, expression.span)

    def _dollar(self, expression: Dollar) -> Bound:
        return self.names.parameter(expression.name, expression.span)

    def _operand(self, expression: Expression) -> Constant | Node | None:
        return as_operand(self.env, self.bind(expression), expression.span)

    def _condition(self, expression: Expression) -> Node | None:
        return as_condition(self.env, self.bind(expression), expression.span)

    def _sign(self, expression: Sign) -> Bound:
        operand = self._operand(expression.operand)
        if operand is None or expression.operator == "+":
            return operand or INVALID
        if isinstance(operand, Constant):
            return Constant(-operand.value, operand.is_whole)
        return self.env.graph.map("negative", operand)

    def _chain(self, expression: Chain) -> Bound:
        operands = [self._operand(operand) for operand in expression.operands]
        sound = [operand for operand in operands if operand is not None]
        if len(sound) < len(operands):
            return INVALID
        total, *others = sound
        for operator, other in zip(expression.operators, others, strict=True):
            total = calculate(self.env.graph, operator, total, other)
        return total

    def _power(self, expression: Power) -> Bound:
        base, exponent = self._operand(expression.base), self._operand(expression.exponent)
        if base is None or exponent is None:
            return INVALID
        return calculate(self.env.graph, "^", base, exponent)

    def _logic(self, expression: Logic) -> Bound:
        nodes = [self._condition(operand) for operand in expression.operands]
        sound = [node for node in nodes if node is not None]
        if len(sound) < len(nodes):
            return INVALID
        return self.env.graph.logic(expression.operator, sound)

    def _not(self, expression: Not) -> Bound:
        node = self._condition(expression.operand)
        return INVALID if node is None else self.env.graph.negate(node)

    def _compare(self, expression: Compare) -> Bound:
        bounds = [self.bind(operand) for operand in expression.operands]
        spans = [operand.span for operand in expression.operands]
        return compare(self.env, expression.operators, bounds, spans)

    def _postfix(self, expression: Offset | Field) -> Bound:
        """Return the value of ``x[a].name[b]...``, from the inside out."""
        target, chain = postfix_chain(expression)
        bound = self.bind(target)
        total = 0
        for part in chain:
            if isinstance(part, Offset):
                bars = as_bars_ago(self.env, self.bind(part.bars), part.bars.span)
                total += bars or 0
                bound = self._offset(bound, part, bars)
            else:
                bound = self._field(bound, part)
        if total:
            report_earlier(self.env, target, chain, bound, total)
        return bound

    def _offset(self, bound: Bound, offset: Offset, bars: int | None) -> Bound:
        env, span = self.env, offset.target.span
        if bars is None or bound is INVALID:
            return INVALID
        if isinstance(bound, TextConstant):
            env.problems.error("E302", span, Message("formula.e302-text-with-offset"))
            return INVALID
        if isinstance(bound, MultiOutputCall):
            return replace(bound, bars=bound.bars + bars)
        node = as_value(env, bound, span)
        return INVALID if node is None else env.graph.offset(node, bars)

    def _field(self, bound: Bound, field: Field) -> Bound:
        if bound is INVALID:
            return INVALID
        name, span, problems = field.name, field.name_span, self.env.problems
        if not isinstance(bound, MultiOutputCall):
            problems.error("E203", span, Message("formula.e203-no-outputs", name=name))
            return INVALID
        names = [output.name for output in bound.function.outputs]
        if name in names:
            return bound.output(name)
        listed = Message("formula.hint-outputs", names=tuple(f".{output}" for output in names))
        fields = {"function": bound.function.name, "name": name}
        message = Message("formula.e203-unknown-output", **fields)
        problems.error("E203", span, message, did_you_mean(name, names, listed))
        return INVALID

    def _call(self, call: Call) -> Bound:
        function = BY_NAME.get(call.name)
        if function is None:
            return self._call_of_no_function(call)
        if function.name in OtherBars.FUNCTIONS:
            return self._other_bars.bind(function, call)
        return self._calls.bind(function, call, self._bound_arguments(call))

    def _bound_arguments(self, call: Call) -> dict[int, Bound]:
        written = [*call.arguments, *(named.value for named in call.named)]
        return {id(expression): self.bind(expression) for expression in written}

    def _call_of_no_function(self, call: Call) -> Bound:
        """Return the value of Kiwoom's ``close(1)`` or of a registered name with brackets."""
        env = self.env
        series = SERIES_ALIASES.get(call.name)
        if series in _COLUMNS and len(call.arguments) == 1 and not call.named:
            argument = call.arguments[0]
            bars = as_bars_ago(env, self.bind(argument), argument.span)
            column = env.graph.column(series, env.scope)
            return INVALID if bars is None else env.graph.offset(column, bars)
        self._bound_arguments(call)
        if not call.arguments and not call.named and call.name in env.registry:
            return self._definitions.registered(call.name, call.span)
        self.names.unknown_function(call.name, call.name_span)
        return INVALID


_BIND: dict[type, Callable[[Binder, Any], Bound]] = {
    Number: Binder._number,
    Text: Binder._text,
    Literal: Binder._literal,
    Name: Binder._name,
    Dollar: Binder._dollar,
    Sign: Binder._sign,
    Not: Binder._not,
    Chain: Binder._chain,
    Logic: Binder._logic,
    Compare: Binder._compare,
    Power: Binder._power,
    Offset: Binder._postfix,
    Field: Binder._postfix,
    Call: Binder._call,
}
"""What binds each kind of expression."""
