"""One figure of the benchmark."""

from __future__ import annotations

import statistics
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Figure:
    """How long somebody took for a formula.

    Attributes
    ----------
    who, formula : str
        What was measured.
    seconds : float
        Median of the repetitions.
    spread_s : tuple of float
        Fastest and slowest repetition.
    n_matches : int or None
        Matches that were found; None where they were not counted.
    agreement : float or None
        Share of the settled matches that are ours too; None where the definitions differ.
    note : str
        What must be known to read the figure.
    """

    who: str
    formula: str
    seconds: float
    spread_s: tuple[float, float]
    n_matches: int | None = None
    agreement: float | None = None
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the figure for a JSON file."""
        return asdict(self)


def timed(work: Callable[[], Any], n_times: int) -> tuple[list[float], Any]:
    """Return how long each of `n_times` runs took, and the last one's result."""
    spent: list[float] = []
    result = None
    for _ in range(n_times):
        result = None  # free what the last run returned outside of the measurement
        began_s = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - began_s)
    return spent, result


def figure(
    who: str,
    formula: str,
    spent: list[float],
    n_matches: int | None = None,
    *,
    agreement: float | None = None,
    note: str = "",
) -> Figure:
    """Return the figure for repetitions that took `spent` seconds."""
    spread = (min(spent), max(spent))
    return Figure(who, formula, statistics.median(spent), spread, n_matches, agreement, note)
