"""SQLite's error codes as the engine's exceptions."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from engine.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryFullError,
    LibraryNotFoundError,
    LibraryReadOnlyError,
)

if TYPE_CHECKING:
    from pathlib import Path

_PRIMARY = 0xFF
_FULL_DISK = {
    sqlite3.SQLITE_FULL,
    # The wal-index and the log grow outside the database file; SQLite reports those as I/O errors.
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}


def library_error(path: Path, error: sqlite3.Error) -> LibraryError:
    """Return the exception of the engine that says what `error` means for the file `path`."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code in _FULL_DISK:
        return LibraryFullError(str(path))
    match code & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryBusyError(str(path))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return LibraryReadOnlyError(str(path))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
            return LibraryDamagedError(str(path))
        case sqlite3.SQLITE_CANTOPEN:
            return _cannot_open(path)
    return LibraryError(str(path), f"SQLite says: {error}")


def _cannot_open(path: Path) -> LibraryError:
    if not path.exists():
        return LibraryNotFoundError(str(path))
    if path.is_dir():
        return LibraryDamagedError(str(path), "that is a folder, not a library file")
    return LibraryReadOnlyError(str(path), "the file or its folder cannot be opened for writing")
