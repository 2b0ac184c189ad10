"""Kinds of files that this program writes: how they are recognised, made and brought up to date."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import LibraryDamagedError, LibraryVersionError
from engine.files import drafted
from engine.messages import Message

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that this program writes.

    Attributes
    ----------
    name : str
        ``library`` or ``workspace``.
    application_id : int
        Mark in the file's header.
    steps : tuple of str
        Statements that lead from each version to the next; the first from an empty file.
    """

    name: str
    application_id: int
    steps: tuple[str, ...]

    @property
    def title(self) -> Message:
        """What the user calls it."""
        return Message(f"library.{self.name}")

    @property
    def version(self) -> int:
        """The newest version, which this program writes."""
        return len(self.steps)

    def version_in(self, connection: sqlite3.Connection, path: Path) -> int:
        """Return the version of an open file, 0 for one that has nothing in it yet.

        The header is asked for through SQLite: opening the file beside it and closing it again
        would drop the locks of all connections of this process (POSIX), and another process could
        take the log away from under them.

        Raises
        ------
        LibraryDamagedError
            The file belongs to another program.
        """
        mark = _pragma(connection, "application_id")
        if mark == 0 and _pragma(connection, "schema_version") == 0:
            return 0
        if mark != self.application_id:
            reason = Message("library.foreign-database", kind=self.title)
            raise LibraryDamagedError(str(path), reason)
        return _pragma(connection, "user_version")

    def bring_up_to_date(self, connection: sqlite3.Connection, path: Path) -> None:
        """Make the tables, or migrate those of an older version after keeping a copy."""
        version = self.version_in(connection, path)
        if version == self.version:
            return
        if version:
            _keep_copy(connection, path, version)
        connection.execute("BEGIN IMMEDIATE")
        try:
            self._step_up(connection, path)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _step_up(self, connection: sqlite3.Connection, path: Path) -> None:
        version = self.version_in(connection, path)  # again: another process may have been quicker
        if version > self.version:
            raise LibraryVersionError(str(path), version, self.version)
        for step in self.steps[version:]:
            for statement in filter(str.strip, step.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={self.application_id}")
        connection.execute(f"PRAGMA user_version={self.version}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Write the file as it is to ``NAME.v1.bak``, whole or not at all."""
    target = path.with_name(f"{path.name}.v{version}.bak")
    with drafted(target) as draft:
        copy = sqlite3.connect(draft)
        try:
            connection.backup(copy)
        finally:
            copy.close()
