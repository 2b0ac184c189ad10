"""What an expression turns out to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from engine.language.graph.nodes import Node
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.functions.spec import Function
    from engine.language.graph.nodes import Scope
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Expression


@dataclass(frozen=True, slots=True)
class Constant:
    """A number known before any candle is seen."""

    value: float
    is_whole: bool = False
    """Whether it was written without a decimal point, or made of such numbers."""


@dataclass(frozen=True, slots=True)
class TextConstant:
    """A text in quotes, or a parameter that is one."""

    value: str


@dataclass(frozen=True, slots=True, eq=False)
class MultiOutputCall:
    """A call with several outputs of which none is chosen yet.

    Attributes
    ----------
    function : Function
        What was called.
    args : tuple
        Its arguments, one for each parameter.
    scope : Scope
        On whose bars.
    span : Span
        Where the call stands.
    take : callable
        Returns the node of one output of a call.
    bars : int
        How many bars ago.
    used : set of str
        Outputs that the formula takes; shared by the same call at other offsets.
    """

    function: Function
    args: tuple[Bound, ...]
    scope: Scope
    span: Span
    take: Callable[[MultiOutputCall, str], Node]
    bars: int = 0
    used: set[str] = field(default_factory=set)

    def output(self, name: str) -> Node:
        """Return the output called `name`, as many bars ago as the call."""
        self.used.add(name)
        return self.take(self, name)


class ReportedCall(NamedTuple):
    """An indicator call as it stood in the text; a match reports its value.

    Attributes
    ----------
    identity : int
        The ``id`` of its syntax node.
    function : Function
        What was called.
    expressions : tuple of Expression or None
        What was written for each parameter.
    args : tuple of Bound
        What that means.
    bound : Bound
        The value of the call.
    is_shown : bool
        Whether a match reports it: values on other bars have no place there.
    bars : int
        How many bars ago the formula looks at it; `bound` is that value.
    """

    identity: int
    function: Function
    expressions: tuple[Expression | None, ...]
    args: tuple[Bound, ...]
    bound: Bound
    is_shown: bool = True
    bars: int = 0


class Invalid:
    """Something wrong that was already reported; whatever uses it stays silent."""


INVALID = Invalid()

Bound = Node | Constant | TextConstant | MultiOutputCall | Invalid


def node_of(bound: Bound) -> Node:
    """Return an argument that was already matched with a series or condition."""
    if isinstance(bound, Node):
        return bound
    raise TypeError(f"{kind_of(bound)} where the function table promises a column")


def whole_of(bound: Bound) -> int:
    """Return an argument that was already matched with a whole number."""
    if isinstance(bound, Constant):
        return int(bound.value)
    raise TypeError(f"{kind_of(bound)} where the function table promises a constant")


def kind_of(bound: Bound) -> Message:
    """Return what to call `bound` in a message."""
    if isinstance(bound, Node):
        return Message("formula.a-condition" if bound.is_condition else "formula.a-number")
    if isinstance(bound, TextConstant):
        return Message("formula.a-text")
    is_multi = isinstance(bound, MultiOutputCall)
    return Message("formula.several-outputs" if is_multi else "formula.a-number")


def plain_value(bound: Bound) -> float | bool | str | None:
    """Return a constant as a plain number, truth or text; None for anything else."""
    if isinstance(bound, Constant):
        return int(bound.value) if bound.is_whole else bound.value
    if isinstance(bound, TextConstant):
        return bound.value
    return bound.params[0] if isinstance(bound, Node) else None
