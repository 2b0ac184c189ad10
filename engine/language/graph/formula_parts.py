"""Parts of a formula that are shown: its values under their names, and its clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from engine.language.functions.spec import PlotKind
    from engine.language.graph.nodes import Node


class NamedNode(NamedTuple):
    """A value that a match reports.

    Attributes
    ----------
    name : str
        A variable, or a call in canonical form, with ``.output`` where there are several.
    node : Node
        Gives the value.
    plot : PlotKind
        How a chart draws it.
    """

    name: str
    node: Node
    plot: PlotKind


class Operand(NamedTuple):
    """One side of a comparison."""

    text: str
    node: Node


class Clause(NamedTuple):
    """One of the conditions that a formula joins by ``and``.

    Attributes
    ----------
    text : str
        As it was written.
    node : Node
        The condition.
    operands : tuple of Operand
        The sides, where it is a comparison of numbers.
    """

    text: str
    node: Node
    operands: tuple[Operand, ...]
