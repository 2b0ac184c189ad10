"""A formula with a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class FormulaCategory(StrEnum):
    """What a formula is for; all but FILTER ask for a condition as the result."""

    SCAN = "scan"
    ENTRY = "entry"
    EXIT = "exit"
    FILTER = "filter"


@dataclass(frozen=True, slots=True)
class Formula:
    """A text in the formula language under a name.

    Attributes
    ----------
    id : int or str
        Key in the repository.
    name : str
        What the user calls it.
    expression : str
        The text.
    category : FormulaCategory
        What it is for.
    description : str
        A sentence for the user.
    parameters : dict
        Values for the ``param`` statements of the text; a call's own values go before these.
    """

    id: int | str
    name: str
    expression: str
    category: FormulaCategory = FormulaCategory.SCAN
    description: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
