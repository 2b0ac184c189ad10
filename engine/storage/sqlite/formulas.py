"""Formulas in a workspace file."""

from __future__ import annotations

import json
from typing import Any

from engine.domain.formula import Formula, FormulaCategory
from engine.storage.sqlite.repository import SqliteRepository, readable
from engine.storage.sqlite.schema import WORKSPACE

_GET = "SELECT id, name, expression, category, description, parameters FROM formula WHERE id = ?"
_ALL = "SELECT id, name, expression, category, description, parameters FROM formula"
_SAVE = (
    "INSERT OR REPLACE INTO formula (id, name, expression, category, description, parameters) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)


class SqliteFormulaRepository(SqliteRepository):
    """Formulas of one workspace file; see ``domain.repositories.IFormulaRepository``."""

    kind = WORKSPACE

    def get(self, formula_id: int | str) -> Formula | None:
        """Return the formula, or None."""
        with self._db.reading() as connection:
            row = connection.execute(_GET, (json.dumps(formula_id),)).fetchone()
        return next(readable([row] if row else [], _to_formula), None)

    def all(self) -> list[Formula]:
        """Return all formulas, sorted by name."""
        with self._db.reading() as connection:
            formulas = list(readable(connection.execute(_ALL), _to_formula))
        return sorted(formulas, key=lambda formula: formula.name.casefold())

    def save(self, formula: Formula) -> Formula:
        """Add or replace `formula` by its id."""
        row = (
            json.dumps(formula.id),
            formula.name,
            formula.expression,
            str(formula.category),
            formula.description,
            json.dumps(formula.parameters),
        )
        with self._db.writing() as connection:
            connection.execute(_SAVE, row)
        return formula

    def delete(self, formula_id: int | str) -> bool:
        """Forget the formula; return whether there was one."""
        with self._db.writing() as connection:
            cursor = connection.execute(
                "DELETE FROM formula WHERE id = ?", (json.dumps(formula_id),)
            )
            return cursor.rowcount > 0


def _to_formula(row: tuple[Any, ...]) -> Formula:
    """Return the formula of a row; what is odd besides its text and id is left out."""
    # The id is JSON, so that 1 and "1" stay two ids as they are in memory.
    key, name, expression, category, description, parameters = row
    formula_id = json.loads(key)
    texts = (name, expression, description)
    if not isinstance(formula_id, int | str) or not all(isinstance(text, str) for text in texts):
        raise TypeError(row)
    kind = _category(category)
    return Formula(formula_id, name, expression, kind, description, _parameters(parameters))


def _category(text: Any) -> FormulaCategory:
    try:
        return FormulaCategory(text)
    except ValueError:
        return FormulaCategory.SCAN


def _parameters(text: Any) -> dict[str, Any]:
    """Return the values of the parameters; none where the text cannot be read."""
    try:
        values = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
