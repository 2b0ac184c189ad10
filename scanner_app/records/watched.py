"""The formulas of a live session as the window lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.domain.formula import Formula

EDITOR = "editor"
"""Key of the formula in the editor."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A formula of the list.

    Attributes
    ----------
    key : str
        Stays the same while the formula is edited; ``EDITOR`` for the one in the editor.
    formula : Formula
        What is watched.
    is_on : bool
        Whether it is watched.
    problem : str
        Why it cannot be watched, or not as it is written now.
    is_sound : bool
        Whether the formula was free of errors when it was put here.
    """

    key: str
    formula: Formula
    is_on: bool = True
    problem: str = ""
    is_sound: bool = True

    @property
    def formula_id(self) -> str:
        """The id under which the session knows it."""
        return str(self.formula.id)

    @property
    def is_watched(self) -> bool:
        """Whether it is on and there is something to watch."""
        return self.is_on and self.is_sound and bool(self.formula.expression.strip())
