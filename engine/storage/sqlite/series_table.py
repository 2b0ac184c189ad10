"""Rows of the table of series, and how candles get into one.

What only appends goes to the tail, so that a candle for each of thousands of symbols costs a few
milliseconds; a tail that has grown long is folded into the block, a few series at a time so that no
single append pays for all.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.domain.repositories import DataVersion, SaveCounts
from engine.domain.timeframe import Timeframe
from engine.storage.candle_arrays import CandleArrays, CandleRow, merge, no_candles
from engine.storage.sqlite import blocks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

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
_APPEND = "UPDATE series SET n_bars = n_bars + ?, last_ns = ? WHERE id = ?"


class Series(NamedTuple):
    """What the table says of the candles of one symbol and timeframe.

    Attributes
    ----------
    id : int
        Key of the blocks and the tail.
    revision : int
        See :class:`~engine.domain.repositories.DataVersion`.
    n_bars, n_block : int
        Candles in all, and in the block.
    last_ns : int or None
        Time of the last candle.
    """

    id: int
    revision: int
    n_bars: int
    n_block: int
    last_ns: int | None

    @property
    def has_tail(self) -> bool:
        """Whether there are candles behind the block."""
        return self.n_bars > self.n_block

    @property
    def version(self) -> DataVersion:
        """The state that caches know the candles by."""
        return DataVersion(self.revision, self.n_bars)


def all_series(connection: sqlite3.Connection, timeframe: str) -> dict[str, Series]:
    """Return the series of all symbols that have candles."""
    rows = connection.execute(_FIND_ALL, (timeframe,))
    return {row[0]: Series(*row[1:]) for row in rows}


def all_versions(connection: sqlite3.Connection, timeframe: str) -> dict[str, DataVersion]:
    """Return the state of each symbol that has candles."""
    rows = connection.execute(_VERSIONS, (timeframe,))
    return {symbol: DataVersion(revision, n_bars) for symbol, revision, n_bars in rows}


def versions_of(
    connection: sqlite3.Connection, timeframe: str, symbols: Iterable[str]
) -> dict[str, DataVersion]:
    """Return the state of those of some `symbols` that have candles, looked up one by one."""
    pairs = ((symbol, find(connection, symbol, timeframe)) for symbol in symbols)
    return {symbol: series.version for symbol, series in pairs if series is not None}


def find(connection: sqlite3.Connection, symbol: str, timeframe: str) -> Series | None:
    """Return the series of a symbol that has candles, or None."""
    row = connection.execute(_FIND, (timeframe, symbol)).fetchone()
    return Series(*row) if row and row[2] else None


def series_of(
    connection: sqlite3.Connection, symbol: str, timeframe: str | None = None
) -> list[Series]:
    """Return the series of a symbol in all timeframes, or in one, that have candles."""
    frames = [*map(str, Timeframe)] if timeframe is None else [timeframe]
    candidates = (find(connection, symbol, frame) for frame in frames)
    return [series for series in candidates if series is not None]


def is_later(by_symbol: Mapping[str, Series], symbol: str, row: CandleRow) -> bool:
    """Whether `row` only has to be put behind the candles of a known symbol."""
    series = by_symbol.get(symbol)
    return series is not None and series.last_ns is not None and row[0] > series.last_ns


def save(
    connection: sqlite3.Connection, symbol: str, timeframe: str, new: CandleArrays
) -> SaveCounts:
    """Merge candles in time order without equal times into a series."""
    series = find_or_add(connection, symbol, timeframe)
    comes_after = series.last_ns is None or int(new.timestamps[0]) > series.last_ns
    if comes_after and series.n_block and new.n_bars + series.n_bars - series.n_block <= _LONG_TAIL:
        _append_tail(connection, series, new)
        return SaveCounts(new.n_bars, 0, 0)
    old = (
        blocks.read_arrays(connection, series.id, series.has_tail)
        if series.n_bars
        else no_candles()
    )
    merged = merge(old, new)
    if merged.counts.added or merged.counts.changed:
        keeps = merged.n_kept >= 0
        revision = series.revision if keeps else next_revision(series.revision)
        rewrite(connection, series, merged.bars, revision)
    return merged.counts


def find_or_add(connection: sqlite3.Connection, symbol: str, timeframe: str) -> Series:
    """Return the series of a symbol; makes an empty one, and the symbol, where there is none."""
    row = connection.execute(_FIND, (timeframe, symbol)).fetchone()
    if row is not None:
        return Series(*row)
    revision = next_revision(0)
    cursor = connection.execute(
        "INSERT INTO series (timeframe, symbol, revision, n_bars, n_block) VALUES (?, ?, ?, 0, 0)",
        (timeframe, symbol, revision),
    )
    connection.execute("INSERT OR IGNORE INTO symbol (symbol_id) VALUES (?)", (symbol,))
    return Series(int(cursor.lastrowid or 0), revision, 0, 0, None)


def next_revision(revision: int) -> int:
    """Return a later revision.

    Microseconds of the clock, so that a file put in the place of another one is not taken for it
    by a cache that knows symbols by their revision.
    """
    return max(revision + 1, time.time_ns() // 1_000)


def rewrite(
    connection: sqlite3.Connection, series: Series, bars: CandleArrays, revision: int
) -> None:
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


def _append_tail(connection: sqlite3.Connection, series: Series, new: CandleArrays) -> None:
    blocks.write_tails(connection, [(series.id, blocks.packed_rows(new))])
    connection.execute(_APPEND, (new.n_bars, int(new.timestamps[-1]), series.id))


def append(connection: sqlite3.Connection, rows: Sequence[tuple[Series, CandleRow]]) -> None:
    """Append one row to each of many series and fold the longest tails."""
    if not rows:
        return
    blocks.write_tails(connection, [(series.id, blocks.packed_row(row)) for series, row in rows])
    connection.executemany(_APPEND, [(1, row[0], series.id) for series, row in rows])
    tails = sorted(((s.n_bars - s.n_block, s.id) for s, _ in rows), reverse=True)
    for length, series_id in tails[:_FOLDED_AT_ONCE]:
        if length >= _LONG_TAIL:
            fold(connection, series_id)


def fold(connection: sqlite3.Connection, series_id: int) -> None:
    """Move the tail of a series into its block."""
    blocks.write_block(connection, series_id, blocks.read_arrays(connection, series_id, True))
    connection.execute("UPDATE series SET n_block = n_bars WHERE id = ?", (series_id,))


def one_row(row: CandleRow) -> CandleArrays:
    """Return a single row as columns."""
    times = np.array([row[0]], dtype=np.int64)
    return CandleArrays(times, *(np.array([value]) for value in row[1:]))
