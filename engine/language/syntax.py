"""The syntax tree: plain data with places; equal trees differ at most in their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.language.tokens import Comment, Span


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


@dataclass(slots=True)
class Call:
    """``name(arguments)``."""

    name: str
    arguments: list[Expression]
    named: list[NamedArgument]
    span: Span = field(compare=False)
    name_span: Span = field(compare=False)


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


def parts_of(expression: Expression) -> list[Expression]:
    """Return the expressions that `expression` is directly made of."""
    match expression:
        case Sign() | Not():
            return [expression.operand]
        case Chain() | Logic() | Compare():
            return expression.operands
        case Power():
            return [expression.base, expression.exponent]
        case Offset():
            return [expression.target, expression.bars]
        case Field():
            return [expression.target]
        case Call():
            return [*expression.arguments, *(named.value for named in expression.named)]
    return []


def names_in(expression: Expression) -> list[str]:
    """Return the bare names in `expression`, in no particular order."""
    found: list[str] = []
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Name):
            found.append(part.name)
        waiting += parts_of(part)
    return found
