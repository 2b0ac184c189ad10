"""What all repositories in SQLite files have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from engine.storage.sqlite.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from engine.storage.sqlite.file_kind import FileKind


class SqliteRepository:
    """Some tables of one file.

    Parameters
    ----------
    file : path-like or Database
        The file, or its connections where several repositories share them.

    Notes
    -----
    May be used from several threads; pickled, it carries the path alone.
    """

    kind: ClassVar[FileKind]

    def __init__(self, file: str | Path | Database) -> None:
        self._db = file if isinstance(file, Database) else Database(file, self.kind)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._db,)

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    def close(self) -> None:
        """Close all connections to the file."""
        self._db.close()
