"""Candles in a table of PostgreSQL or TimescaleDB, for reading.

The server keeps no revision of a symbol's history, so it is made from the rows themselves: a sum of
hashes, which any change of a candle changes. It is exact in whatever order the server adds.
"""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.repositories import CandleColumns, DataVersion, SaveCounts
from engine.domain.series import PRICE_COLUMNS, CandleSeries
from engine.domain.timeframe import in_order
from engine.errors import LibraryError, LibraryNotFoundError, LibraryReadOnlyError
from engine.messages import Message
from engine.storage.slicing import RangeReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import psycopg
    from numpy.typing import NDArray
    from psycopg.sql import Composed

    from engine.domain.candle import Candle

_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)")
_REVISIONS = 1 << 62


@dataclass(frozen=True, slots=True)
class CandleTable:
    """Names in the database.

    Attributes
    ----------
    name : str
        The table or view, with its schema where that is not on the search path.
    symbol, time, open, high, low, close, volume : str
        Its columns; the time is a ``timestamptz``, or a ``timestamp`` in UTC.
    timeframe_column : str or None
        Column with the timeframe, where one table holds several.
    timeframe : str
        Of all rows, where there is no such column.
    """

    name: str = "candles"
    symbol: str = "symbol"
    time: str = "time"
    open: str = "open"
    high: str = "high"
    low: str = "low"
    close: str = "close"
    volume: str = "volume"
    timeframe_column: str | None = None
    timeframe: str = "1d"


class PostgresCandleRepository(RangeReader):
    """Candles of one table; see :class:`~engine.domain.repositories.ICandleRepository`.

    Parameters
    ----------
    url : str
        ``postgresql://user:password@host/database``, or any string that libpq takes.
    table : CandleTable, optional
        Names of table and columns.

    Notes
    -----
    Needs ``psycopg`` and PostgreSQL 14 or later. May be used from several threads; pickled, it
    carries the address alone.
    """

    def __init__(self, url: str, table: CandleTable | None = None) -> None:
        self._url = url
        self._table = table or CandleTable()
        self._lock = threading.Lock()
        self._connection: psycopg.Connection[Any] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return PostgresCandleRepository, (self._url, self._table)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def get_columns(
        self, symbol: str, timeframe: str, names: Sequence[str]
    ) -> CandleColumns | None:
        """Return all candles of `symbol` in the columns `names`, or None for an unknown symbol."""
        with self._reading() as connection:
            version = self._versions(connection, timeframe, [symbol]).get(symbol)
            if version is None:
                return None
            text, values = self._selected(names, timeframe, [symbol])
            rows = connection.execute(text, values, binary=True).fetchall()
        columns = zip(names, zip(*rows, strict=True), strict=True)
        return CandleColumns(version, {name: _column(name, cells) for name, cells in columns})

    def versions(
        self, timeframe: str, symbols: Sequence[str] | None = None
    ) -> dict[str, DataVersion]:
        """Return the state of each symbol that has candles; all symbols where none are named."""
        with self._reading() as connection:
            versions = self._versions(connection, timeframe, symbols)
        if symbols is None:
            return versions
        return {name: versions[name] for name in symbols if name in versions}

    def save_many(
        self,
        symbol: str,  # noqa: ARG002 - the protocol has it
        timeframe: str,  # noqa: ARG002
        candles: CandleSeries | Iterable[Candle],  # noqa: ARG002
    ) -> SaveCounts:
        """Refuse: the table belongs to another program."""
        raise LibraryReadOnlyError(self._shown_url, Message("library.database-read-only"))

    def symbols(self, timeframe: str) -> list[str]:
        """Return the symbols that have candles of `timeframe`, sorted."""
        if not self._may_have(timeframe):
            return []
        where, values = self._where(timeframe, None)
        parts = ["SELECT DISTINCT {symbol} FROM {table}", where]
        text = self._sql(" ".join(parts))
        with self._reading() as connection:
            return sorted(row[0] for row in connection.execute(text, values))

    def timeframes(self) -> list[str]:
        """Return the timeframes for which there are candles, shortest first."""
        if self._table.timeframe_column is None:
            return [self._table.timeframe]
        text = self._sql("SELECT DISTINCT {timeframe} FROM {table}")
        with self._reading() as connection:
            names = {row[0] for row in connection.execute(text)}
        return in_order(names)

    def _versions(
        self,
        connection: psycopg.Connection[Any],
        timeframe: str,
        symbols: Sequence[str] | None,
    ) -> dict[str, DataVersion]:
        if not self._may_have(timeframe):
            return {}
        where, values = self._where(timeframe, symbols)
        row = ", ".join(["{time}", *(f"{{{name}}}" for name in PRICE_COLUMNS)])
        revision = f"mod(sum(hash_record_extended(ROW({row}), 0)), %s)::bigint"
        parts = ["SELECT {symbol}, count(*),", revision, "FROM {table}", where, "GROUP BY {symbol}"]
        text = self._sql(" ".join(parts))
        rows = connection.execute(text, [_REVISIONS, *values])
        return {symbol: DataVersion(revision, n_bars) for symbol, n_bars, revision in rows}

    def _selected(
        self, names: Sequence[str], timeframe: str, symbols: Sequence[str]
    ) -> tuple[Composed, list[Any]]:
        where, values = self._where(timeframe, symbols)
        time = "(extract(epoch FROM {time}) * 1000000)::bigint"
        terms = (time if name == "timestamps" else f"{{{name}}}::float8" for name in names)
        parts = ["SELECT", ", ".join(terms), "FROM {table}", where, "ORDER BY {time}"]
        return self._sql(" ".join(parts)), values

    def _where(self, timeframe: str, symbols: Sequence[str] | None) -> tuple[str, list[Any]]:
        """Return a condition and its values."""
        parts: list[str] = []
        values: list[Any] = []
        if self._table.timeframe_column is not None:
            parts.append("{timeframe} = %s")
            values.append(str(timeframe))
        if symbols is not None:
            parts.append("{symbol} = ANY(%s)")
            values.append(list(symbols))
        return (" WHERE " + " AND ".join(parts) if parts else ""), values

    def _sql(self, text: str) -> Composed:
        """Return a statement with the names of table and columns in it, quoted."""
        from psycopg.sql import SQL, Identifier  # noqa: PLC0415 - an option

        table = self._table
        names = {
            name: Identifier(getattr(table, name)) for name in ("symbol", "time", *PRICE_COLUMNS)
        }
        names["timeframe"] = Identifier(table.timeframe_column or "timeframe")
        return SQL(text).format(table=Identifier(*table.name.split(".")), **names)

    def _may_have(self, timeframe: str) -> bool:
        return self._table.timeframe_column is not None or timeframe == self._table.timeframe

    @contextmanager
    def _reading(self) -> Iterator[psycopg.Connection[Any]]:
        """Lend the connection inside one transaction that sees one state of the table."""
        psycopg = _driver()
        with self._lock:
            try:
                if self._connection is None or self._connection.closed:
                    self._connection = self._connect(psycopg)
                with self._connection.transaction():
                    yield self._connection
            except psycopg.Error as error:
                reason = Message("library.postgres", text=str(error))
                raise LibraryError(self._shown_url, reason) from error

    def _connect(self, driver: Any) -> psycopg.Connection[Any]:
        try:
            connection: psycopg.Connection[Any] = driver.connect(self._url, connect_timeout=10)
        except driver.OperationalError as error:
            reason = Message("library.not-connected", text=str(error))
            raise LibraryNotFoundError(self._shown_url, reason) from error
        connection.read_only = True
        connection.isolation_level = driver.IsolationLevel.REPEATABLE_READ
        return connection

    @property
    def _shown_url(self) -> str:
        return _PASSWORD.sub("***", self._url)


def _driver() -> Any:
    try:
        import psycopg  # noqa: PLC0415 - an option
    except ImportError:
        command = "pip install 'formula-scanner[postgres]'"
        raise LibraryError("PostgreSQL", Message("library.needs-driver", command=command)) from None
    return psycopg


def _column(name: str, cells: Sequence[Any]) -> NDArray[Any]:
    """Return one column; null is unknown."""
    if name == "timestamps":
        column = np.array(cells, dtype=np.int64) * 1_000
    else:
        column = np.array(cells, dtype=np.float64)
    column.flags.writeable = False
    return column
