"""Symbols in a library file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.domain.symbol import Symbol
from engine.storage.sqlite.database import Database
from engine.storage.sqlite.schema import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

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


class SqliteSymbolRepository:
    """Symbols of one library file; see :class:`~engine.storage.protocols.ISymbolRepository`."""

    def __init__(self, library: str | Path | Database) -> None:
        self._db = library if isinstance(library, Database) else Database(library, LIBRARY)

    def __reduce__(self) -> tuple[Any, ...]:
        return SqliteSymbolRepository, (self._db,)

    def close(self) -> None:
        """Close all connections."""
        self._db.close()

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
        """Give symbols that have no name the one in `names`."""
        rows = [(symbol, name) for symbol, name in names.items()]
        if rows:
            with self._db.writing() as connection:
                connection.executemany(_ADD_NAME, rows)

    def delete(self, symbol_id: str) -> bool:
        """Forget the symbol, but not its candles; tells whether there was one."""
        with self._db.writing() as connection:
            cursor = connection.execute("DELETE FROM symbol WHERE symbol_id = ?", (symbol_id,))
            return cursor.rowcount > 0
