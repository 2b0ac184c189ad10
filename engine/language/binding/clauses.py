"""Finds the clauses of a condition, for the question why a symbol is not among the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.language.graph.formula_parts import Clause, Operand
from engine.language.syntax.tree import Compare, Expression, Logic, Name

if TYPE_CHECKING:
    from engine.language.binding.binder import Binder
    from engine.language.syntax.tree import Program


def find_clauses(binder: Binder, program: Program, text: str) -> list[Clause]:
    """Return the clauses of a sound program; a name that stands for a conjunction is opened."""
    assigned = {getattr(s, "name", ""): s.value for s in program.statements}
    parts = _conjuncts(program.statements[-1].value, assigned)
    clauses = [_clause(binder, part, text) for part in parts]
    return [clause for clause in clauses if clause is not None]


def _conjuncts(expression: Expression, assigned: dict[str, Any]) -> list[Expression]:
    conjuncts: list[Expression] = []
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        meaning = assigned.get(part.name) if isinstance(part, Name) else part
        if isinstance(meaning, Logic) and meaning.operator == "and":
            waiting += reversed(meaning.operands)
        else:
            conjuncts.append(part)
    return conjuncts


def _clause(binder: Binder, part: Expression, text: str) -> Clause | None:
    condition = binder.bind_value(part)
    if condition is None or not condition.is_condition:
        return None
    operands = part.operands if isinstance(part, Compare) else []
    sides = [(side, binder.bind_value(side)) for side in operands]
    values = [
        Operand(text[slice(*side.span)], node)
        for side, node in sides
        if node is not None and not node.is_condition
    ]
    return Clause(text[slice(*part.span)], condition, tuple(values))
