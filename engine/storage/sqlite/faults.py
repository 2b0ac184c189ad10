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
from engine.messages import Message

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
_DAMAGE = {
    sqlite3.SQLITE_NOTADB: "library.foreign-file",
    sqlite3.SQLITE_CORRUPT: "library.damaged",
    sqlite3.SQLITE_FORMAT: "library.bad-format",
}
_KINDS: dict[int, type[LibraryBusyError | LibraryReadOnlyError]] = {
    sqlite3.SQLITE_BUSY: LibraryBusyError,
    sqlite3.SQLITE_LOCKED: LibraryBusyError,
    sqlite3.SQLITE_READONLY: LibraryReadOnlyError,
    sqlite3.SQLITE_PERM: LibraryReadOnlyError,
    sqlite3.SQLITE_AUTH: LibraryReadOnlyError,
}


def library_error(path: Path, error: sqlite3.Error) -> LibraryError:
    """Return the exception of the engine that says what `error` means for the file `path`."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    primary = code & _PRIMARY
    if code in _FULL_DISK:
        return LibraryFullError(str(path))
    if primary == sqlite3.SQLITE_CANTOPEN:
        return _cannot_open(path)
    if primary in _DAMAGE:
        return LibraryDamagedError(str(path), Message(_DAMAGE[primary]))
    if primary in _KINDS:
        return _KINDS[primary](str(path))
    return LibraryError(str(path), Message("library.sqlite", reason=str(error)))


def _cannot_open(path: Path) -> LibraryError:
    if not path.exists():
        return LibraryNotFoundError(str(path))
    if path.is_dir():
        return LibraryDamagedError(str(path), Message("library.is-folder"))
    return LibraryReadOnlyError(str(path), Message("library.not-writable"))
