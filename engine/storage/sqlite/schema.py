"""What stands in a library and in a workspace file, and how older files are brought up to date.

``series`` has a row for each symbol and timeframe. Its history is in ``block``, one BLOB a column
under the key ``series.id * 8 + number of the column``, little-endian; candles appended since are
in ``tail`` as packed rows of one int64 and five float64, and are folded into the block when there
are many. ``n_block`` says how many of the ``n_bars`` candles are in the block.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.errors import LibraryDamagedError, LibraryVersionError

if TYPE_CHECKING:
    from pathlib import Path

Migration = Callable[[sqlite3.Connection], None]

_APPLICATION_ID = 68
_HEADER = b"SQLite format 3\x00"

_LIBRARY = """
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    timeframe TEXT NOT NULL,
    symbol TEXT NOT NULL,
    revision INTEGER NOT NULL,
    n_bars INTEGER NOT NULL,
    n_block INTEGER NOT NULL,
    first_ns INTEGER,
    last_ns INTEGER,
    UNIQUE (timeframe, symbol)
);
CREATE TABLE block (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE tail (series INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE symbol (
    symbol_id TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    exchange TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT ''
);
"""

_WORKSPACE = """
CREATE TABLE formula (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    expression TEXT NOT NULL,
    category TEXT NOT NULL,
    description TEXT NOT NULL,
    parameters TEXT NOT NULL
);
CREATE TABLE alert (
    symbol TEXT NOT NULL,
    formula_id TEXT NOT NULL,
    formula_name TEXT NOT NULL,
    bar_ns INTEGER NOT NULL,
    price REAL,
    created_ns INTEGER NOT NULL,
    is_confirmed INTEGER NOT NULL,
    value_json TEXT NOT NULL,
    left_ns INTEGER,
    UNIQUE (symbol, formula_id, bar_ns)
);
CREATE INDEX alert_by_time ON alert (bar_ns);
"""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that this program writes.

    Attributes
    ----------
    name : str
        What the user calls it.
    application_id : int
        Mark in the file's header.
    schema : str
        Statements that make an empty file of the newest version.
    version : int
        Newest version.
    migrations : mapping of int to callable
        From each older version to the next.
    """

    name: str
    application_id: int
    schema: str
    version: int
    migrations: Mapping[int, Migration] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Callable[[str], FileKind], tuple[str]]:
        return kind_named, (self.name,)

    def throw_if_foreign(self, path: Path, header: bytes) -> None:
        """Raise LibraryDamagedError unless `header` begins a whole file of this kind."""
        if not header:
            return
        if len(header) < 100 or not header.startswith(_HEADER):
            raise LibraryDamagedError(str(path), f"that is no {self.name} file")
        (found,) = struct.unpack_from(">I", header, _APPLICATION_ID)
        log = path.with_name(path.name + "-wal")
        if found != self.application_id and not (found == 0 and log.exists()):
            raise LibraryDamagedError(str(path), f"that is a database, but no {self.name}")
        self._throw_if_cut_off(path, header, log)

    def bring_up_to_date(self, connection: sqlite3.Connection, path: Path) -> None:
        """Make the tables, or migrate those of an older version after keeping a copy."""
        found = _version_of(connection)
        if found == self.version:
            return
        if found:
            _keep_copy(connection, path, found)
        connection.execute("BEGIN IMMEDIATE")
        try:
            self._step_up(connection, path)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _step_up(self, connection: sqlite3.Connection, path: Path) -> None:
        found = _version_of(connection)  # again: another process may have been quicker
        if found > self.version:
            raise LibraryVersionError(str(path), found, self.version)
        if found == 0:
            for statement in filter(str.strip, self.schema.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={self.application_id}")
        else:
            for version in range(found, self.version):
                self.migrations[version](connection)
        connection.execute(f"PRAGMA user_version={self.version}")

    def _throw_if_cut_off(self, path: Path, header: bytes, log: Path) -> None:
        """Refuse a file that is shorter than its header says; a log may hold the rest."""
        page_bytes = struct.unpack_from(">H", header, 16)[0]
        n_pages = struct.unpack_from(">I", header, 28)[0]
        expected = (65_536 if page_bytes == 1 else page_bytes) * n_pages
        if path.stat().st_size < expected and not log.exists():
            raise LibraryDamagedError(str(path), "the file is cut off; restore it from a copy")


LIBRARY = FileKind("library", 0x46534C42, _LIBRARY, version=1)
WORKSPACE = FileKind("workspace", 0x46535753, _WORKSPACE, version=1)


def kind_named(name: str) -> FileKind:
    """Return the kind of file called `name`."""
    return {kind.name: kind for kind in (LIBRARY, WORKSPACE)}[name]


def _version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Write the file as it is to ``NAME.v1.bak``, whole or not at all."""
    target = path.with_name(f"{path.name}.v{version}.bak")
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    copy = sqlite3.connect(partial)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    partial.replace(target)
