"""What SQLite's errors mean to a user."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from engine import errors
from engine.storage.sqlite.faults import library_error

if TYPE_CHECKING:
    from pathlib import Path


def fault(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, errors.LibraryFullError),
        (sqlite3.SQLITE_IOERR_WRITE, errors.LibraryFullError),
        (sqlite3.SQLITE_IOERR_SHMSIZE, errors.LibraryFullError),
        (sqlite3.SQLITE_BUSY, errors.LibraryBusyError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, errors.LibraryBusyError),
        (sqlite3.SQLITE_LOCKED, errors.LibraryBusyError),
        (sqlite3.SQLITE_READONLY_DBMOVED, errors.LibraryReadOnlyError),
        (sqlite3.SQLITE_READONLY, errors.LibraryReadOnlyError),
        (sqlite3.SQLITE_CORRUPT, errors.LibraryDamagedError),
        (sqlite3.SQLITE_CORRUPT_INDEX, errors.LibraryDamagedError),
        (sqlite3.SQLITE_NOTADB, errors.LibraryDamagedError),
        (sqlite3.SQLITE_CANTOPEN, errors.LibraryNotFoundError),
    ],
)
def test_code_becomes_the_exception_that_says_it(
    tmp_path: Path, code: int, expected: type[errors.LibraryError]
) -> None:
    path = tmp_path / "library.fslib"
    error = library_error(path, fault(code))
    assert type(error) is expected
    assert str(path) in str(error)


def test_file_that_exists_but_cannot_be_opened_is_read_only(tmp_path: Path) -> None:
    path = tmp_path / "library.fslib"
    path.touch()
    assert type(library_error(path, fault(sqlite3.SQLITE_CANTOPEN))) is errors.LibraryReadOnlyError


def test_folder_is_no_file(tmp_path: Path) -> None:
    error = library_error(tmp_path, fault(sqlite3.SQLITE_CANTOPEN))
    assert type(error) is errors.LibraryDamagedError


def test_other_errors_keep_what_sqlite_says(tmp_path: Path) -> None:
    error = library_error(tmp_path, sqlite3.OperationalError("no such table: x"))
    assert "no such table: x" in str(error)
