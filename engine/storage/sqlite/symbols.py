"""Symbols in a library file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.calendars.sessions import SessionRule, exchange_named, parse_sessions
from engine.domain.symbol import Symbol
from engine.storage.sqlite.repository import SqliteRepository
from engine.storage.sqlite.schema import LIBRARY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

_GET = "SELECT symbol_id, name, exchange, currency FROM symbol WHERE symbol_id = ?"
_ALL = "SELECT symbol_id, name, exchange, currency FROM symbol ORDER BY symbol_id"
_SAVE = (
    "INSERT INTO symbol (symbol_id, name, exchange, currency) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (symbol_id) DO UPDATE SET name = excluded.name, "
    "exchange = excluded.exchange, currency = excluded.currency"
)
_ADD_NAME = (
    "INSERT INTO symbol (symbol_id, name) VALUES (?, ?) "
    "ON CONFLICT (symbol_id) DO UPDATE SET name = excluded.name WHERE name = ''"
)
_SESSIONS = "SELECT exchange, tz, sessions FROM symbol WHERE symbol_id = ?"
_ALL_SESSIONS = "SELECT symbol_id, exchange, tz, sessions FROM symbol"
_SET_SESSIONS = (
    "INSERT INTO symbol (symbol_id, tz, sessions) VALUES (?, ?, ?) ON CONFLICT (symbol_id) "
    "DO UPDATE SET tz = COALESCE(?, tz), sessions = COALESCE(?, sessions)"
)
_GROUPS = "SELECT name, symbol_id FROM symbol_group ORDER BY name, symbol_id"


class SqliteSymbolRepository(SqliteRepository):
    """Symbols of one library file; see :class:`~engine.domain.repositories.ISymbolRepository`."""

    kind = LIBRARY

    def get(self, symbol_id: str) -> Symbol | None:
        """Return the symbol, or None."""
        with self._db.reading() as connection:
            row = connection.execute(_GET, (symbol_id,)).fetchone()
        return Symbol(*row) if row else None

    def all(self) -> list[Symbol]:
        """Return all symbols, sorted by their id."""
        with self._db.reading() as connection:
            return [Symbol(*row) for row in connection.execute(_ALL)]

    def save(self, symbol: Symbol) -> None:
        """Add `symbol` or replace the one with the same id."""
        self.save_all([symbol])

    def save_all(self, symbols: Iterable[Symbol]) -> None:
        """Add or replace many symbols in one transaction."""
        rows = [(s.symbol_id, s.name, s.exchange, s.currency) for s in symbols]
        with self._db.writing() as connection:
            connection.executemany(_SAVE, rows)

    def add_names(self, names: Mapping[str, str]) -> None:
        """Name those symbols that have no name yet, as `names` has them."""
        rows = [(symbol, name) for symbol, name in names.items()]
        if rows:
            with self._db.writing() as connection:
                connection.executemany(_ADD_NAME, rows)

    def sessions(self, symbol_id: str) -> SessionRule:
        """Return when the symbol is traded: as it was set, else as its exchange is open."""
        with self._db.reading() as connection:
            row = connection.execute(_SESSIONS, (symbol_id,)).fetchone()
        return (_rule(*row) if row else None) or SessionRule()

    def all_sessions(self) -> dict[str, SessionRule]:
        """Return the trading hours of those symbols of which they are known."""
        with self._db.reading() as connection:
            return read_rules(connection)

    def set_sessions(
        self, symbol_ids: Iterable[str], *, tz: str | None = None, sessions: str | None = None
    ) -> None:
        """Set time zone or trading hours of symbols; None leaves one as it is.

        Raises
        ------
        ValueError
            The trading hours cannot be read.
        """
        parse_sessions(sessions or "")
        rows = [(symbol, tz or "", sessions or "", tz, sessions) for symbol in symbol_ids]
        with self._db.writing() as connection:
            connection.executemany(_SET_SESSIONS, rows)

    def groups(self) -> dict[str, list[str]]:
        """Return the symbols of each group (sector, index...), both sorted."""
        groups: dict[str, list[str]] = {}
        with self._db.reading() as connection:
            for name, symbol in connection.execute(_GROUPS):
                groups.setdefault(name, []).append(symbol)
        return groups

    def add_to_groups(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Put symbols into groups; `pairs` are of group and symbol."""
        rows = list(pairs)
        with self._db.writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO symbol_group VALUES (?, ?)", rows)

    def delete(self, symbol_id: str) -> bool:
        """Forget the symbol, but not its candles; return whether there was one."""
        with self._db.writing() as connection:
            cursor = connection.execute("DELETE FROM symbol WHERE symbol_id = ?", (symbol_id,))
            return cursor.rowcount > 0

    def delete_all(self, symbol_ids: Iterable[str]) -> None:
        """Forget symbols and their places in groups, but not their candles; one transaction."""
        rows = [(symbol,) for symbol in symbol_ids]
        with self._db.writing() as connection:
            connection.executemany("DELETE FROM symbol WHERE symbol_id = ?", rows)
            connection.executemany("DELETE FROM symbol_group WHERE symbol_id = ?", rows)


def read_rules(connection: sqlite3.Connection) -> dict[str, SessionRule]:
    """Return the trading hours of those symbols of which they are known."""
    rows = connection.execute(_ALL_SESSIONS).fetchall()
    rules = {symbol: _rule(*fields) for symbol, *fields in rows}
    return {symbol: rule for symbol, rule in rules.items() if rule is not None}


def _rule(exchange: str, tz: str, sessions: str) -> SessionRule | None:
    """Return the trading hours of a symbol, or None where nothing is known."""
    if not sessions and exchange_named(exchange) is not None:
        sessions = exchange
    return parse_sessions(sessions, tz) if sessions or tz else None
