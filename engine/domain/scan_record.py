"""What is kept of a scan after it has run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ScanRecord:
    """One scan of the past.

    Attributes
    ----------
    started_at : datetime
        UTC.
    formula_name, expression, timeframe : str
        What was scanned for; the text as it was then.
    formula_id : int, str or None
        Key of the formula, where it was a saved one.
    parameters : dict
        Values of its parameters.
    summary : dict
        Counts of outcomes and matches, time taken; what the program that ran it wanted to keep.
    hit_symbols : tuple of str
        Symbols with a match, so that a later scan can say which entered and left.
    id : int or None
        Key in the workspace; None before it is saved.
    """

    started_at: datetime
    formula_name: str
    expression: str
    timeframe: str
    formula_id: int | str | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    hit_symbols: tuple[str, ...] = ()
    id: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "started_at", self.started_at.astimezone(UTC))
