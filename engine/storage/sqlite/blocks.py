"""How columns lie in the file: one BLOB a column, and packed rows for what came since."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.series import COLUMNS
from engine.storage.candle_arrays import CandleArrays

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from numpy.typing import NDArray

STRIDE = 8
NUMBER_OF = {name: number for number, name in enumerate(COLUMNS)}
_DTYPES = (np.dtype("<i8"), *[np.dtype("<f8")] * 5)
_TAIL_ROW = np.dtype([(name, dtype) for name, dtype in zip(COLUMNS, _DTYPES, strict=True)])
_PACK_ROW = struct.Struct("<q5d").pack

_READ_ALL = "SELECT data FROM block WHERE id BETWEEN ? AND ?"
_READ_ONE = "SELECT data FROM block WHERE id = ?"
_READ_TAIL = "SELECT rows FROM tail WHERE series = ?"
_WRITE = "INSERT OR REPLACE INTO block VALUES (?, ?)"
# The bytes survive ||, but its result counts as text until it is cast.
_WRITE_TAIL = (
    "INSERT INTO tail VALUES (?, ?) "
    "ON CONFLICT DO UPDATE SET rows = CAST(rows || excluded.rows AS BLOB)"
)
_DROP_TAIL = "DELETE FROM tail WHERE series = ?"


def read_columns(
    connection: sqlite3.Connection, series: int, names: Sequence[str], has_tail: bool
) -> dict[str, NDArray[Any]]:
    """Return the columns `names` of a series, block and tail joined; read-only."""
    numbers = [NUMBER_OF[name] for name in names]
    blobs = _read_blobs(connection, series, numbers)
    columns = {
        name: np.frombuffer(blob, _DTYPES[number])
        for name, number, blob in zip(names, numbers, blobs, strict=True)
    }
    return _with_tail(connection, series, columns) if has_tail else columns


def read_columns_from(
    connection: sqlite3.Connection,
    series: int,
    names: Sequence[str],
    first: int,
    has_tail: bool,
) -> dict[str, NDArray[Any]]:
    """Return the columns `names` of a series from bar `first` of its block on; read-only.

    Nothing of the block before that bar is read but the chain of its pages.
    """
    columns = {}
    for name in names:
        number = NUMBER_OF[name]
        row = series * STRIDE + number
        with connection.blobopen("block", "data", row, readonly=True) as blob:
            blob.seek(first * _DTYPES[number].itemsize)
            columns[name] = np.frombuffer(blob.read(), _DTYPES[number])
    return _with_tail(connection, series, columns) if has_tail else columns


def _with_tail(
    connection: sqlite3.Connection, series: int, columns: dict[str, NDArray[Any]]
) -> dict[str, NDArray[Any]]:
    tail = np.frombuffer(connection.execute(_READ_TAIL, (series,)).fetchone()[0], _TAIL_ROW)
    return {name: _joined(column, tail[name]) for name, column in columns.items()}


def read_arrays(connection: sqlite3.Connection, series: int, has_tail: bool) -> CandleArrays:
    """Return all columns of a series."""
    return CandleArrays(**read_columns(connection, series, COLUMNS, has_tail))


def write_block(connection: sqlite3.Connection, series: int, bars: CandleArrays) -> None:
    """Write `bars` as the whole history of a series."""
    base = series * STRIDE
    rows = [
        (base + number, np.ascontiguousarray(column, dtype).data)
        for number, (column, dtype) in enumerate(zip(bars, _DTYPES, strict=True))
    ]
    connection.executemany(_WRITE, rows)
    connection.execute(_DROP_TAIL, (series,))


def packed_rows(bars: CandleArrays) -> bytes:
    """Return `bars` as rows of the tail."""
    rows = np.empty(bars.n_bars, _TAIL_ROW)
    for name, column in zip(COLUMNS, bars, strict=True):
        rows[name] = column
    return rows.tobytes()


def packed_row(row: Sequence[float]) -> bytes:
    """Return one row of the tail; `row` is a time in nanoseconds and five prices."""
    return _PACK_ROW(*row)


def write_tails(connection: sqlite3.Connection, tails: Sequence[tuple[int, bytes]]) -> None:
    """Append packed rows to the tails of several series."""
    connection.executemany(_WRITE_TAIL, tails)


def drop(connection: sqlite3.Connection, series: int) -> None:
    """Delete block and tail of a series."""
    base = series * STRIDE
    connection.execute("DELETE FROM block WHERE id BETWEEN ? AND ?", (base, base + STRIDE - 1))
    connection.execute(_DROP_TAIL, (series,))


def _read_blobs(connection: sqlite3.Connection, series: int, numbers: Sequence[int]) -> list[bytes]:
    base = series * STRIDE
    if len(numbers) == len(COLUMNS):
        span = (base, base + len(COLUMNS) - 1)
        blobs = [row[0] for row in connection.execute(_READ_ALL, span)]
        return [blobs[number] for number in numbers]
    return [connection.execute(_READ_ONE, (base + number,)).fetchone()[0] for number in numbers]


def _joined(block: NDArray[Any], tail: NDArray[Any]) -> NDArray[Any]:
    column = np.concatenate((block, tail))
    column.flags.writeable = False
    return column
