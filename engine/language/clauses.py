"""Answers "why is this stock not in my scan?": what each part of a condition says on each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from engine.language.binding import expressions
from engine.language.graph.graph import Node
from engine.language.syntax.tree import Compare, Expression, Logic, Name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.language.binding.binder import Checker
    from engine.language.syntax.tree import Program


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


class ClauseReport(NamedTuple):
    """What a clause says on the bars of one symbol.

    Attributes
    ----------
    text : str
        The clause as it was written.
    is_true, is_known : ndarray of bool, shape (n,)
        Where it is true, and where it is true or false.
    operands : dict of str to ndarray of float64
        The values of both sides, where it is a comparison of numbers.
    """

    text: str
    is_true: NDArray[np.bool_]
    is_known: NDArray[np.bool_]
    operands: dict[str, NDArray[np.float64]]


def find_clauses(checker: Checker, program: Program, text: str) -> list[Clause]:
    """Return the clauses of a sound program; a name that stands for a conjunction is opened."""
    assigned = {getattr(s, "name", ""): s.value for s in program.statements}
    parts = _conjuncts(program.statements[-1].value, assigned)
    clauses = [_clause(checker, part, text) for part in parts]
    return [clause for clause in clauses if clause is not None]


def _conjuncts(expression: Expression, assigned: dict[str, Any]) -> list[Expression]:
    found: list[Expression] = []
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        meaning = assigned.get(part.name) if isinstance(part, Name) else part
        if isinstance(meaning, Logic) and meaning.operator == "and":
            waiting += reversed(meaning.operands)
        else:
            found.append(part)
    return found


def _clause(checker: Checker, part: Expression, text: str) -> Clause | None:
    node = checker.bind(part)
    if not isinstance(node, Node) or not node.is_condition:
        return None
    operands = part.operands if isinstance(part, Compare) else []
    sides = [(each, checker.bind(each)) for each in operands]
    values = [
        Operand(text[slice(*each.span)], found)
        for each, bound in sides
        if (found := expressions.as_value(checker, bound, each.span)) is not None
        and not found.is_condition
    ]
    return Clause(text[slice(*part.span)], node, tuple(values))
