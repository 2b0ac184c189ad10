"""Matches of many symbols as one table of columns; three million rows are nothing special.

A row is a match. Rows are numbered symbol by symbol, each symbol's in time order. Only symbol and
time are held for every row; prices and values are asked of a symbol when they are wanted, and those
that were used longest ago are forgotten before they fill the memory.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.match import MatchColumns, SignalMatch, SignalMatches
from engine.domain.series import PRICE_COLUMNS, to_ns
from engine.errors import StaleResultError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

logger = logging.getLogger(__name__)

_MAX_HELD_BYTES = 256 << 20  # prices and values of three million matches


class SymbolMatches:
    """All matches of one symbol; either lazy ones of a scan or a plain list."""

    def __init__(self, symbol: str, matches: Sequence[SignalMatch]) -> None:
        self.symbol = symbol
        self.matches = matches
        self._lazy = matches if isinstance(matches, SignalMatches) else None

    @property
    def is_lazy(self) -> bool:
        """Whether looking at one match reads the columns of all."""
        return self._lazy is not None

    @cached_property
    def timestamps_ns(self) -> NDArray[np.int64]:
        """Times of the matches, shape (k,)."""
        if self._lazy is not None:
            return self._lazy.timestamps_ns
        return np.array([to_ns(match.timestamp) for match in self.matches], dtype=np.int64)

    @cached_property
    def columns(self) -> MatchColumns:
        """Candles and values of the matches."""
        if self._lazy is not None:
            return self._lazy.columns()
        names = dict.fromkeys(name for match in self.matches for name in match.indicator_values)
        return MatchColumns(
            self.timestamps_ns,
            {
                name: _floats(getattr(m.candle, name) for m in self.matches)
                for name in PRICE_COLUMNS
            },
            {name: _floats(m.indicator_values.get(name) for m in self.matches) for name in names},
        )

    def forget(self) -> None:
        """Free what was read or computed; it is made again when somebody looks."""
        for name in ("timestamps_ns", "columns"):
            self.__dict__.pop(name, None)
        if self._lazy is not None:
            self._lazy.forget()

    def signal_types(self) -> list[str]:
        """Signal type of each match."""
        if self._lazy is not None:
            return [str(self._lazy.signal_type)] * len(self._lazy)
        return [str(match.signal_type) for match in self.matches]

    def column(self, name: str) -> NDArray[np.float64]:
        """Return a price or a value of each match; NaN where the symbol has no such value."""
        columns = self.columns
        column = columns.prices.get(name)
        if column is None:
            column = columns.values.get(name)
        return np.full(len(self.matches), np.nan) if column is None else column


class MatchTable:
    """Matches of many symbols by row.

    Attributes
    ----------
    parts : list of SymbolMatches
        One for each symbol with matches.
    codes : ndarray of int32, shape (n,)
        Index of each row's symbol in `parts`.
    timestamps_ns : ndarray of int64, shape (n,)
        Time of each row.
    stale : tuple of str
        Symbols that were left out because their history was replaced since the scan.
    """

    def __init__(self, parts: Iterable[SymbolMatches]) -> None:
        self.parts: list[SymbolMatches] = []
        times: list[NDArray[np.int64]] = []
        stale: list[str] = []
        for part in parts:
            try:
                times.append(part.timestamps_ns)
            except StaleResultError as error:
                logger.warning("%s", error)
                stale.append(part.symbol)
            else:
                self.parts.append(part)
            part.forget()
        counts = [len(column) for column in times]
        self.stale = tuple(stale)
        self.codes = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        self.timestamps_ns = np.concatenate(times) if times else np.empty(0, dtype=np.int64)
        self._begins = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        self._held: OrderedDict[int, int] = OrderedDict()
        self._n_held_bytes = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def value_names(self) -> tuple[str, ...]:
        """Names of all values that the matches tell, in the order in which they were met."""
        names: dict[str, None] = {}
        for code, part in enumerate(self.parts):
            names.update(dict.fromkeys(part.columns.values))
            self._hold(code)
        return tuple(names)

    def match(self, row: int) -> SignalMatch:
        """Return the match at `row`."""
        code = int(self.codes[row])
        part = self.parts[code]
        match = part.matches[row - int(self._begins[code])]
        if part.is_lazy:
            self._hold(code)
        return match

    def symbols(self, rows: NDArray[np.int64]) -> list[str]:
        """Return the symbols at `rows`."""
        return [self.parts[code].symbol for code in self.codes[rows].tolist()]

    def sort_key(self, name: str) -> NDArray[Any]:
        """Return a column of all rows that sorts as `name` does."""
        if name == "timestamp":
            return self.timestamps_ns
        if name == "symbol":
            return _ranks([part.symbol for part in self.parts])[self.codes]
        if name == "signal_type":
            kinds = [kind for part in self.parts for kind in part.signal_types()]
            return _ranks(kinds)
        return self.column(name)

    def column(self, name: str, rows: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
        """Return a price or a value at `rows`, of all rows where none are given.

        Raises
        ------
        KeyError
            If no match has a value of that name.
        """
        if rows is not None and len(rows) < len(self):
            return self._column_at(name, rows)
        columns = [self._part_column(code, name) for code in range(len(self.parts))]
        self._check_column(name)
        whole = np.concatenate(columns) if columns else np.empty(0)
        return whole if rows is None else whole[rows]

    def _column_at(self, name: str, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Look only at the symbols that `rows` touch."""
        codes = self.codes[rows]
        values = np.empty(len(rows))
        for code in np.unique(codes).tolist():
            is_here = codes == code
            values[is_here] = self._part_column(code, name)[rows[is_here] - self._begins[code]]
        return values

    def _part_column(self, code: int, name: str) -> NDArray[np.float64]:
        column = self.parts[code].column(name)
        self._hold(code)
        return column

    def _hold(self, code: int) -> None:
        """Move a symbol's columns to the newest used, and drop the oldest above the limit."""
        columns = self.parts[code].columns
        n_columns = 1 + len(columns.prices) + len(columns.values)
        with self._lock:
            self._n_held_bytes -= self._held.pop(code, 0)
            self._held[code] = columns.timestamps.nbytes * n_columns
            self._n_held_bytes += self._held[code]
            while self._n_held_bytes > _MAX_HELD_BYTES and len(self._held) > 1:
                oldest, n_bytes = self._held.popitem(last=False)
                self._n_held_bytes -= n_bytes
                self.parts[oldest].forget()

    def _check_column(self, name: str) -> None:
        if name not in PRICE_COLUMNS and self.parts and name not in self.value_names:
            columns = ", ".join(("symbol", "timestamp", "signal_type", *PRICE_COLUMNS))
            values = ", ".join(self.value_names) or "none"
            raise KeyError(f"No column '{name}'; there are {columns} and the values: {values}")


def _ranks(names: Sequence[str]) -> NDArray[np.int32]:
    """Return the rank of each name among the distinct names."""
    rank_of = {name: rank for rank, name in enumerate(sorted(set(names)))}
    return np.array([rank_of[name] for name in names], dtype=np.int32)


def _floats(values: Iterable[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
