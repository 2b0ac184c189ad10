"""Counts of the matches by day and by symbol; plain arithmetic over the store's arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.durations import DAY_NS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scanner_app.models.result_store import ResultStore


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """Matches by day and by symbol.

    Attributes
    ----------
    days : ndarray of int64, shape (d,)
        Days since 1970 with at least one match, increasing.
    per_day : ndarray of int64, shape (d,)
        Matches on each.
    symbols : tuple of str
        Symbols with a match, those with most first.
    per_symbol : ndarray of int64
        Matches of each.
    """

    days: NDArray[np.int64]
    per_day: NDArray[np.int64]
    symbols: tuple[str, ...]
    per_symbol: NDArray[np.int64]

    @property
    def busiest(self) -> int:
        """Most matches on a day."""
        return int(self.per_day.max()) if len(self.per_day) else 0

    @property
    def median_per_day(self) -> float:
        """Matches on a usual day that has any."""
        return float(np.median(self.per_day)) if len(self.per_day) else 0.0


def summarise(store: ResultStore, rows: NDArray[np.int64]) -> Summary:
    """Return the counts of some rows of `store`."""
    day_numbers = store.timestamps[rows] // DAY_NS
    if len(rows) == 0:
        nothing = np.empty(0, dtype=np.int64)
        return Summary(nothing, nothing, (), nothing)
    first = int(day_numbers.min())
    counts = np.bincount(day_numbers - first)
    days = np.flatnonzero(counts)
    per_symbol = np.bincount(store.codes[rows], minlength=len(store.symbols))
    order = np.argsort(-per_symbol, kind="stable")[: np.count_nonzero(per_symbol)]
    names = store.symbols
    ranked = tuple(names[code] for code in order.tolist())
    return Summary(days + first, counts[days], ranked, per_symbol[order])


def symbols_in_order(store: ResultStore, rows: NDArray[np.int64]) -> list[str]:
    """Return the symbols of some rows, each once, in the order of the rows."""
    codes = store.codes[rows]
    first = np.full(len(store.symbols), len(codes))
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    present = np.flatnonzero(first < len(codes))
    names = store.symbols
    return [names[code] for code in present[np.argsort(first[present])].tolist()]
