"""Checks a program and builds its graph in the same walk.

1. Statements are taken in order; each name is bound once, so the program is a graph without cycles.
2. Every expression becomes a node, a constant, a text or a call with several outputs. What is wrong
   is noted and becomes INVALID, which silences whatever uses it, so all problems appear at once.
3. The names that a match reports (variables and indicator calls) are collected on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.language.binding import calls, expressions
from engine.language.binding.bound import INVALID, Bound, Constant, Mention, Several, Words
from engine.language.binding.fragments import check_names
from engine.language.binding.parameters import override
from engine.language.functions.table import BY_NAME, FUNCTIONS
from engine.language.graph.graph import Graph, GraphLimitError, Node, Scope
from engine.language.syntax import limits
from engine.language.syntax.diagnostics import did_you_mean
from engine.language.syntax.names import SERIES, SERIES_ALIASES
from engine.language.syntax.parser import parsed
from engine.language.syntax.tree import (
    Assignment,
    Expression,
    Parameter,
    Program,
    Result,
    names_in,
)
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.language.graph.panes import Hint
    from engine.language.graph.registry import IndicatorRegistry
    from engine.language.syntax.diagnostics import Problems
    from engine.language.syntax.tokens import Span


@dataclass(slots=True)
class Checked:
    """What the walk found, where there are no errors."""

    result: Node
    result_span: Span
    is_numeric: bool
    parameters: dict[str, Any]
    variables: list[tuple[str, Bound]]
    registered: list[tuple[str, Bound]]
    mentions: list[Mention]
    places: dict[tuple[str, str], Span]


class Checker:
    """One walk over one program.

    Parameters
    ----------
    problems : Problems
        Takes what is wrong.
    graph : Graph
        Where the nodes go; several formulas may share one.
    registry : IndicatorRegistry
        Knows the registered names.
    given : mapping of str to value
        Values for the program's parameters.
    """

    def __init__(
        self,
        problems: Problems,
        graph: Graph,
        registry: IndicatorRegistry,
        given: Mapping[str, Any],
    ) -> None:
        self.problems = problems
        self.graph = graph
        self.registry = registry
        self.scope: Scope = graph.base
        self.parameters: dict[str, Bound] = {}
        self.variables: dict[str, Bound] = {}
        self.mentions: list[Mention] = []
        self.used_names: dict[str, Bound] = {}
        self.panes: dict[int, Hint] = {}
        self.places: dict[tuple[str, str], Span] = {}
        self.is_ranking = False
        self._statements: dict[str, Assignment] = {}
        self._rebound: dict[tuple[int, str], Bound] = {}
        self.known: dict[tuple[object, ...], Node] = {}
        self.local: dict[str, Bound] | None = None
        self._given = {name.lower(): value for name, value in given.items()}
        self._results: list[Result] = []
        self._broken: frozenset[str] = frozenset()
        self._is_full = False
        self._shown: dict[str, Any] = {}

    def check(self, program: Program) -> Checked | None:
        """Return what the program means, or None where it has errors."""
        bound: Bound = INVALID
        self._broken = program.broken
        for statement in program.statements:
            if isinstance(statement, Parameter):
                self._parameter(statement)
            elif isinstance(statement, Assignment):
                self._assignment(statement)
            else:
                bound = self._result(statement)
        for fragment in program.fragments:
            check_names(self, fragment)
        self._check_given()
        if not self._results and not self.problems.has_errors:
            self._no_result(program)
        result = None if self.problems.has_errors else self._as_result(bound)
        if result is None:
            return None
        span = self._results[-1].value.span
        variables, registered = list(self.variables.items()), list(self.used_names.items())
        is_numeric = not result.is_condition
        return Checked(
            result, span, is_numeric, self._shown, variables, registered, self.mentions, self.places
        )

    def _parameter(self, statement: Parameter) -> None:
        name = statement.name
        default = self.bind(statement.value)
        if not self._is_free(statement):
            return
        if len(self.parameters) >= limits.MAX_PARAMETERS:
            limit = limits.MAX_PARAMETERS
            message = Message("formula.e402-too-many-parameters", limit=limit)
            self.problems.error("E402", statement.name_span, message)
        is_truth = isinstance(default, Node) and default.op == "truth"
        is_constant = is_truth or isinstance(default, Constant | Words)
        if default is not INVALID and not is_constant:
            message = Message("formula.e303-default", name=name)
            hint = Message("formula.hint-example", formula="param n = 20")
            self.problems.error("E303", statement.value.span, message, hint)
            default = INVALID
        if name in self._given and default is not INVALID:
            default = override(self, statement, default, self._given[name])
        self.parameters[name] = default
        self._shown[name] = _plain(default)

    def _assignment(self, statement: Assignment) -> None:
        value = self.bind(statement.value)
        if self._is_free(statement):
            self.variables[statement.name] = value
            self._statements[statement.name] = statement

    def _result(self, statement: Result) -> Bound:
        if self._results:
            first = self._results[-1]
            message = Message("formula.e111-stray-expression")
            hint = Message("formula.hint-name-line")
            self.problems.error("E111", first.value.span, message, hint)
        self._results.append(statement)
        return self.bind(statement.value)

    def _is_free(self, statement: Parameter | Assignment) -> bool:
        """Tell whether a name may be given a meaning, and say so where it may not."""
        name, span = statement.name, statement.name_span
        if name in SERIES_ALIASES:
            code, hint = "formula.e204-series", Message("formula.hint-other-name")
            if isinstance(statement, Assignment):
                hint = Message("formula.hint-other-name-or-compare", name=name)
        elif name in self.registry:
            code, hint = "formula.e204-registered", Message("formula.hint-other-name")
        elif name in self.variables or name in self.parameters:
            code, hint = "formula.e204-assigned-before", Message("formula.hint-second-name")
        else:
            return True
        self.problems.error("E204", span, Message(code, name=name), hint)
        return False

    def _check_given(self) -> None:
        for name in self._given:
            if name not in self.parameters:
                otherwise = Message("formula.hint-no-such-parameter")
                hint = did_you_mean(name, self.parameters, otherwise)
                message = Message("formula.e205-unknown-parameter", name=name)
                self.problems.error("E205", (0, 0), message, hint)

    def _no_result(self, program: Program) -> None:
        end = program.statements[-1].span if program.statements else (0, 0)
        code = "formula.e110-no-result" if program.statements else "formula.e110-empty"
        self.problems.error("E110", end, Message(code), Message("formula.hint-last-line"))

    def _as_result(self, bound: Bound) -> Node | None:
        """Return the node of the result, or note that it is none."""
        span = self._results[-1].value.span
        node = expressions.as_value(self, bound, span)
        if node is None:
            self.problems.error("E302", span, Message("formula.e302-text-as-result"))
        if node is None or self.problems.has_errors:
            return None
        if node.op in ("constant", "truth"):
            self.problems.warn("W701", span, Message("formula.w701-constant-result"))
        return node

    def bind(self, expression: Expression) -> Bound:
        """Return what `expression` is; problems are noted and give INVALID."""
        if self._is_full:
            return INVALID
        try:
            return expressions.BIND[type(expression)](self, expression)
        except GraphLimitError as limit:
            self._is_full = limit.code == "E406"
            self.problems.error(limit.code, expression.span, limit.message)
            return INVALID

    def lookup(self, name: str, span: Span) -> Bound:
        """Return the meaning of a bare name."""
        if self.local is not None and name in self.local:
            return self.local[name]
        if name in SERIES_ALIASES:
            return self.series(SERIES_ALIASES[name])
        if name in self.variables:
            return self.variables[name] if self.scope.number == 0 else self._elsewhere(name)
        if name in self.parameters or name in self._broken:
            return self.parameters.get(name, INVALID)
        if name in self.registry:
            return self.registered(name, span)
        self._unknown_name(name, span)
        return INVALID

    def is_value(self, name: str) -> bool:
        """Tell whether a bare `name` means something."""
        tables = (SERIES_ALIASES, self.variables, self.parameters, self.registry)
        return any(name in table for table in tables)

    def _elsewhere(self, name: str) -> Bound:
        """Return a variable bound again on the bars of the current scope.

        The variables that it is made of are bound first, in the order of the text, so that a long
        chain of them needs no deep recursion.
        """
        place = (self.scope.number, name)
        if place not in self._rebound:
            for needed in self._needed_for(name):
                key = (self.scope.number, needed)
                if key not in self._rebound:
                    self._rebound[key] = INVALID  # what a faulty program says of itself
                    outer, self.local = self.local, None
                    self._rebound[key] = self.bind(self._statements[needed].value)
                    self.local = outer
        return self._rebound[place]

    def _needed_for(self, name: str) -> list[str]:
        """Return `name` and the variables below it, in the order of the text."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each not in found and each in self._statements:
                found.add(each)
                waiting += names_in(self._statements[each].value)
        return [each for each in self._statements if each in found]

    def series(self, name: str) -> Bound:
        """Return a series of prices in the current scope."""
        definition = SERIES[name]
        if not definition:
            return self.graph.column(name, self.scope)
        return self.define(definition, {}, (0, 0))

    def registered(self, name: str, span: Span) -> Bound:
        """Return the meaning of a registered name."""
        entry = self.registry.entry(name)
        if isinstance(entry, str):
            bound = self.define(entry, {}, span)
        else:
            bound = self.graph.registered(entry, self.scope)
        if self.local is None and self.scope.number == 0:
            self.used_names[name] = bound
        return bound

    def output(self, several: Several, name: str) -> Node:
        """Return one output of a call with several."""
        return calls.output_of(self, several, name)

    def define(self, definition: str, local: dict[str, Bound], span: Span) -> Bound:
        """Return the value of a definition from a table, with `local` names.

        What is wrong inside is reported at `span`, where the definition is used.
        """
        expression = parsed(definition)
        outer = self.local, self.mentions, self.problems.place
        self.local, self.mentions = local, []
        self.problems.place = self.problems.place or span
        try:
            return self.bind(expression)
        finally:
            self.local, self.mentions, self.problems.place = outer

    def _unknown_name(self, name: str, span: Span) -> None:
        function, _, bars = name.rpartition("_")
        if name in BY_NAME:
            hint: str = Message("formula.hint-function", signature=BY_NAME[name].signature)
        elif function in BY_NAME and bars.isdecimal():
            hint = Message("formula.hint-write", text=f"{function}({bars})")
        else:
            known = [*SERIES_ALIASES, *self.variables, *self.parameters, *FUNCTIONS]
            otherwise = Message("formula.hint-give-value", name=name)
            hint = did_you_mean(name, [*known, *self.registry], otherwise)
        self.problems.error("E201", span, Message("formula.e201-unknown-name", name=name), hint)


def _plain(bound: Bound) -> Any:
    """Return a parameter's value as a plain number, truth or text."""
    if isinstance(bound, Constant):
        return int(bound.value) if bound.is_whole else bound.value
    if isinstance(bound, Words):
        return bound.value
    return bound.params[0] if isinstance(bound, Node) else None
