"""Candles in a library file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.domain.repositories import CandleColumns, DataVersion, SaveCounts
from engine.domain.timeframe import in_order, parse_timeframe
from engine.storage.candle_arrays import (
    CandleArrays,
    candle_row,
    differing,
    in_time_order,
    no_candles,
    to_arrays,
)
from engine.storage.slicing import RangeReader
from engine.storage.sqlite import blocks
from engine.storage.sqlite.known_versions import KnownVersions
from engine.storage.sqlite.repository import SqliteRepository
from engine.storage.sqlite.schema import LIBRARY
from engine.storage.sqlite.series_table import (
    all_series,
    append,
    find,
    find_or_add,
    is_later,
    next_revision,
    one_row,
    rewrite,
    save,
    series_of,
    versions_of,
)
from engine.storage.sqlite.symbols import read_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from engine.calendars.sessions import SessionRule
    from engine.domain.candle import Candle
    from engine.domain.series import CandleSeries
    from engine.storage.sqlite.database import Database

_FEW_SYMBOLS = 50  # so many are looked up one by one before all are read at once


class Coverage(NamedTuple):
    """What there is of one symbol.

    Attributes
    ----------
    symbol : str
        Which symbol.
    n_bars : int
        Number of candles.
    first_ns, last_ns : int
        Times of the first and the last candle, nanoseconds since 1970 UTC.
    """

    symbol: str
    n_bars: int
    first_ns: int
    last_ns: int


class SqliteCandleRepository(RangeReader, SqliteRepository):
    """Candles of one library file; see :class:`~engine.domain.repositories.ICandleRepository`."""

    kind = LIBRARY

    def __init__(self, file: str | Path | Database) -> None:
        super().__init__(file)
        self._versions = KnownVersions()

    def get_columns(
        self, symbol: str, timeframe: str, names: Sequence[str]
    ) -> CandleColumns | None:
        """Return all candles of `symbol` in the columns `names`, or None for an unknown symbol."""
        with self._db.reading() as connection:
            series = find(connection, symbol, timeframe)
            if series is None:
                return None
            columns = blocks.read_columns(connection, series.id, names, series.has_tail)
        return CandleColumns(series.version, columns)

    def get_columns_from(
        self, symbol: str, timeframe: str, names: Sequence[str], first_bar: int
    ) -> CandleColumns | None:
        """See :class:`~engine.domain.repositories.ITailReader`."""
        with self._db.reading() as connection:
            series = find(connection, symbol, timeframe)
            if series is None:
                return None
            first = min(first_bar, series.n_block)
            columns = blocks.read_columns_from(connection, series.id, names, first, series.has_tail)
        return CandleColumns(series.version, columns, first)

    def iter_columns(
        self, timeframe: str, names: Sequence[str], symbols: Sequence[str] | None = None
    ) -> Iterator[tuple[str, CandleColumns]]:
        """Yield symbol and columns of many symbols out of one state of the library."""
        with self._db.reading(is_bulk=True) as connection:
            by_symbol = all_series(connection, timeframe)
            for symbol in sorted(by_symbol) if symbols is None else symbols:
                series = by_symbol.get(symbol)
                if series is not None:
                    columns = blocks.read_columns(connection, series.id, names, series.has_tail)
                    yield symbol, CandleColumns(series.version, columns)

    def versions(
        self, timeframe: str, symbols: Sequence[str] | None = None
    ) -> dict[str, DataVersion]:
        """Return the state of each symbol that has candles; all symbols where none are named."""
        with self._db.reading() as connection:
            if symbols is not None and len(symbols) <= _FEW_SYMBOLS:
                return versions_of(connection, timeframe, symbols)
            versions = self._versions.of(connection, timeframe)
        if symbols is None:
            return dict(versions)
        return {symbol: versions[symbol] for symbol in symbols if symbol in versions}

    def coverage(self, timeframe: str) -> list[Coverage]:
        """Return what there is of each symbol, sorted by symbol."""
        query = (
            "SELECT symbol, n_bars, first_ns, last_ns FROM series "
            "WHERE timeframe = ? AND n_bars > 0 ORDER BY symbol"
        )
        with self._db.reading() as connection:
            return [Coverage(*row) for row in connection.execute(query, (timeframe,))]

    def last_times(self, timeframe: str) -> dict[str, int]:
        """See :class:`~engine.domain.repositories.ILastTimes`."""
        query = "SELECT symbol, last_ns FROM series WHERE timeframe = ? AND n_bars > 0"
        with self._db.reading() as connection:
            return dict(connection.execute(query, (timeframe,)).fetchall())

    def symbols(self, timeframe: str) -> list[str]:
        """Return the symbols that have candles of `timeframe`, sorted."""
        return [entry.symbol for entry in self.coverage(timeframe)]

    def timeframes(self) -> list[str]:
        """Return the timeframes for which there are candles, shortest first."""
        query = "SELECT DISTINCT timeframe FROM series WHERE n_bars > 0"
        with self._db.reading() as connection:
            names = {row[0] for row in connection.execute(query)}
        return in_order(names)

    def save_many(
        self, symbol: str, timeframe: str, candles: CandleSeries | Iterable[Candle]
    ) -> SaveCounts:
        """Merge `candles` in one transaction; for the same bar the new one wins."""
        return self.save_arrays(symbol, timeframe, in_time_order(to_arrays(candles)))

    def save_arrays(self, symbol: str, timeframe: str, bars: CandleArrays) -> SaveCounts:
        """Merge columns in time order without equal times; see :meth:`save_many`."""
        parse_timeframe(timeframe)
        with self._db.writing() as connection:
            if bars.n_bars == 0:
                return SaveCounts(0, 0, 0)
            return save(connection, symbol, timeframe, bars)

    def append_many(self, timeframe: str, candles: Mapping[str, Candle]) -> SaveCounts:
        """Save the newest candle of many symbols in one transaction.

        A candle with the time of the last one replaces it, as a bar that is still forming does.
        """
        parse_timeframe(timeframe)
        rows = {symbol: candle_row(candle) for symbol, candle in candles.items()}
        with self._db.writing() as connection:
            by_symbol = all_series(connection, timeframe)
            fresh = [
                (by_symbol[symbol], row)
                for symbol, row in rows.items()
                if is_later(by_symbol, symbol, row)
            ]
            others = [item for item in rows.items() if not is_later(by_symbol, *item)]
            append(connection, fresh)
            counts = [save(connection, symbol, timeframe, one_row(row)) for symbol, row in others]
        sums = (sum(column) for column in zip((len(fresh), 0, 0), *counts, strict=True))
        return SaveCounts(*sums)

    def replace(self, symbol: str, timeframe: str, bars: CandleArrays) -> None:
        """Put `bars` in place of the whole history; the revision grows."""
        with self._db.writing() as connection:
            series = find_or_add(connection, symbol, timeframe)
            rewrite(connection, series, bars, next_revision(series.revision))

    def change(
        self, symbol: str, timeframe: str, change: Callable[[CandleArrays], CandleArrays]
    ) -> int:
        """Put what `change` makes of the history in its place; returns how many candles differ.

        The times must stay; where a candle differs the revision grows.
        """
        with self._db.writing() as connection:
            series = find(connection, symbol, timeframe)
            if series is None:
                return 0
            old = blocks.read_arrays(connection, series.id, series.has_tail)
            new = change(old)
            n_changed = int(differing(old, new).sum())
            if n_changed:
                rewrite(connection, series, new, next_revision(series.revision))
        return n_changed

    def delete(self, symbol: str, timeframe: str) -> bool:
        """Forget the candles of a symbol; return whether there were any."""
        with self._db.writing() as connection:
            series = find(connection, symbol, timeframe)
            if series is None:
                return False
            rewrite(connection, series, no_candles(), next_revision(series.revision))
        return True

    def delete_many(self, symbols: Sequence[str], timeframe: str | None = None) -> dict[str, int]:
        """Forget the candles of many symbols in one transaction, of all timeframes unless given.

        Returns the number of candles of each symbol that had any.
        """
        counts: dict[str, int] = {}
        with self._db.writing() as connection:
            for symbol in symbols:
                all_of_symbol = series_of(connection, symbol, timeframe)
                for series in all_of_symbol:
                    rewrite(connection, series, no_candles(), next_revision(series.revision))
                if all_of_symbol:
                    counts[symbol] = sum(series.n_bars for series in all_of_symbol)
        return counts

    def without_candles(self, symbols: Sequence[str]) -> list[str]:
        """Return those of `symbols` that have none; sees what is not committed yet."""
        with self._db.writing() as connection:
            return [symbol for symbol in symbols if not series_of(connection, symbol)]

    def session_rules(self) -> dict[str, SessionRule]:
        """See :class:`~engine.calendars.symbol_calendar.CalendarSource`."""
        with self._db.reading() as connection:
            return read_rules(connection)
