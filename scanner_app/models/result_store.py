"""The matches of one scan as columns; candles and values are loaded symbol by symbol.

A formula that is true half the time gives three million matches. Each costs twelve bytes here
(a symbol's code and a time) until somebody looks at it or sorts by one of its values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.match import MatchColumns
from engine.domain.series import PRICE_COLUMNS
from engine.errors import StaleResultError
from scanner_app.models.growing import GrowingArray
from scanner_app.models.result_columns import (
    NAME,
    SYMBOL,
    TIME,
    Column,
    ColumnKind,
    columns_for,
    is_intraday,
    number_text,
    time_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.domain.match import SignalMatches


@dataclass(frozen=True, slots=True, eq=False)
class NewMatches:
    """Matches that a scan has just made, prepared off the GUI thread.

    Attributes
    ----------
    matches : tuple of SignalMatches
        One entry a symbol, each with at least one match.
    timestamps : ndarray of int64
        The times of all of them, one symbol after the other.
    counts : ndarray of int64
        How many each symbol has.
    codes : ndarray of int32
        For each time the number of its symbol in `matches`.
    """

    matches: tuple[SignalMatches, ...]
    timestamps: NDArray[np.int64]
    counts: NDArray[np.int64]
    codes: NDArray[np.int32]


def gather(matches: Sequence[SignalMatches]) -> NewMatches:
    """Put the times of several symbols' matches into one array."""
    times = [np.empty(0, dtype=np.int64), *(entry.timestamps_ns for entry in matches)]
    counts = np.array([len(entry) for entry in matches], dtype=np.int64)
    codes = np.repeat(np.arange(len(matches), dtype=np.int32), counts)
    return NewMatches(tuple(matches), np.concatenate(times), counts, codes)


class ResultStore:
    """All matches of one scan; a row is a match, in the order of arrival, symbol by symbol.

    Parameters
    ----------
    value_names : tuple of str
        Names of the formula's values.
    names : mapping of str to str
        What the symbols are called.
    timeframe : str
        Length of the bars, empty where it is not known.
    """

    def __init__(
        self,
        value_names: tuple[str, ...] = (),
        names: Mapping[str, str] | None = None,
        timeframe: str = "",
    ) -> None:
        self.timeframe = timeframe
        self.columns: tuple[Column, ...] = columns_for(value_names)
        self.matches: list[SignalMatches] = []
        self._names = names or {}
        self._codes = GrowingArray(np.int32)
        self._times = GrowingArray(np.int64)
        self._starts = GrowingArray(np.int64)
        self._details: dict[int, MatchColumns] = {}

    def __len__(self) -> int:
        return len(self._times)

    @property
    def codes(self) -> NDArray[np.int32]:
        """For each row the number of its symbol among those with matches."""
        return self._codes.values

    @property
    def timestamps(self) -> NDArray[np.int64]:
        """For each row the start of its bar in nanoseconds since 1970 UTC."""
        return self._times.values

    @property
    def symbols(self) -> list[str]:
        """The symbols with matches, by code."""
        return [entry.symbol for entry in self.matches]

    def name_of(self, symbol: str) -> str:
        """Return what `symbol` is called, or an empty string."""
        return self._names.get(symbol, "")

    def append(self, new: NewMatches) -> None:
        """Add matches at the end."""
        self._starts.append(len(self) + np.cumsum(new.counts) - new.counts)
        self._codes.append(new.codes + np.int32(len(self.matches)))
        self._times.append(new.timestamps)
        self.matches.extend(new.matches)

    def symbol_at(self, row: int) -> str:
        """Return the symbol of a row."""
        return self.matches[int(self._codes.values[row])].symbol

    def rows_of(self, symbol: str) -> NDArray[np.int64]:
        """Return the rows of one symbol, in time order."""
        for code, entry in enumerate(self.matches):
            if entry.symbol == symbol:
                start = int(self._starts.values[code])
                return np.arange(start, start + len(entry), dtype=np.int64)
        return np.empty(0, dtype=np.int64)

    def number_at(self, row: int, key: str) -> float | None:
        """Return a price or value of a row, or None where its symbol is not loaded yet."""
        code = int(self._codes.values[row])
        details = self._details.get(code)
        if details is None:
            return None
        column = details.prices.get(key)
        if column is None:
            column = details.values.get(key)
        if column is None:
            return float("nan")
        return float(column[row - int(self._starts.values[code])])

    def text_at(self, row: int, column: Column) -> str | None:
        """Return what the table shows in a cell, or None where its symbol is not loaded yet."""
        if column.kind is ColumnKind.TIME:
            return time_text(int(self.timestamps[row]), is_intraday=is_intraday(self.timeframe))
        if column.kind is ColumnKind.TEXT:
            symbol = self.symbol_at(row)
            return symbol if column.key == SYMBOL else self.name_of(symbol)
        number = self.number_at(row, column.key)
        if number is None:
            return None
        details = self._details.get(int(self._codes.values[row]))
        return number_text(number, column.kind, details.decimals if details else None)

    def load(self, codes: Sequence[int]) -> dict[int, MatchColumns]:
        """Return candles and values of the symbols `codes`; reads and computes, so not for the GUI.

        Of a symbol whose candles were replaced since the scan nothing is known any more.
        """
        return {code: _columns_of(self.matches[code]) for code in codes}

    def put(self, details: Mapping[int, MatchColumns]) -> None:
        """Keep what :meth:`load` has returned."""
        self._details.update(details)

    def numbers(self, key: str) -> NDArray[np.float64]:
        """Return a price or value of every row; loads all symbols, so not for the GUI."""
        is_price = key in PRICE_COLUMNS
        parts = []
        for entry in list(self.matches):
            columns = _columns_of(entry)
            part = columns.prices.get(key) if is_price else columns.values.get(key)
            parts.append(np.full(len(entry), np.nan) if part is None else part)
        return np.concatenate(parts) if parts else np.empty(0)

    def sort_key(self, key: str) -> NDArray[np.float64] | NDArray[np.int64]:
        """Return one number a row, in whose order the rows stand when sorted by `key`."""
        if key == TIME:
            return self.timestamps
        if key in (SYMBOL, NAME):
            texts = self.symbols
            if key == NAME:
                texts = [self.name_of(symbol).casefold() for symbol in texts]
            ranks = np.unique(np.array(texts), return_inverse=True)[1].astype(np.int64)
            ordered: NDArray[np.int64] = ranks[self.codes] if len(ranks) else self.timestamps
            return ordered
        return self.numbers(key)


def _columns_of(entry: SignalMatches) -> MatchColumns:
    """Return candles and values of a symbol's matches, unknown where its history was replaced."""
    try:
        return entry.columns()
    except StaleResultError:
        unknown = np.full(len(entry), np.nan)
        return MatchColumns(entry.timestamps_ns, dict.fromkeys(PRICE_COLUMNS, unknown), {})
