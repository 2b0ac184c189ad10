"""What all repositories in SQLite files have in common."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from engine.storage.sqlite.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from engine.storage.sqlite.file_kind import FileKind


_LOG = logging.getLogger(__name__)
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
Row = TypeVar("Row")


def readable(
    rows: Iterable[tuple[Any, ...]], convert: Callable[[tuple[Any, ...]], Row]
) -> Iterator[Row]:
    """Yield what rows stand for; one that cannot be read is logged and left out."""
    for row in rows:
        try:
            yield convert(row)
        except _UNREADABLE as error:
            _LOG.warning("A row of the workspace could not be read: %r", error)


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
