"""Watchlists in a workspace file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.watchlist import Watchlist
from engine.errors import InputError
from engine.messages import Message
from engine.storage.sqlite.repository import SqliteRepository
from engine.storage.sqlite.schema import WORKSPACE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_NAMES = "SELECT name FROM watchlist ORDER BY name"
_NAMED = "SELECT name FROM watchlist WHERE name = ?"
_SYMBOLS = "SELECT symbol FROM watchlist_symbol WHERE watchlist = ? ORDER BY position"
_ADD_LIST = "INSERT OR IGNORE INTO watchlist (name) VALUES (?)"
_ADD_SYMBOL = (
    "INSERT OR IGNORE INTO watchlist_symbol (watchlist, position, symbol) VALUES (?, ?, ?)"
)
_LAST = "SELECT COALESCE(MAX(position), 0) FROM watchlist_symbol WHERE watchlist = ?"


class SqliteWatchlistRepository(SqliteRepository):
    """Watchlists of one workspace file."""

    kind = WORKSPACE

    def names(self) -> list[str]:
        """Return the names of all lists, sorted."""
        with self._db.reading() as connection:
            return [row[0] for row in connection.execute(_NAMES)]

    def get(self, name: str) -> Watchlist | None:
        """Return the list called `name`, in whatever case, or None."""
        with self._db.reading() as connection:
            return _find(connection, name)

    def all(self) -> list[Watchlist]:
        """Return all lists, sorted by name."""
        with self._db.reading() as connection:
            names = [row[0] for row in connection.execute(_NAMES)]
            watchlists = [_find(connection, name) for name in names]
        return [watchlist for watchlist in watchlists if watchlist is not None]

    def save(self, watchlist: Watchlist) -> None:
        """Add `watchlist` or replace the symbols of the one with the same name."""
        with self._db.writing() as connection:
            connection.execute(_ADD_LIST, (watchlist.name,))
            connection.execute(
                "DELETE FROM watchlist_symbol WHERE watchlist = ?", (watchlist.name,)
            )
            _append(connection, watchlist.name, watchlist.symbols)

    def add(self, name: str, symbols: Iterable[str]) -> None:
        """Put `symbols` behind those of a list; makes the list where there is none."""
        with self._db.writing() as connection:
            connection.execute(_ADD_LIST, (name,))
            _append(connection, name, symbols)

    def remove(self, name: str, symbols: Iterable[str]) -> None:
        """Take `symbols` out of a list."""
        rows = [(name, symbol) for symbol in symbols]
        with self._db.writing() as connection:
            connection.executemany(
                "DELETE FROM watchlist_symbol WHERE watchlist = ? AND symbol = ?", rows
            )

    def rename(self, name: str, new_name: str) -> bool:
        """Rename a list; return whether there was one.

        Raises
        ------
        InputError
            Another list has that name.
        """
        with self._db.writing() as connection:
            other = connection.execute(_NAMED, (new_name,)).fetchone()
            if other is not None and other[0].casefold() != name.casefold():
                raise InputError(Message("library.watchlist-exists", name=other[0]))
            cursor = connection.execute(
                "UPDATE watchlist SET name = ? WHERE name = ?", (new_name, name)
            )
            return cursor.rowcount > 0

    def delete(self, name: str) -> bool:
        """Forget a list; return whether there was one."""
        with self._db.writing() as connection:
            cursor = connection.execute("DELETE FROM watchlist WHERE name = ?", (name,))
            return cursor.rowcount > 0


def _find(connection: sqlite3.Connection, name: str) -> Watchlist | None:
    row = connection.execute(_NAMED, (name,)).fetchone()
    if row is None:
        return None
    return Watchlist(row[0], tuple(entry[0] for entry in connection.execute(_SYMBOLS, (name,))))


def _append(connection: sqlite3.Connection, name: str, symbols: Iterable[str]) -> None:
    first = connection.execute(_LAST, (name,)).fetchone()[0] + 1
    rows = [(name, position, symbol) for position, symbol in enumerate(symbols, start=first)]
    connection.executemany(_ADD_SYMBOL, rows)
