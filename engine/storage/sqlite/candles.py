"""Candles in a library file.

A write merges in one transaction. What only appends goes to the tail, so that a candle for each of
thousands of symbols costs a few milliseconds; a tail that has grown long is folded into the block,
a few series at a time so that no single append pays for all.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.domain.series import COLUMNS, CandleSeries
from engine.domain.timeframe import Timeframe, parse_timeframe
from engine.storage.bars import (
    BarRow,
    Bars,
    bar_row,
    differing,
    in_time_order,
    merge,
    no_bars,
    to_bars,
)
from engine.storage.protocols import CandleColumns, DataVersion, SaveCounts
from engine.storage.slicing import series_between
from engine.storage.sqlite import blocks
from engine.storage.sqlite.database import Database
from engine.storage.sqlite.schema import LIBRARY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from engine.domain.candle import Candle

_LONG_TAIL = 96
_FOLDED_AT_ONCE = 24

_FIND = (
    "SELECT id, revision, n_bars, n_block, last_ns FROM series WHERE timeframe = ? AND symbol = ?"
)
_FIND_ALL = (
    "SELECT symbol, id, revision, n_bars, n_block, last_ns FROM series "
    "WHERE timeframe = ? AND n_bars > 0"
)
_VERSIONS = "SELECT symbol, revision, n_bars FROM series WHERE timeframe = ? AND n_bars > 0"
_FEW_SYMBOLS = 50  # so many are found one by one before all are read at once
_APPEND = "UPDATE series SET n_bars = n_bars + ?, last_ns = ? WHERE id = ?"


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


class _Series(NamedTuple):
    id: int
    revision: int
    n_bars: int
    n_block: int
    last_ns: int | None

    @property
    def has_tail(self) -> bool:
        return self.n_bars > self.n_block

    @property
    def version(self) -> DataVersion:
        return DataVersion(self.revision, self.n_bars)


class SqliteCandleRepository:
    """Candles of one library file; see :class:`~engine.storage.protocols.ICandleRepository`.

    Parameters
    ----------
    library : path-like or Database
        The file, or its connections where several repositories share them.

    Notes
    -----
    May be used from several threads; pickled, it carries the path alone.
    """

    def __init__(self, library: str | Path | Database) -> None:
        self._db = library if isinstance(library, Database) else Database(library, LIBRARY)

    def __reduce__(self) -> tuple[Any, ...]:
        return SqliteCandleRepository, (self._db,)

    @property
    def path(self) -> Path:
        """The library's file."""
        return self._db.path

    def close(self) -> None:
        """Close all connections."""
        self._db.close()

    def get_range(
        self,
        symbol: str,
        timeframe: str,
        start: date | datetime | None = None,
        end: date | datetime | None = None,
    ) -> CandleSeries:
        """Return the candles from `start` to `end`, both inclusive; empty where there are none."""
        found = self.get_columns(symbol, timeframe, COLUMNS)
        bars = Bars(**found.columns) if found else no_bars()
        return series_between(symbol, timeframe, bars, start, end)

    def get_columns(
        self, symbol: str, timeframe: str, names: Sequence[str]
    ) -> CandleColumns | None:
        """Return all candles of `symbol` in the columns `names`, or None for an unknown symbol."""
        with self._db.reading() as connection:
            row = connection.execute(_FIND, (timeframe, symbol)).fetchone()
            if row is None or row[2] == 0:
                return None
            has_tail = row[2] > row[3]
            columns = blocks.read_columns(connection, row[0], names, has_tail)
        return CandleColumns(DataVersion(row[1], row[2]), columns)

    def iter_columns(
        self, timeframe: str, names: Sequence[str], symbols: Sequence[str] | None = None
    ) -> Iterator[tuple[str, CandleColumns]]:
        """Yield symbol and columns of many symbols out of one state of the library."""
        with self._db.reading() as connection:
            known = _all_series(connection, timeframe)
            for symbol in sorted(known) if symbols is None else symbols:
                series = known.get(symbol)
                if series is not None:
                    columns = blocks.read_columns(connection, series.id, names, series.has_tail)
                    yield symbol, CandleColumns(series.version, columns)

    def versions(
        self, timeframe: str, symbols: Sequence[str] | None = None
    ) -> dict[str, DataVersion]:
        """Return the state of each symbol that has candles; all symbols where none are named."""
        with self._db.reading() as connection:
            if symbols is not None and len(symbols) <= _FEW_SYMBOLS:
                rows = [(name, *_version_of(connection, name, timeframe)) for name in symbols]
            else:
                rows = connection.execute(_VERSIONS, (timeframe,)).fetchall()
        known = {row[0]: DataVersion(row[1], row[2]) for row in rows if row[2]}
        if symbols is None:
            return known
        return {symbol: known[symbol] for symbol in symbols if symbol in known}

    def coverage(self, timeframe: str) -> list[Coverage]:
        """Return what there is of each symbol, sorted by symbol."""
        query = (
            "SELECT symbol, n_bars, first_ns, last_ns FROM series "
            "WHERE timeframe = ? AND n_bars > 0 ORDER BY symbol"
        )
        with self._db.reading() as connection:
            return [Coverage(*row) for row in connection.execute(query, (timeframe,))]

    def symbols(self, timeframe: str) -> list[str]:
        """Return the symbols that have candles of `timeframe`, sorted."""
        return [entry.symbol for entry in self.coverage(timeframe)]

    def timeframes(self) -> list[str]:
        """Return the timeframes for which there are candles, shortest first."""
        query = "SELECT DISTINCT timeframe FROM series WHERE n_bars > 0"
        with self._db.reading() as connection:
            known = {row[0] for row in connection.execute(query)}
        return [str(timeframe) for timeframe in Timeframe if timeframe in known]

    def save_many(
        self, symbol: str, timeframe: str, candles: CandleSeries | Iterable[Candle]
    ) -> SaveCounts:
        """Merge `candles` in one transaction; for the same bar the new one wins."""
        return self.save_bars(symbol, timeframe, in_time_order(to_bars(candles)))

    def save_bars(self, symbol: str, timeframe: str, bars: Bars) -> SaveCounts:
        """Merge columns in time order without equal times; see :meth:`save_many`."""
        parse_timeframe(timeframe)
        with self._db.writing() as connection:
            if bars.n_bars == 0:
                return SaveCounts(0, 0, 0)
            return _save(connection, symbol, timeframe, bars)

    def append_many(self, timeframe: str, candles: Mapping[str, Candle]) -> SaveCounts:
        """Save the newest candle of many symbols in one transaction.

        A candle with the time of the last one replaces it, as a bar that is still forming does.
        """
        parse_timeframe(timeframe)
        rows = {symbol: bar_row(candle) for symbol, candle in candles.items()}
        with self._db.writing() as connection:
            known = _all_series(connection, timeframe)
            fresh = [
                (known[symbol], row)
                for symbol, row in rows.items()
                if _is_later(known, symbol, row)
            ]
            others = [item for item in rows.items() if not _is_later(known, *item)]
            _append(connection, fresh)
            counts = [_save(connection, symbol, timeframe, _one(row)) for symbol, row in others]
        sums = (sum(column) for column in zip((len(fresh), 0, 0), *counts, strict=True))
        return SaveCounts(*sums)

    def replace(self, symbol: str, timeframe: str, bars: Bars) -> None:
        """Put `bars` in place of the whole history; the revision grows."""
        with self._db.writing() as connection:
            series = _find_or_add(connection, symbol, timeframe)
            _rewrite(connection, series, bars, _next_revision(series.revision))

    def change(self, symbol: str, timeframe: str, change: Callable[[Bars], Bars]) -> int:
        """Put what `change` makes of the history in its place; returns how many candles differ.

        The times must stay; where a candle differs the revision grows.
        """
        with self._db.writing() as connection:
            series = _find(connection, symbol, timeframe)
            if series is None:
                return 0
            old = blocks.read_bars(connection, series.id, series.has_tail)
            new = change(old)
            n_changed = int(differing(old, new).sum())
            if n_changed:
                _rewrite(connection, series, new, _next_revision(series.revision))
        return n_changed

    def delete(self, symbol: str, timeframe: str) -> bool:
        """Forget the candles of a symbol; tells whether there were any."""
        with self._db.writing() as connection:
            series = _find(connection, symbol, timeframe)
            if series is None:
                return False
            _rewrite(connection, series, no_bars(), _next_revision(series.revision))
        return True

    def compact(self) -> int:
        """Fold all tails into their blocks; returns how many there were."""
        with self._db.writing() as connection:
            ids = [row[0] for row in connection.execute("SELECT series FROM tail")]
            for series_id in ids:
                _fold(connection, series_id)
        return len(ids)


def _version_of(connection: sqlite3.Connection, symbol: str, timeframe: str) -> tuple[int, int]:
    """Return revision and number of candles of a symbol, zeros for an unknown one."""
    row = connection.execute(_FIND, (timeframe, symbol)).fetchone()
    return (0, 0) if row is None else (row[1], row[2])


def _all_series(connection: sqlite3.Connection, timeframe: str) -> dict[str, _Series]:
    rows = connection.execute(_FIND_ALL, (timeframe,))
    return {row[0]: _Series(*row[1:]) for row in rows}


def _find(connection: sqlite3.Connection, symbol: str, timeframe: str) -> _Series | None:
    """Return the series of a symbol that has candles, or None."""
    row = connection.execute(_FIND, (timeframe, symbol)).fetchone()
    return _Series(*row) if row and row[2] else None


def _is_later(known: Mapping[str, _Series], symbol: str, row: BarRow) -> bool:
    """Whether `row` only has to be put behind the candles of a known symbol."""
    series = known.get(symbol)
    return series is not None and series.last_ns is not None and row[0] > series.last_ns


def _save(connection: sqlite3.Connection, symbol: str, timeframe: str, new: Bars) -> SaveCounts:
    series = _find_or_add(connection, symbol, timeframe)
    is_later = series.last_ns is None or int(new.timestamps[0]) > series.last_ns
    if is_later and series.n_block and new.n_bars + series.n_bars - series.n_block <= _LONG_TAIL:
        _append_tail(connection, series, new)
        return SaveCounts(new.n_bars, 0, 0)
    old = blocks.read_bars(connection, series.id, series.has_tail) if series.n_bars else no_bars()
    merged = merge(old, new)
    if merged.counts.added or merged.counts.changed:
        keeps = merged.n_kept >= 0
        revision = series.revision if keeps else _next_revision(series.revision)
        _rewrite(connection, series, merged.bars, revision)
    return merged.counts


def _find_or_add(connection: sqlite3.Connection, symbol: str, timeframe: str) -> _Series:
    row = connection.execute(_FIND, (timeframe, symbol)).fetchone()
    if row is not None:
        return _Series(*row)
    revision = _next_revision(0)
    cursor = connection.execute(
        "INSERT INTO series (timeframe, symbol, revision, n_bars, n_block) VALUES (?, ?, ?, 0, 0)",
        (timeframe, symbol, revision),
    )
    connection.execute("INSERT OR IGNORE INTO symbol (symbol_id) VALUES (?)", (symbol,))
    return _Series(int(cursor.lastrowid or 0), revision, 0, 0, None)


def _next_revision(revision: int) -> int:
    """Return a later revision.

    Microseconds of the clock, so that a file put in the place of another one is not taken for it
    by a cache that knows symbols by their revision.
    """
    return max(revision + 1, time.time_ns() // 1_000)


def _rewrite(connection: sqlite3.Connection, series: _Series, bars: Bars, revision: int) -> None:
    """Write the whole history of a series into its block."""
    ends: tuple[int | None, int | None] = (None, None)
    if bars.n_bars:
        blocks.write_block(connection, series.id, bars)
        ends = (int(bars.timestamps[0]), int(bars.timestamps[-1]))
    else:
        blocks.drop(connection, series.id)
    connection.execute(
        "UPDATE series SET revision = ?, n_bars = ?, n_block = ?, first_ns = ?, last_ns = ? "
        "WHERE id = ?",
        (revision, bars.n_bars, bars.n_bars, *ends, series.id),
    )


def _append_tail(connection: sqlite3.Connection, series: _Series, new: Bars) -> None:
    blocks.write_tails(connection, [(series.id, blocks.packed_rows(new))])
    connection.execute(_APPEND, (new.n_bars, int(new.timestamps[-1]), series.id))


def _append(connection: sqlite3.Connection, rows: Sequence[tuple[_Series, BarRow]]) -> None:
    """Append one row to each of many series and fold the longest tails."""
    if not rows:
        return
    blocks.write_tails(connection, [(series.id, blocks.packed_row(row)) for series, row in rows])
    connection.executemany(_APPEND, [(1, row[0], series.id) for series, row in rows])
    tails = sorted(((s.n_bars - s.n_block, s.id) for s, _ in rows), reverse=True)
    for length, series_id in tails[:_FOLDED_AT_ONCE]:
        if length >= _LONG_TAIL:
            _fold(connection, series_id)


def _fold(connection: sqlite3.Connection, series_id: int) -> None:
    """Move the tail of a series into its block."""
    blocks.write_block(connection, series_id, blocks.read_bars(connection, series_id, True))
    connection.execute("UPDATE series SET n_block = n_bars WHERE id = ?", (series_id,))


def _one(row: BarRow) -> Bars:
    times = np.array([row[0]], dtype=np.int64)
    return Bars(times, *(np.array([value]) for value in row[1:]))
