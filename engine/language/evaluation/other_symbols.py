"""Other symbols: what ``symbol()`` and ``xs_rank()`` need besides the symbol's own candles.

A formula with ``xs_rank(x)`` takes two passes. In the first one, `x` is evaluated for every symbol
(:attr:`CompiledFormula.cross_sections` says what to evaluate), and :func:`percent_ranks` ranks the
numbers bar time by bar time. In the second one the formula itself is evaluated with a provider that
answers with those ranks. Neither pass depends on the order of the symbols.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.calendars.symbol_calendar import SymbolCalendar

    Ranked = tuple[NDArray[np.int64], NDArray[np.float64]]

_COLUMNS_AT_ONCE = 64
_CELLS = 1 << 20


class UniverseProvider(Protocol):
    """Answers for the other symbols of a scan."""

    def columns(self, symbol: str, timeframe: str) -> Mapping[str, NDArray[Any]] | None:
        """Return all candles of `symbol`: prices, volume and ``timestamps``; None if unknown."""

    def calendar(self, symbol: str) -> SymbolCalendar:
        """Return when a symbol is traded, the own one included."""

    def cross_rank(
        self, key: bytes, symbol: str, timestamps: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the percent rank of `symbol` at each time, of the cross-section named `key`."""


def percent_ranks(columns: Sequence[Ranked]) -> list[NDArray[np.float64]]:
    """Return the percent rank of each symbol's numbers among all symbols at the same time.

    The rank is 100 times the share of the *other* symbols known at that time that lie below, ties
    counting half: the best has 100, the worst 0. It is NaN where the own number is unknown or no
    other one is known.

    Parameters
    ----------
    columns : sequence of (timestamps, numbers)
        One pair a symbol: increasing int64 times and as many float64 numbers.
    """
    if not columns:
        return []
    times = _all_times([own for own, _ in columns])
    ranks = [np.full(len(own), np.nan) for own, _ in columns]
    rows = max(1, _CELLS // len(columns))
    for first in range(0, len(times), rows):
        _rank_block(columns, ranks, times[first : first + rows])
    return ranks


def _all_times(columns: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return all times once, in order; some columns at a time, since many differ in few."""
    times = np.empty(0, dtype=np.int64)
    for first in range(0, len(columns), _COLUMNS_AT_ONCE):
        times = np.unique(np.concatenate([times, *columns[first : first + _COLUMNS_AT_ONCE]]))
    return times


def _rank_block(
    columns: Sequence[Ranked], ranks: list[NDArray[np.float64]], times: NDArray[np.int64]
) -> None:
    """Fill in the ranks at `times`."""
    table = np.full((len(times), len(columns)), np.nan)
    pieces = []
    for i, (own, numbers) in enumerate(columns):
        start, end = np.searchsorted(own, times[0]), np.searchsorted(own, times[-1], side="right")
        rows = np.searchsorted(times, own[start:end])
        table[rows, i] = numbers[start:end]
        pieces.append((start, end, rows))
    ranked = _ranks_in_rows(table)
    for i, (start, end, rows) in enumerate(pieces):
        ranks[i][start:end] = ranked[rows, i]


def _ranks_in_rows(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the percent ranks within each row; NaN stays NaN."""
    width = table.shape[1]
    order = np.argsort(table, axis=1)
    ordered = np.take_along_axis(table, order, axis=1)
    places = np.arange(width)
    starts = np.ones_like(table, dtype=bool)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    below = np.maximum.accumulate(np.where(starts, places, 0), axis=1)
    ends = np.ones_like(starts)
    ends[:, :-1] = starts[:, 1:]
    last = np.minimum.accumulate(np.where(ends, places, width)[:, ::-1], axis=1)[:, ::-1]
    others = (~np.isnan(table)).sum(axis=1, keepdims=True) - 1
    with np.errstate(all="ignore"):
        ranked = 100.0 * (below + (last - below) / 2) / others
    ranked[np.isnan(ordered) | (others < 1)] = np.nan
    result = np.empty_like(table)
    np.put_along_axis(result, order, ranked, axis=1)
    return result
