"""Values that the language's own tables define: series, registered names, outputs, functions.

A definition is an expression of the language. It is bound under the names of its arguments; what
is wrong in it is reported where it is used, and the same one again is looked up.
"""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from engine.language.binding.bound import Bound, Constant, MultiOutputCall, TextConstant
from engine.language.binding.conversion import as_value
from engine.language.functions.spec import Takes
from engine.language.graph.nodes import Node
from engine.language.syntax.names import SERIES
from engine.language.syntax.parser import parsed
from engine.language.syntax.tree import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.kernels.kernel import Kernel
    from engine.language.binding.environment import Environment
    from engine.language.functions.spec import Function
    from engine.language.graph.nodes import Scope
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Expression

    Args = tuple[Bound, ...]


class Definitions:
    """Binds what the tables define.

    Parameters
    ----------
    env : Environment
        Where the formula is bound.
    bind : callable
        Returns what an expression is.
    """

    def __init__(self, env: Environment, bind: Callable[[Expression], Bound]) -> None:
        self._env = env
        self._bind = bind
        self._nodes: dict[tuple[object, ...], Node] = {}

    def series(self, name: str) -> Node:
        """Return a series of prices on the bars of the current scope."""
        definition, graph = SERIES[name], self._env.graph
        if not definition:
            return graph.column(name, self._env.scope)
        bound = self.value(definition, {}, (0, 0))
        return bound if isinstance(bound, Node) else graph.constant(nan)  # full, which was noted

    def registered(self, name: str, span: Span) -> Bound:
        """Return the meaning of a registered name."""
        env = self._env
        entry = env.registry.entry(name)
        if isinstance(entry, str):
            bound = self.value(entry, {}, span)
        else:
            bound = env.graph.registered(entry, env.scope)
        if env.local is None and env.is_on_own_bars:
            env.registered[name] = bound
        return bound

    def function(self, function: Function, args: Args, span: Span) -> Bound:
        """Return the value of a function that has a definition."""
        key = self._key(function.name, "", args)
        if key in self._nodes and self._env.graph.shares:
            return self._nodes[key]
        bound = self.value(function.definition, _local(function, args), span)
        if isinstance(bound, Node):
            self._nodes[key] = bound
        return bound

    def kernel(self, function: Function, kernel: Kernel, args: Args) -> Node:
        """Return the result of a function's kernel on its columns and arguments."""
        columns = [self.series(name) for name in function.columns]
        nodes = [arg for arg in args if isinstance(arg, Node)]
        params = [_plain(arg, p.takes) for arg, p in zip(args, function.params, strict=True)]
        constants = tuple(param for param in params if param is not None)
        return self._env.graph.kernel(kernel, (*columns, *nodes), constants)

    def call(self, function: Function, args: Args, span: Span) -> MultiOutputCall:
        """Return a call with several outputs, each of which is bound when it is taken."""
        return MultiOutputCall(function, args, self._env.scope, span, self._taken)

    def value(self, definition: str, local: Mapping[str, Bound], span: Span) -> Bound:
        """Return the value of a definition with `local` names, which is used at `span`."""
        expression = parsed(definition)
        with self._env.inside_definition(local, span):
            return self._bind(expression)

    def _taken(self, call: MultiOutputCall, name: str) -> Node:
        with self._env.scoped(call.scope):
            node = self._output(call, name)
        return self._env.graph.offset(node, call.bars)

    def _output(self, call: MultiOutputCall, name: str) -> Node:
        """Return one output on the call's own bar, on the bars of the current scope."""
        function, graph = call.function, self._env.graph
        key = self._key(function.name, name, call.args)
        if key in self._nodes and graph.shares:
            return self._nodes[key]
        index, output = next((i, o) for i, o in enumerate(function.outputs) if o.name == name)
        if output.definition:
            local = self._names_of(call, output.definition, index)
            defined = self.value(output.definition, local, call.span)
            node = as_value(self._env, defined, (0, 0)) or graph.truth(None)
        elif function.kernel is not None:
            node = graph.pick(self.kernel(function, function.kernel, call.args), index)
        else:
            raise TypeError(f"{function.name}.{name} has neither a definition nor a kernel")
        self._nodes[key] = node
        self._env.panes[node.number] = (output.pane, first_node(call.args))
        return node

    def _names_of(self, call: MultiOutputCall, definition: str, index: int) -> dict[str, Bound]:
        """Return the arguments and the earlier outputs that a definition uses, by name."""
        local = _local(call.function, call.args)
        used = names_in(parsed(definition))
        for earlier in call.function.outputs[:index]:
            if earlier.name in used:
                local[earlier.name] = self._output(call, earlier.name)
        return local

    def _key(self, function: str, output: str, args: Args) -> tuple[object, ...]:
        values = (arg.number if isinstance(arg, Node) else arg for arg in args)
        scope: Scope = self._env.scope
        return (function, output, scope.number, *values)


def first_node(args: Args) -> Node | None:
    """Return the first argument that is a column, or None."""
    return next((arg for arg in args if isinstance(arg, Node)), None)


def _local(function: Function, args: Args) -> dict[str, Bound]:
    return {param.name: arg for param, arg in zip(function.params, args, strict=False)}


def _plain(arg: Bound, takes: Takes) -> object:
    """Return a constant argument as the kernel takes it, None for a column."""
    if isinstance(arg, Constant):
        return int(arg.value) if takes is Takes.WHOLE else arg.value
    return arg.value if isinstance(arg, TextConstant) else None
