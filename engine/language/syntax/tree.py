"""The syntax tree: plain data with places; equal trees differ at most in their places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.syntax.tokens import Comment, Span, Token


@dataclass(slots=True)
class Number:
    """A number; ``text`` is how it was written, so that ``500k`` is printed as ``500k``."""

    value: float
    text: str
    span: Span = field(compare=False)

    @property
    def is_whole(self) -> bool:
        """Whether it was written without a decimal point or exponent."""
        return not any(char in self.text for char in ".eE")


@dataclass(slots=True)
class Text:
    """A text in quotes."""

    value: str
    span: Span = field(compare=False)


@dataclass(slots=True)
class Literal:
    """``true``, ``false`` or ``na``."""

    word: str
    span: Span = field(compare=False)


@dataclass(slots=True)
class Name:
    """A series, variable, parameter or registered indicator."""

    name: str
    span: Span = field(compare=False)


@dataclass(slots=True)
class Dollar:
    """A parameter, named as such: ``$n``."""

    name: str
    span: Span = field(compare=False)


@dataclass(slots=True)
class Sign:
    """A prefix ``-`` or ``+``."""

    operator: str
    operand: Expression
    span: Span = field(compare=False)


@dataclass(slots=True)
class Not:
    """A condition turned round."""

    operand: Expression
    span: Span = field(compare=False)


@dataclass(slots=True)
class Chain:
    """Operands of one precedence from left to right: ``a + b - c``, ``a * b / c``.

    Flat, so that the longest formula needs no deep recursion.
    """

    operands: list[Expression]
    operators: list[str]
    span: Span = field(compare=False)
    operator_spans: list[Span] = field(compare=False, default_factory=list)


@dataclass(slots=True)
class Logic:
    """Conditions joined by ``and`` or by ``or``."""

    operator: str
    operands: list[Expression]
    span: Span = field(compare=False)


@dataclass(slots=True)
class Compare:
    """A comparison, or a one-way chain of them: ``30 < rsi(14) < 70``."""

    operands: list[Expression]
    operators: list[str]
    span: Span = field(compare=False)
    operator_spans: list[Span] = field(compare=False, default_factory=list)


@dataclass(slots=True)
class Power:
    """``base ^ exponent``."""

    base: Expression
    exponent: Expression
    span: Span = field(compare=False)


@dataclass(slots=True)
class Offset:
    """``target[bars]``: the value so many bars ago."""

    target: Expression
    bars: Expression
    span: Span = field(compare=False)


@dataclass(slots=True)
class Field:
    """``target.name``: one output of several."""

    target: Expression
    name: str
    span: Span = field(compare=False)
    name_span: Span = field(compare=False)


@dataclass(slots=True)
class NamedArgument:
    """``name=value`` in a call."""

    name: str
    value: Expression
    span: Span = field(compare=False)
    equals_span: Span = field(compare=False)


@dataclass(slots=True)
class Call:
    """``name(arguments)``; ``late`` is where one without a name follows one with a name."""

    name: str
    arguments: list[Expression]
    named: list[NamedArgument]
    span: Span = field(compare=False)
    name_span: Span = field(compare=False)
    late: Span | None = field(compare=False, default=None)


Expression = (
    Number
    | Text
    | Literal
    | Name
    | Dollar
    | Sign
    | Not
    | Chain
    | Logic
    | Compare
    | Power
    | Offset
    | Field
    | Call
)


@dataclass(slots=True)
class Parameter:
    """``param name = value``."""

    name: str
    value: Expression
    span: Span = field(compare=False)
    name_span: Span = field(compare=False)


@dataclass(slots=True)
class Assignment:
    """``name = value``."""

    name: str
    value: Expression
    span: Span = field(compare=False)
    name_span: Span = field(compare=False)


@dataclass(slots=True)
class Result:
    """The bare expression whose value is the formula's."""

    value: Expression
    span: Span = field(compare=False)


Statement = Parameter | Assignment | Result


@dataclass(slots=True)
class Program:
    """A whole formula."""

    statements: list[Statement]
    comments: list[Comment] = field(compare=False, default_factory=list)
    broken: frozenset[str] = frozenset()
    """Names of statements that could not be parsed; nobody need hear that they are unknown."""
    fragments: list[list[Token]] = field(compare=False, default_factory=list)
    """Tokens of those statements, up to the one at which the parser gave up."""


_PARTS: dict[type, tuple[str, ...]] = {
    Sign: ("operand",),
    Not: ("operand",),
    Chain: ("operands",),
    Logic: ("operands",),
    Compare: ("operands",),
    Power: ("base", "exponent"),
    Offset: ("target", "bars"),
    Field: ("target",),
    NamedArgument: ("value",),
    Call: ("arguments", "named"),
}


def parts_of(expression: Expression | NamedArgument) -> list[Expression]:
    """Return the expressions that `expression` is directly made of."""
    parts: list[Expression] = []
    for name in _PARTS.get(type(expression), ()):
        part = getattr(expression, name)
        for item in part if isinstance(part, list) else [part]:
            parts += [item.value] if isinstance(item, NamedArgument) else [item]
    return parts


def with_parts(expression: Any, change: Callable[[Expression], Expression]) -> Any:
    """Return a copy of `expression` with `change` applied to what it is directly made of."""
    changes: dict[str, Any] = {}
    for name in _PARTS.get(type(expression), ()):
        part = getattr(expression, name)
        if isinstance(part, list):
            changes[name] = [_changed(item, change) for item in part]
        else:
            changes[name] = change(part)
    return replace(expression, **changes)


def _changed(part: Any, change: Callable[[Expression], Expression]) -> Any:
    return with_parts(part, change) if isinstance(part, NamedArgument) else change(part)


def postfix_chain(expression: Expression) -> tuple[Expression, list[Offset | Field]]:
    """Return the value at the beginning of ``x[a].name[b]``, and what stands behind it in order."""
    chain: list[Offset | Field] = []
    while isinstance(expression, Offset | Field):
        chain.append(expression)
        expression = expression.target
    return expression, chain[::-1]


def names_in(expression: Expression) -> list[str]:
    """Return the bare names in `expression`, in no particular order."""
    names: list[str] = []
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Name):
            names.append(part.name)
        waiting += parts_of(part)
    return names
