"""Calls of functions: their arguments, once bound, and the nodes that they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.kernels.volume import SESSION_VWAP
from engine.language.binding.arguments import (
    Matched,
    fit_constant,
    match_arguments,
    window_warning,
)
from engine.language.binding.bound import INVALID, Bound, Constant, ReportedCall, whole_of
from engine.language.binding.conversion import as_any, as_condition, as_number, as_operand
from engine.language.binding.definitions import first_node
from engine.language.binding.forms import FORMS
from engine.language.functions.spec import Function, PaneKind, Param, Takes
from engine.language.graph.nodes import Node, value_of
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.language.binding.definitions import Definitions
    from engine.language.binding.environment import Environment
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Call, Expression

    Args = tuple[Bound, ...]
    Bounds = Mapping[int, Bound]


class Calls:
    """Binds calls of functions whose arguments are bound on the same bars.

    Parameters
    ----------
    env : Environment
        Where the formula is bound.
    definitions : Definitions
        Binds what the tables define.
    """

    def __init__(self, env: Environment, definitions: Definitions) -> None:
        self._env = env
        self._definitions = definitions

    def bind(self, function: Function, call: Call, bounds: Bounds) -> Bound:
        """Return the value of a call.

        Parameters
        ----------
        function : Function
            What is called.
        call : Call
            As it was written.
        bounds : mapping of int to Bound
            What its arguments are, by the ``id`` of their syntax nodes.
        """
        env = self._env
        matched = matched_or_noted(env, function, call, bounds)
        args = None if matched is None else self._fitted(function, matched, bounds)
        if matched is None or args is None:
            return INVALID
        bound = self._applied(function, args, call.span)
        if isinstance(bound, Node) and _has_own_pane(function):
            env.panes[bound.number] = (function.pane, first_node(args))
        if function.is_indicator:
            is_shown = env.is_on_own_bars
            expressions = matched.expressions
            env.reported.append(
                ReportedCall(id(call), function, expressions, args, bound, is_shown)
            )
        return bound

    def _fitted(self, function: Function, matched: Matched, bounds: Bounds) -> Args | None:
        """Return one value for each parameter, or None where one does not fit."""
        fitted = [self._argument(function, param, e, bounds) for param, e in matched.pairs]
        args = tuple(value for value in fitted if value is not None)
        if len(args) < len(fitted):
            return None
        warning = window_warning(function, matched.expressions, bounds)
        if warning is not None:
            self._env.problems.warn(*warning)
        return args

    def _argument(
        self, function: Function, param: Param, written: Expression | None, bounds: Bounds
    ) -> Bound | None:
        if written is None:
            return self._default(param)
        bound, span = bounds[id(written)], written.span
        if bound is INVALID:
            return None
        if param.takes not in (Takes.WHOLE, Takes.CONSTANT):
            return self._column(function, param, bound, span)
        constant = fit_constant(function, param, bound, span)
        if isinstance(constant, Constant):
            return constant
        self._env.problems.error(*constant)
        return None

    def _default(self, param: Param) -> Bound:
        if param.takes is Takes.SERIES:
            return self._definitions.series(str(param.default))
        return Constant(float(str(param.default)), param.takes is Takes.WHOLE)

    def _column(self, function: Function, param: Param, bound: Bound, span: Span) -> Node | None:
        env = self._env
        if param.takes is Takes.CONDITION:
            return as_condition(env, bound, span)
        if param.takes is Takes.ANY:
            return as_any(env, bound, span)
        if not function.aggregates:
            return as_number(env, bound, span, Message("formula.hint-turn-into-number"))
        operand = as_operand(env, bound, span)
        if isinstance(operand, Constant):
            return env.graph.constant(operand.value)
        return operand

    def _applied(self, function: Function, args: Args, span: Span) -> Bound:
        """Return the value of `function` for arguments that fit its parameters."""
        if function.outputs:
            return self._definitions.call(function, args, span)
        if function.name in FORMS:
            return FORMS[function.name](self._env.graph, args)
        if function.map:
            return self._mapped(function, args)
        if function.name == "vwap":
            return self._vwap(args[0], span)
        if function.kernel is not None:
            return self._definitions.kernel(function, function.kernel, args)
        return self._definitions.function(function, args, span)

    def _mapped(self, function: Function, args: Args) -> Bound:
        graph = self._env.graph
        nodes = [arg for arg in args if isinstance(arg, Node)]
        if function.is_variadic:
            node = nodes[0]
            for other in nodes[1:]:
                node = graph.map(function.map, node, other)
        else:
            node = graph.map(function.map, *nodes)
        if node.op != "constant":
            return node
        value = value_of(node)
        return Constant(value, value.is_integer())

    def _vwap(self, bars: Bound, span: Span) -> Bound:
        """Return ``vwap(n)``, or ``vwap()`` of the session so far."""
        if whole_of(bars):
            return self._definitions.value("vwma(hlc3, n)", {"n": bars}, span)
        env = self._env
        env.note_place("E605", "", span)
        price = self._definitions.series("hlc3")
        columns = (env.graph.column(name, env.scope) for name in ("volume", "session"))
        return env.graph.kernel(SESSION_VWAP, (price, *columns))


def matched_or_noted(
    env: Environment, function: Function, call: Call, bounds: Bounds | None = None
) -> Matched | None:
    """Return the arguments by parameter; None where they do not fit, which is then noted."""
    matched = match_arguments(function, call, bounds, has_value=env.has_value)
    if isinstance(matched, Matched):
        return matched
    for problem in matched:
        env.problems.error(*problem)
    return None


def _has_own_pane(function: Function) -> bool:
    """Whether the table, and not the operation, says where a chart draws the values."""
    return function.pane is not PaneKind.OWN or bool(function.kernel or function.definition)
