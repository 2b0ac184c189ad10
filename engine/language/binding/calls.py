"""Calls: which function, which arguments, which nodes."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from engine.kernels.crosses import CROSS_DOWN, CROSS_UP
from engine.language.binding import expressions, forms
from engine.language.binding.arguments import match_arguments
from engine.language.binding.bound import INVALID, Bound, Constant, Mention, Several, Words
from engine.language.functions.spec import Function, Pane, Takes
from engine.language.functions.table import BY_NAME, FUNCTIONS
from engine.language.graph.graph import Node, value_of
from engine.language.syntax import limits
from engine.language.syntax.diagnostics import did_you_mean
from engine.language.syntax.names import SERIES_ALIASES
from engine.language.syntax.parser import parsed
from engine.language.syntax.tree import names_in
from engine.messages import Message

if TYPE_CHECKING:
    from engine.kernels.kernel import Kernel
    from engine.language.binding.binder import Checker
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Call

_COLUMNS = frozenset({"open", "high", "low", "close", "volume"})


def bind_call(checker: Checker, call: Call) -> Bound:
    """Return the meaning of ``name(arguments)``."""
    function = BY_NAME.get(call.name)
    if function is None:
        return _call_of_no_function(checker, call)
    special = forms.LAZY.get(function.name)
    if special is not None:
        return special(checker, function, call)
    matched = match_arguments(checker, function, call)
    if matched is None:
        return INVALID
    bound = _apply(checker, function, matched.args, call.span)
    if isinstance(bound, Node) and _has_own_pane(function):
        checker.panes[bound.number] = (function.pane, _first_node(matched.args))
    if function.is_indicator:
        is_shown = checker.scope.number == 0
        mention = Mention(id(call), function, matched.expressions, matched.args, bound, is_shown)
        checker.mentions.append(mention)
    return bound


def _apply(checker: Checker, function: Function, args: tuple[Bound, ...], span: Span) -> Bound:
    """Return the value of `function` for arguments that fit its parameters."""
    if function.outputs:
        return Several(function, args, checker.scope, span)
    form = forms.FORMS.get(function.name)
    if form is not None:
        return form(checker, args, span)
    if function.map:
        return _mapped(checker, function, args)
    if function.kernel is not None:
        return _kernel(checker, function, function.kernel, args)
    return _defined(checker, function, args, span)


def _defined(checker: Checker, function: Function, args: tuple[Bound, ...], span: Span) -> Bound:
    """Return the value of a definition; the same call again is looked up."""
    key = (function.name, "", checker.scope.number, *map(_key, args))
    if key in checker.known and checker.graph.shares:
        return checker.known[key]
    bound = checker.define(function.definition, _local(function, args), span)
    if isinstance(bound, Node):
        checker.known[key] = bound
    return bound


def _has_own_pane(function: Function) -> bool:
    """Tell whether the table, and not the operation, says where a chart draws the values."""
    return function.pane is not Pane.OWN or bool(function.kernel or function.definition)


def _first_node(args: tuple[Bound, ...]) -> Node | None:
    return next((arg for arg in args if isinstance(arg, Node)), None)


def _mapped(checker: Checker, function: Function, args: tuple[Bound, ...]) -> Bound:
    nodes = [arg for arg in args if isinstance(arg, Node)]
    if function.is_variadic:
        node = nodes[0]
        for other in nodes[1:]:
            node = checker.graph.map(function.map, node, other)
    else:
        node = checker.graph.map(function.map, *nodes)
    if node.op != "constant":
        return node
    value = value_of(node)
    return Constant(value, value.is_integer())


def _kernel(checker: Checker, function: Function, kernel: Kernel, args: tuple[Bound, ...]) -> Node:
    columns = [checker.graph.column(name, checker.scope) for name in function.columns]
    nodes = [arg for arg in args if isinstance(arg, Node)]
    params = [_plain(arg, p.takes) for arg, p in zip(args, function.params, strict=True)]
    constants = tuple(param for param in params if param is not None)
    return checker.graph.kernel(kernel, (*columns, *nodes), constants)


def _plain(arg: Bound, takes: Takes) -> object:
    """Return a constant argument as the kernel wants it, None for a column."""
    if isinstance(arg, Constant):
        return int(arg.value) if takes is Takes.WHOLE else arg.value
    return arg.value if isinstance(arg, Words) else None


def _local(function: Function, args: tuple[Bound, ...]) -> dict[str, Bound]:
    return {param.name: arg for param, arg in zip(function.params, args, strict=False)}


def output_of(checker: Checker, several: Several, name: str) -> Node:
    """Return one output of a call with several, as many bars ago as was asked for."""
    outer, checker.scope = checker.scope, several.scope
    several.used.add(name)
    try:
        node = _output(checker, several, name)
    finally:
        checker.scope = outer
    return checker.graph.offset(node, several.bars)


def _output(checker: Checker, several: Several, name: str) -> Node:
    function = several.function
    key = (function.name, name, checker.scope.number, *map(_key, several.args))
    known = checker.known.get(key)
    if known is not None and checker.graph.shares:
        return known
    index, output = next((i, o) for i, o in enumerate(function.outputs) if o.name == name)
    if output.definition:
        local = _local(function, several.args)
        used = names_in(parsed(output.definition))
        for earlier in function.outputs[:index]:
            if earlier.name in used:
                local[earlier.name] = _output(checker, several, earlier.name)
        defined = checker.define(output.definition, local, several.span)
        node = expressions.as_value(checker, defined, (0, 0)) or checker.graph.truth(None)
    elif function.kernel is not None:
        whole = _kernel(checker, function, function.kernel, several.args)
        node = checker.graph.pick(whole, index)
    else:
        raise TypeError(f"{function.name}.{name} has neither a definition nor a kernel")
    checker.known[key] = node
    checker.panes[node.number] = (output.pane, _first_node(several.args))
    return node


def _key(bound: Bound) -> object:
    return bound.number if isinstance(bound, Node) else bound


def cross(checker: Checker, operator: str, a: Node, b: Node) -> Node:
    """Return ``a crosses above b`` or ``a crosses below b``."""
    kernel = CROSS_UP if operator.endswith("above") else CROSS_DOWN
    return checker.graph.kernel(kernel, (a, b))


def bars_of(checker: Checker, bound: Bound, span: Span) -> int | None:
    """Return an offset's number of bars, or note what is wrong with it."""
    if bound is INVALID:
        return None
    if not isinstance(bound, Constant) or isnan(bound.value) or not bound.value.is_integer():
        message, hint = Message("formula.e303-offset"), Message("formula.hint-close-before")
        checker.problems.error("E303", span, message, hint)
        return None
    if bound.value < 0:
        message = Message("formula.e501-future-offset")
        hint = Message("formula.hint-offsets-count-back")
        checker.problems.error("E501", span, message, hint)
        return None
    if bound.value > limits.MAX_PERIOD:
        message = Message("formula.e304-offset", limit=limits.MAX_PERIOD)
        checker.problems.error("E304", span, message)
        return None
    return int(bound.value)


def _call_of_no_function(checker: Checker, call: Call) -> Bound:
    """Deal with Kiwoom's ``close(1)``, with brackets behind a name, and with typos."""
    series = SERIES_ALIASES.get(call.name)
    if series in _COLUMNS and len(call.arguments) == 1 and not call.named:
        argument = call.arguments[0]
        bars = bars_of(checker, checker.bind(argument), argument.span)
        if bars is None:
            return INVALID
        return checker.graph.offset(checker.graph.column(series, checker.scope), bars)
    for argument in (*call.arguments, *(named.value for named in call.named)):
        checker.bind(argument)
    if not call.arguments and not call.named and call.name in checker.registry:
        return checker.registered(call.name, call.span)
    unknown_function(checker, call.name, call.name_span)
    return INVALID


def unknown_function(checker: Checker, name: str, span: Span) -> None:
    """Note that there is no function of that name."""
    message = Message("formula.e202-unknown-function", name=name)
    checker.problems.error("E202", span, message, _hint_for(checker, name))


def _hint_for(checker: Checker, name: str) -> str:
    if name in checker.variables or name in SERIES_ALIASES:
        return Message("formula.hint-bar-before", name=name)
    return did_you_mean(name, [*FUNCTIONS, *BY_NAME])
