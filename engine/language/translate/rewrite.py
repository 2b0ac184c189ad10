"""Rewrites syntax trees: other languages' calls by templates in our own language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from engine.language.syntax.diagnostics import joined
from engine.language.syntax.names import SERIES_ALIASES
from engine.language.syntax.parser import parsed
from engine.language.syntax.tree import (
    Call,
    Expression,
    Name,
    Number,
    Offset,
    Sign,
    postfix_chain,
    with_parts,
)
from engine.messages import Message


class UntranslatableError(Exception):
    """There is no counterpart; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class Leftover(NamedTuple):
    """A piece of the pasted text that was not translated.

    Attributes
    ----------
    text : str
        The piece.
    offset : int
        Its place in the pasted text.
    reason : str
        One sentence, a :class:`~engine.messages.Message`.
    """

    text: str
    offset: int
    reason: str


Handler = Callable[[list[Expression]], Expression]
Rule = str | Handler
"""A template over ``a0``, ``a1``, ... or a function of the arguments."""

Rules = dict[str, dict[int, Rule]]
"""By lower-case name and number of arguments."""

_NOWHERE = (0, 0)


def number(value: float) -> Number:
    """Return the syntax of a number."""
    text = str(int(value)) if float(value).is_integer() else repr(value)
    return Number(float(value), text, _NOWHERE)


def constant(expression: Expression) -> float | None:
    """Return the number that `expression` plainly is, or None."""
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Sign):
        inner = constant(expression.operand)
        if inner is not None:
            return -inner if expression.operator == "-" else inner
    return None


def fill(template: str, args: list[Expression]) -> Expression:
    """Return `template` with `args` in place of ``a0``, ``a1``, ..."""
    values = {f"a{i}": arg for i, arg in enumerate(args)}

    def put(expression: Expression) -> Expression:
        if isinstance(expression, Name):
            return values.get(expression.name, expression)
        return expression

    return rebuilt(parsed(template), put)


def rebuilt(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """Return a copy of `expression` in which `change` was applied from the leaves up."""

    def down(part: Expression) -> Expression:
        return rebuilt(part, change)

    target, chain = postfix_chain(expression)
    result = change(with_parts(target, down))
    for part in chain:
        behind = replace(part, target=result)
        if isinstance(behind, Offset):
            behind = replace(behind, bars=down(behind.bars))
        result = change(behind)
    return result


class Rewriter:
    """Applies a dialect's tables to expressions and notes what they do not know.

    Parameters
    ----------
    text : str
        The pasted text.
    rules : Rules
        What calls become.
    names : dict of str to str
        What bare names become, as expressions of ours.
    ours : frozenset of str
        Calls that mean the same in both languages.
    prefix : str
        Put before the name of a call that stays, so that it cannot pass for one of ours.
    """

    def __init__(
        self, text: str, rules: Rules, names: dict[str, str], ours: frozenset[str], prefix: str
    ) -> None:
        self._text = text
        self._rules = rules
        self._names = names
        self._ours = ours
        self._prefix = prefix
        self._assigned: dict[str, str] = {}
        self.leftovers: list[Leftover] = []

    def assign(self, name: str) -> str:
        """Return what a variable is called in our language, where some names are taken."""
        self._assigned[name] = f"{name}_" if name in SERIES_ALIASES else name
        return self._assigned[name]

    def rewrite(self, expression: Expression) -> Expression:
        """Return `expression` in our language."""
        return rebuilt(expression, self._change)

    def leave(self, call: Call, reason: Message) -> Call:
        """Record that `call` stays, under a name that does not exist in our language."""
        start, end = call.span
        self.leftovers.append(Leftover(self._text[start:end], start, reason))
        return replace(call, name=f"{self._prefix}_{call.name}")

    def _change(self, expression: Expression) -> Expression:
        if isinstance(expression, Name):
            if expression.name in self._assigned:
                return replace(expression, name=self._assigned[expression.name])
            template = self._names.get(expression.name)
            return parsed(template) if template else expression
        return self._call(expression) if isinstance(expression, Call) else expression

    def _call(self, call: Call) -> Expression:
        rules = self._rules.get(call.name)
        if rules is None:
            if call.name in self._ours:
                return call
            return self.leave(call, Message("formula.foreign-function", function=call.name))
        rule = rules.get(len(call.arguments))
        if rule is None or call.named:
            counts = joined("formula.or", map(str, sorted(rules)))
            fields = {"function": call.name, "counts": counts}
            return self.leave(call, Message("formula.foreign-arguments", **fields))
        try:
            return fill(rule, call.arguments) if isinstance(rule, str) else rule(call.arguments)
        except UntranslatableError as error:
            return self.leave(call, error.reason)
