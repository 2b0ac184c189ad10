"""What an expression turns out to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from engine.language.graph.graph import Node
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.functions.spec import Function
    from engine.language.graph.graph import Scope
    from engine.language.syntax.tokens import Span
    from engine.language.syntax.tree import Expression


@dataclass(frozen=True, slots=True)
class Constant:
    """A number known before any candle is seen."""

    value: float
    is_whole: bool = False
    """Written without a decimal point, or made of such numbers."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text."""

    value: str


@dataclass(frozen=True, slots=True, eq=False)
class Several:
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
    bars : int
        How many bars ago.
    used : set of str
        Outputs that the formula takes; shared by the same call at other offsets.
    """

    function: Function
    args: tuple[Bound, ...]
    scope: Scope
    span: Span
    bars: int = 0
    used: set[str] = field(default_factory=set)


class Mention(NamedTuple):
    """An indicator call as it stood in the text.

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
    """

    identity: int
    function: Function
    expressions: tuple[Expression | None, ...]
    args: tuple[Bound, ...]
    bound: Bound
    is_shown: bool = True


class Invalid:
    """Something wrong that was already said; whatever uses it stays silent."""


INVALID = Invalid()

Bound = Node | Constant | Words | Several | Invalid


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
    if isinstance(bound, Words):
        return Message("formula.a-text")
    several = isinstance(bound, Several)
    return Message("formula.several-outputs" if several else "formula.a-number")
