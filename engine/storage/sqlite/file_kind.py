"""Kinds of files that this program writes: how they are known, made and brought up to date."""

from __future__ import annotations

import sqlite3
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import LibraryDamagedError, LibraryVersionError

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA_COOKIE = 40
_APPLICATION_ID = 68
_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that this program writes.

    Attributes
    ----------
    name : str
        What the user calls it.
    application_id : int
        Mark in the file's header.
    steps : tuple of str
        Statements that lead from each version to the next; the first from an empty file.
    """

    name: str
    application_id: int
    steps: tuple[str, ...]

    @property
    def version(self) -> int:
        """The newest version, which this program writes."""
        return len(self.steps)

    def throw_if_foreign(self, path: Path, header: bytes) -> None:
        """Raise LibraryDamagedError unless `header` begins a whole file of this kind."""
        if not header:
            return
        if len(header) < 100 or not header.startswith(_HEADER):
            raise LibraryDamagedError(str(path), f"that is no {self.name} file")
        (found,) = struct.unpack_from(">I", header, _APPLICATION_ID)
        (n_changes,) = struct.unpack_from(">I", header, _SCHEMA_COOKIE)
        log = path.with_name(path.name + "-wal")
        # Killed while it is made, a file has no tables yet, or has them in its log.
        is_begun = found == 0 and (n_changes == 0 or log.exists())
        if found != self.application_id and not is_begun:
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
        for step in self.steps[found:]:
            for statement in filter(str.strip, step.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={self.application_id}")
        connection.execute(f"PRAGMA user_version={self.version}")

    def _throw_if_cut_off(self, path: Path, header: bytes, log: Path) -> None:
        """Refuse a file that is shorter than its header says; a log may hold the rest."""
        page_bytes = struct.unpack_from(">H", header, 16)[0]
        n_pages = struct.unpack_from(">I", header, 28)[0]
        expected = (65_536 if page_bytes == 1 else page_bytes) * n_pages
        if path.stat().st_size < expected and not log.exists():
            raise LibraryDamagedError(str(path), "the file is cut off; restore it from a copy")


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
