"""Which adjustments were applied to the candles of a library file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from engine.storage.sqlite.repository import SqliteRepository
from engine.storage.sqlite.schema import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIND = (
    "SELECT 1 FROM adjustment "
    "WHERE symbol = ? AND timeframe = ? AND before_ns = ? AND factor = ? LIMIT 1"
)
_CONCERNS = "SELECT 1 FROM adjustment WHERE symbol = ? AND timeframe = ? AND before_ns > ? LIMIT 1"
_ADD = (
    "INSERT INTO adjustment (symbol, timeframe, before_ns, factor, applied_at) "
    "VALUES (?, ?, ?, ?, ?)"
)
_ALL = (
    "SELECT symbol, timeframe, before_ns, factor, applied_at FROM adjustment "
    "WHERE symbol = ? ORDER BY id"
)
_FORGET = "DELETE FROM adjustment WHERE symbol = ? AND (? IS NULL OR timeframe = ?)"


class Adjustment(NamedTuple):
    """Prices of one symbol before a time were multiplied.

    Attributes
    ----------
    symbol, timeframe : str
        Of the candles.
    before_ns : int
        Candles before this time were changed.
    factor : float
        What their prices were multiplied by.
    applied_at : str
        When, in ISO 8601.
    """

    symbol: str
    timeframe: str
    before_ns: int
    factor: float
    applied_at: str


class SqliteAdjustments(SqliteRepository):
    """Log of adjustments, so that none is applied twice by mistake."""

    kind = LIBRARY

    def has(self, symbol: str, timeframe: str, before_ns: int, factor: float) -> bool:
        """Whether the same adjustment was applied before; sees what is not committed yet."""
        with self._db.writing() as connection:
            key = (symbol, timeframe, before_ns, factor)
            return connection.execute(_FIND, key).fetchone() is not None

    def concern(self, symbol: str, timeframe: str, since_ns: int) -> bool:
        """Whether candles from a time on were adjusted; sees what is not committed yet."""
        with self._db.writing() as connection:
            return (
                connection.execute(_CONCERNS, (symbol, timeframe, since_ns)).fetchone() is not None
            )

    def add(self, symbol: str, timeframe: str, before_ns: int, factor: float) -> None:
        """Record an adjustment that was applied."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._db.writing() as connection:
            connection.execute(_ADD, (symbol, timeframe, before_ns, factor, now))

    def forget(self, symbols: Iterable[str], timeframe: str | None = None) -> None:
        """Forget what was applied to candles that are gone; of all timeframes unless given."""
        rows = [(symbol, timeframe, timeframe) for symbol in symbols]
        with self._db.writing() as connection:
            connection.executemany(_FORGET, rows)

    def all(self, symbol: str) -> list[Adjustment]:
        """Return what was applied to a symbol, in order."""
        with self._db.reading() as connection:
            return [Adjustment(*row) for row in connection.execute(_ALL, (symbol,))]
