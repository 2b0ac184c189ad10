"""Opens a library or workspace file: checks it, makes it, brings it up to date."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.errors import (
    LibraryDamagedError,
    LibraryNotFoundError,
    LibraryReadOnlyError,
    LibraryVersionError,
)
from engine.messages import Message
from engine.storage.sqlite.faults import library_error
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.storage.sqlite.file_kind import FileKind

# An import holds the lock for as long as one large file takes.
BUSY_TIMEOUT_S = 15.0
_PAGE_BYTES = 16_384
_WAL_LIMIT_BYTES = 64 << 20
_MAP_BYTES = 1 << 40


class FileOpener:
    """Makes connections to one file.

    Parameters
    ----------
    path : Path
        The file, absolute.
    kind : FileKind
        Library or workspace, with its schema.
    may_create : bool
        Whether opening for writing may make the file.
    """

    def __init__(self, path: Path, kind: FileKind, *, may_create: bool) -> None:
        self._path = path
        self._kind = kind
        self._may_create = may_create

    def open_reader(self, *, is_mapped: bool = False) -> sqlite3.Connection:
        """Return a connection that only reads; an older file is brought up to date first.

        Parameters
        ----------
        is_mapped : bool
            Read through a memory map: faster by half, but the pages count as memory of the process
            for as long as the connection is open.

        Raises
        ------
        LibraryError
            The file is absent or cannot be used.
        """
        if not self._path.exists():
            raise LibraryNotFoundError(str(self._path))
        self._check_readable()
        with self._opened(self._reading_mode()) as connection:
            version = self._kind.version_in(connection, self._path)
            connection.execute("PRAGMA query_only=ON")
            connection.execute(f"PRAGMA mmap_size={_MAP_BYTES if is_mapped else 0}")
        if version == self._kind.version:
            return connection
        connection.close()
        self._check_upgradable(version)
        self.open_writer().close()
        return self.open_reader(is_mapped=is_mapped)

    def open_writer(self) -> sqlite3.Connection:
        """Return a connection that writes; makes the file, or brings an older one up to date.

        Raises
        ------
        LibraryError
            The file cannot be used, made or written.
        """
        self._check_writable()
        with self._opened("mode=rwc") as connection:
            self._prepare(connection)
        return connection

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        """Lend a new connection, and close it if that raises."""
        connection = None
        try:
            connection = self._connect(mode)
            yield connection
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, sqlite3.Error):
                raise library_error(self._path, error) from error
            raise

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA page_size={_PAGE_BYTES}")
        self._check_not_newer(self._kind.version_in(connection, self._path))
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA journal_size_limit={_WAL_LIMIT_BYTES}")
        self._kind.bring_up_to_date(connection, self._path)

    def _connect(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self._path.as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,
        )

    def _reading_mode(self) -> str:
        """Return how to open for reading.

        Where the file may be written the connection may, too, so that the last one to close takes
        the log away. On a read-only medium SQLite must be told that nobody else writes.
        """
        if self._is_writable():
            return "mode=rw"
        log = self._path.with_name(self._path.name + "-wal")
        has_log = log.exists() and log.stat().st_size > 0
        return "mode=ro" if has_log else "mode=ro&immutable=1"

    def _check_readable(self) -> None:
        if self._path.is_dir():
            raise LibraryDamagedError(str(self._path), Message("library.is-folder"))
        if not os.access(self._path, os.R_OK):
            raise LibraryReadOnlyError(str(self._path), Message("library.not-readable"))

    def _check_upgradable(self, version: int) -> None:
        self._check_not_newer(version)
        if version == 0 and not self._may_create:
            raise LibraryDamagedError(
                str(self._path), Message("library.empty-file", kind=self._kind.title)
            )
        if version and not self._is_writable():
            raise LibraryReadOnlyError(str(self._path), Message("library.needs-upgrade"))

    def _check_writable(self) -> None:
        if self._path.exists():
            self._check_readable()
            if not self._is_writable():
                raise LibraryReadOnlyError(str(self._path))
        elif not self._may_create:
            raise LibraryNotFoundError(str(self._path))
        else:
            _make_folder(self._path.parent)
            if not os.access(self._path.parent, os.W_OK):
                raise LibraryReadOnlyError(str(self._path), Message("library.folder-not-writable"))

    def _is_writable(self) -> bool:
        return os.access(self._path, os.W_OK) and os.access(self._path.parent, os.W_OK)

    def _check_not_newer(self, version: int) -> None:
        if version > self._kind.version:
            raise LibraryVersionError(str(self._path), version, self._kind.version)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = Message("library.no-folder", reason=system_message(error))
        raise LibraryReadOnlyError(str(folder), reason) from error
