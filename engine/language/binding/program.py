"""Binds a whole program: its statements in order, and what they come to.

1. :meth:`ProgramBinder.bind` takes the statements in order; each name is bound once, so the program
   is a graph without cycles.
2. :func:`~engine.language.binding.fragments.check_names` looks at what could not be parsed.
3. :meth:`ProgramBinder._as_result` makes sure that the last line has a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.language.binding.binder import Binder
from engine.language.binding.bound import (
    INVALID,
    Bound,
    Constant,
    ReportedCall,
    TextConstant,
    plain_value,
)
from engine.language.binding.conversion import as_value
from engine.language.binding.fragments import check_names
from engine.language.binding.parameters import override
from engine.language.graph.nodes import Node
from engine.language.syntax import limits
from engine.language.syntax.diagnostics import did_you_mean
from engine.language.syntax.names import SERIES_ALIASES
from engine.language.syntax.tree import Assignment, Parameter, Program, Result
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.language.binding.environment import Environment
    from engine.language.syntax.tokens import Span


@dataclass(slots=True)
class BoundProgram:
    """What a program without errors means."""

    result: Node
    result_span: Span
    parameters: dict[str, Any]
    variables: list[tuple[str, Bound]]
    registered: list[tuple[str, Bound]]
    earlier: list[tuple[str, Node]]
    reported: list[ReportedCall]
    places: dict[tuple[str, str], Span]

    @property
    def is_numeric(self) -> bool:
        """Whether the result is a number instead of a condition."""
        return not self.result.is_condition


class ProgramBinder:
    """One walk over one program.

    Parameters
    ----------
    env : Environment
        Takes what is found on the way.
    values : mapping of str to value
        Values for the program's parameters.
    """

    def __init__(self, env: Environment, values: Mapping[str, Any]) -> None:
        self.binder = Binder(env)
        self._env = env
        self._values = {name.lower(): value for name, value in values.items()}
        self._plain: dict[str, Any] = {}
        self._results: list[Result] = []

    def bind(self, program: Program) -> BoundProgram | None:
        """Return what the program means, or None where it has errors."""
        env = self._env
        bound: Bound = INVALID
        self.binder.names.broken = program.broken
        for statement in program.statements:
            if isinstance(statement, Parameter):
                self._parameter(statement)
            elif isinstance(statement, Assignment):
                self._assignment(statement)
            else:
                bound = self._result(statement)
        for fragment in program.fragments:
            check_names(self.binder, fragment)
        self._check_values()
        if not self._results and not env.problems.has_errors:
            self._no_result(program)
        result = None if env.problems.has_errors else self._as_result(bound)
        if result is None:
            return None
        span = self._results[-1].value.span
        variables, registered = list(env.variables.items()), list(env.registered.items())
        earlier = list(env.earlier.items())
        return BoundProgram(
            result, span, self._plain, variables, registered, earlier, env.reported, env.places
        )

    def _parameter(self, statement: Parameter) -> None:
        env, name = self._env, statement.name
        default = self.binder.bind(statement.value)
        if not self._is_free(statement):
            return
        if len(env.parameters) >= limits.MAX_PARAMETERS:
            limit = limits.MAX_PARAMETERS
            message = Message("formula.e402-too-many-parameters", limit=limit)
            env.problems.error("E402", statement.name_span, message)
        is_truth = isinstance(default, Node) and default.op == "truth"
        is_constant = is_truth or isinstance(default, Constant | TextConstant)
        if default is not INVALID and not is_constant:
            message = Message("formula.e303-default", name=name)
            hint = Message("formula.hint-example", formula="param n = 20")
            env.problems.error("E303", statement.value.span, message, hint)
            default = INVALID
        if name in self._values and default is not INVALID:
            default = override(env, statement, default, self._values[name])
        env.parameters[name] = default
        self._plain[name] = plain_value(default)

    def _assignment(self, statement: Assignment) -> None:
        value = self.binder.bind(statement.value)
        if self._is_free(statement):
            self.binder.names.assign(statement, value)

    def _result(self, statement: Result) -> Bound:
        if self._results:
            first = self._results[-1]
            message = Message("formula.e111-stray-expression")
            hint = Message("formula.hint-name-line")
            self._env.problems.error("E111", first.value.span, message, hint)
        self._results.append(statement)
        return self.binder.bind(statement.value)

    def _is_free(self, statement: Parameter | Assignment) -> bool:
        """Whether a name may be given a meaning; noted where it may not."""
        env, name = self._env, statement.name
        if name in SERIES_ALIASES:
            code, hint = "formula.e204-series", Message("formula.hint-other-name")
            if isinstance(statement, Assignment):
                hint = Message("formula.hint-other-name-or-compare", name=name)
        elif env.registry.is_reserved(name):
            code, hint = "formula.e204-registered", Message("formula.hint-other-name")
        elif name in env.variables or name in env.parameters:
            code, hint = "formula.e204-assigned-before", Message("formula.hint-second-name")
        else:
            return True
        env.problems.error("E204", statement.name_span, Message(code, name=name), hint)
        return False

    def _check_values(self) -> None:
        """Report each given value whose parameter the program does not have."""
        parameters = self._env.parameters
        for name in self._values:
            if name not in parameters:
                hint = did_you_mean(name, parameters, Message("formula.hint-no-such-parameter"))
                message = Message("formula.e205-unknown-parameter", name=name)
                self._env.problems.error("E205", (0, 0), message, hint)

    def _no_result(self, program: Program) -> None:
        end = program.statements[-1].span if program.statements else (0, 0)
        code = "formula.e110-no-result" if program.statements else "formula.e110-empty"
        hint = Message("formula.hint-last-line")
        self._env.problems.error("E110", end, Message(code), hint)

    def _as_result(self, bound: Bound) -> Node | None:
        """Return the node of the result, or note that it is none."""
        problems, span = self._env.problems, self._results[-1].value.span
        node = as_value(self._env, bound, span)
        if node is None:
            problems.error("E302", span, Message("formula.e302-text-as-result"))
        if node is None or problems.has_errors:
            return None
        if node.op in ("constant", "truth"):
            problems.warn("W701", span, Message("formula.w701-constant-result"))
        return node
