"""How the symbols of a scan ended: the one counting of outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.progress import RecentRate
from engine.domain.result import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.domain.result import ProcessingResult

_FAILURES = (Outcome.ERROR, Outcome.TIMEOUT)

_KEYS = {
    "hits": Outcome.HIT,
    "no_hits": Outcome.NO_HIT,
    "short_history": Outcome.SHORT_HISTORY,
    "no_data": Outcome.NO_DATA,
    "stale": Outcome.STALE,
    "errors": Outcome.ERROR,
    "timeouts": Outcome.TIMEOUT,
}


class SymbolOutcome(NamedTuple):
    """How one symbol ended.

    Attributes
    ----------
    symbol : str
        Which symbol.
    outcome : Outcome
        How it ended.
    n_matches : int
        On how many bars the formula is true.
    error : str
        What went wrong; empty where nothing did.
    """

    symbol: str
    outcome: Outcome
    n_matches: int = 0
    error: str = ""

    @classmethod
    def of(cls, result: ProcessingResult) -> SymbolOutcome:
        """Return how the symbol of `result` ended."""
        return cls(result.symbol, result.outcome, len(result.matches), result.error or "")


@dataclass(slots=True)
class ScanSummary:
    """The counts of a scan; with the symbols that are left they add up to the universe.

    Attributes
    ----------
    total, done : int
        Distinct symbols of the scan, and those that have an outcome.
    matches : int
        Matches of all symbols.
    elapsed_s : float
        Time since the start.
    counts : dict of Outcome to int
        How many symbols ended so.
    outcomes : list of SymbolOutcome
        How each symbol ended, in the order in which they did.
    recent : RecentRate
        What a symbol has taken of late.
    """

    total: int = 0
    done: int = 0
    matches: int = 0
    elapsed_s: float = 0.0
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    outcomes: list[SymbolOutcome] = field(default_factory=list)
    recent: RecentRate = field(default_factory=RecentRate)

    @property
    def left(self) -> int:
        """Symbols without an outcome: still to come or, after a cancelled scan, left out."""
        return self.total - self.done

    @property
    def rate(self) -> float:
        """Symbols a second."""
        return self.done / self.elapsed_s if self.elapsed_s > 0.0 else 0.0

    @property
    def eta_s(self) -> float | None:
        """Seconds until the end at the recent rate, or None while there is none."""
        symbol_s = self.recent.symbol_s
        return None if symbol_s is None else self.left * symbol_s

    def add(self, outcomes: Iterable[SymbolOutcome], elapsed_s: float | None = None) -> None:
        """Count symbols that have ended, by `elapsed_s` since the start.

        The rate begins with the first of them: before, no worker may have been ready.
        """
        n_before = self.done
        for entry in outcomes:
            self.outcomes.append(entry)
            self.counts[entry.outcome] += 1
            self.done += 1
            self.matches += entry.n_matches
        if elapsed_s is not None:
            self.elapsed_s = elapsed_s
            self.recent.note(self.done - n_before, elapsed_s)
            self.recent.begin(elapsed_s)

    def ended_as(self, outcome: Outcome) -> list[SymbolOutcome]:
        """Return the symbols that ended so, sorted."""
        return sorted(entry for entry in self.outcomes if entry.outcome is outcome)

    def as_dict(self) -> dict[str, Any]:
        """Return the counts by the names of a summary file, and the errors of failed symbols."""
        return {
            "symbols": self.total,
            **{key: self.counts[outcome] for key, outcome in _KEYS.items()},
            "cancelled": self.left,
            "matches": self.matches,
            "wall_ms": round(self.elapsed_s * 1e3, 3),
            "failed": {e.symbol: e.error for e in self.outcomes if e.outcome in _FAILURES},
        }
