"""Why a symbol does, or does not, match on a bar: what each clause of the formula says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ClauseState:
    """What one clause says.

    Attributes
    ----------
    text : str
        The clause as it was written.
    is_true : bool or None
        On the bar that was asked for; None where that is unknown.
    operands : dict of str to float
        Values of both sides on that bar, where the clause is a comparison of numbers.
    n_true, n_false, n_unknown : int
        On how many bars up to that one the clause is what.
    """

    text: str
    is_true: bool | None
    operands: dict[str, float]
    n_true: int
    n_false: int
    n_unknown: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What each clause of a formula says of one symbol.

    Attributes
    ----------
    symbol : str
        Which symbol.
    timestamp : datetime or None
        Start of the bar that was asked for, UTC; None where the symbol has no candle by then.
    is_match : bool
        Whether all clauses are true on it.
    clauses : tuple of ClauseState
        In the order of the formula; all of them must be true for a match.
    """

    symbol: str
    timestamp: datetime | None
    is_match: bool
    clauses: tuple[ClauseState, ...]
