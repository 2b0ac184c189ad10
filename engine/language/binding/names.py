"""Bare names: what they mean, on whose bars, and what was probably meant by an unknown one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.binding.bound import INVALID, Bound
from engine.language.functions.table import BY_NAME, FUNCTIONS
from engine.language.syntax.diagnostics import did_you_mean
from engine.language.syntax.names import SERIES_ALIASES
from engine.language.syntax.tree import names_in
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.binding.definitions import Definitions
    from engine.language.binding.environment import Environment
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Assignment, Expression


class Names:
    """Looks bare names up.

    Parameters
    ----------
    env : Environment
        Where the formula is bound.
    definitions : Definitions
        Binds series and registered names.
    bind : callable
        Returns what an expression is: variables are bound again on other bars.

    Attributes
    ----------
    broken : frozenset of str
        Names of statements that could not be parsed; nobody need hear that they are unknown.
    """

    def __init__(
        self, env: Environment, definitions: Definitions, bind: Callable[[Expression], Bound]
    ) -> None:
        self._env = env
        self._definitions = definitions
        self._bind = bind
        self._statements: dict[str, Assignment] = {}
        self._elsewhere: dict[tuple[int, str], Bound] = {}
        self.broken: frozenset[str] = frozenset()

    def assign(self, statement: Assignment, value: Bound) -> None:
        """Give a variable its meaning."""
        self._env.variables[statement.name] = value
        self._statements[statement.name] = statement

    def lookup(self, name: str, span: Span) -> Bound:
        """Return the meaning of a bare name, or note that it has none."""
        env = self._env
        if env.local is not None and name in env.local:
            return env.local[name]
        if name in SERIES_ALIASES:
            return self._definitions.series(SERIES_ALIASES[name])
        if name in env.variables:
            return env.variables[name] if env.is_on_own_bars else self._on_other_bars(name)
        if name in env.parameters or name in self.broken:
            return env.parameters.get(name, INVALID)
        if name in env.registry:
            return self._definitions.registered(name, span)
        message = Message("formula.e201-unknown-name", name=name)
        hint = env.registry.problem_of(name) or self._hint_for_name(name)
        env.problems.error("E201", span, message, hint)
        return INVALID

    def parameter(self, name: str, span: Span) -> Bound:
        """Return the meaning of ``$name``, or note that there is no such parameter."""
        env = self._env
        if name in env.parameters:
            return env.parameters[name]
        otherwise = Message("formula.hint-add-parameter", name=name)
        message = Message("formula.e205-unknown-parameter", name=name)
        env.problems.error("E205", span, message, did_you_mean(name, env.parameters, otherwise))
        return INVALID

    def unknown_function(self, name: str, span: Span) -> None:
        """Report that there is no function of that name."""
        if name in self._env.variables or name in SERIES_ALIASES:
            hint: str = Message("formula.hint-bar-before", name=name)
        else:
            hint = did_you_mean(name, [*FUNCTIONS, *BY_NAME])
        message = Message("formula.e202-unknown-function", name=name)
        self._env.problems.error("E202", span, message, hint)

    def _on_other_bars(self, name: str) -> Bound:
        """Return a variable bound again on the bars of the current scope.

        The variables that it is made of are bound first, in the order of the text, so that a long
        chain of them needs no deep recursion.
        """
        number = self._env.scope.number
        if (number, name) not in self._elsewhere:
            for needed in self._needed_for(name):
                if (number, needed) in self._elsewhere:
                    continue
                self._elsewhere[number, needed] = INVALID  # what a faulty program says of itself
                with self._env.outside_definitions():
                    value = self._bind(self._statements[needed].value)
                self._elsewhere[number, needed] = value
        return self._elsewhere[number, name]

    def _needed_for(self, name: str) -> list[str]:
        """Return `name` and the variables below it, in the order of the text."""
        needed: set[str] = set()
        waiting = [name]
        while waiting:
            variable = waiting.pop()
            if variable not in needed and variable in self._statements:
                needed.add(variable)
                waiting += names_in(self._statements[variable].value)
        return [variable for variable in self._statements if variable in needed]

    def _hint_for_name(self, name: str) -> str:
        env = self._env
        function, _, bars = name.rpartition("_")
        if name in BY_NAME:
            return Message("formula.hint-function", signature=BY_NAME[name].signature)
        if function in BY_NAME and bars.isdecimal():
            return Message("formula.hint-write", text=f"{function}({bars})")
        candidates = [*SERIES_ALIASES, *env.variables, *env.parameters, *FUNCTIONS, *env.registry]
        return did_you_mean(name, candidates, Message("formula.hint-give-value", name=name))
