"""Connections to one SQLite file: a pool of readers and one writer.

- A reader is taken from the pool for the length of one read transaction and put back, so any
  number of threads may read; a new connection is opened only when all others are in use.
- There is one writing connection, made at the first write and guarded by a lock; entering
  :meth:`Database.writing` again in the same thread joins the open transaction.
- Pickling keeps the path and what kind of file it is; the other process opens its own connections.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryNotFoundError,
    LibraryReadOnlyError,
    LibraryVersionError,
)
from engine.storage.sqlite.faults import library_error
from engine.storage.sqlite.schema import kind_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from engine.storage.sqlite.file_kind import FileKind

_BEGIN = "BEGIN IMMEDIATE"
_PAGE_BYTES = 16_384
# Mapped pages count as memory of every process that reads them: with ten thousand symbols that is
# more than a gigabyte each. Reading without a map costs 2 us a column more.
_MAP_BYTES = 0
BUSY_TIMEOUT_S = 5.0
_WAL_LIMIT_BYTES = 64 << 20


class Database:
    """One SQLite file that this program made.

    Parameters
    ----------
    path : path-like
        The file; nothing is opened yet.
    kind : FileKind
        Library or workspace, with its schema.
    may_create : bool
        Whether the first write may make the file.
    """

    def __init__(self, path: str | Path, kind: FileKind, *, may_create: bool = True) -> None:
        self.path = Path(path).absolute()
        self._kind = kind
        self._may_create = may_create
        self._lock = threading.RLock()
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._depth = 0
        self._is_doomed = False
        self._pid = os.getpid()
        self._is_closed = False

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (str(self.path), self._kind.name)

    def reading(self) -> Reading:
        """Return a context manager that gives a connection inside one read transaction."""
        return Reading(self)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the writing connection inside one transaction; all of it is kept or nothing.

        Inside another one of the same thread it is a part of that, which can be undone by itself.

        Raises
        ------
        LibraryBusyError, LibraryReadOnlyError, LibraryFullError, LibraryDamagedError
            Nothing was written.
        """
        with self._lock:
            connection = self._open_writer()
            self._depth += 1
            try:
                connection.execute(_BEGIN if self._depth == 1 else f"SAVEPOINT s{self._depth}")
                yield connection
                self._commit(connection)
            except BaseException as error:
                # SQLite may have undone everything by itself: nothing more may go in.
                self._is_doomed |= isinstance(error, sqlite3.Error | LibraryError)
                self._roll_back(connection)
                if isinstance(error, sqlite3.Error):
                    raise library_error(self.path, error) from error
                raise
            finally:
                self._depth -= 1

    @property
    def is_writing(self) -> bool:
        """Whether a transaction of this object is open."""
        return self._depth > 0

    def make(self) -> None:
        """Open the file for writing once, making or migrating it where that is needed."""
        with self._lock:
            self._open_writer()

    def check(self) -> None:
        """Open the file for reading once, so that a file that cannot be used is told at once."""
        self.give_back(self.take())

    def close(self) -> None:
        """Close all connections; the object cannot be used afterwards."""
        with self._lock:
            self._is_closed = True
            self._forget_after_fork()
            while self._idle:
                self._idle.pop().close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def take(self) -> sqlite3.Connection:
        """Return a connection for reading that nobody else uses."""
        self._forget_after_fork()
        try:
            return self._idle.pop()
        except IndexError:
            return self._open_reader()

    def give_back(self, connection: sqlite3.Connection) -> None:
        """Put a connection back that :meth:`take` gave."""
        if self._is_closed or self._pid != os.getpid():
            connection.close()
        else:
            self._idle.append(connection)

    def _forget_after_fork(self) -> None:
        """Drop connections of a parent process: SQLite's must not cross a fork."""
        if self._pid != os.getpid():
            self._pid, self._idle, self._writer, self._depth = os.getpid(), [], None, 0

    def _open_reader(self) -> sqlite3.Connection:
        self._throw_if_closed()
        if not self.path.exists():
            raise LibraryNotFoundError(str(self.path))
        self._throw_if_foreign()
        try:
            connection = self._connect_read_only()
            found = _version_of(connection)
        except sqlite3.Error as error:
            raise library_error(self.path, error) from error
        if found == self._kind.version:
            return connection
        connection.close()
        self._throw_if_newer(found)
        if found == 0 and not self._may_create:
            raise LibraryDamagedError(str(self.path), f"the {self._kind.name} file is empty")
        if found and not self._is_writable():
            reason = "it has an older format, and bringing it up to date means writing to it"
            raise LibraryReadOnlyError(str(self.path), reason)
        self.make()
        return self._open_reader()

    def _connect_read_only(self) -> sqlite3.Connection:
        """Connect for reading.

        Where the file may be written the connection may, too, so that the last one to close takes
        the log away. On a read-only medium SQLite must be told that nobody else writes.
        """
        if self._is_writable():
            mode = "mode=rw"
        else:
            log = self.path.with_name(self.path.name + "-wal")
            has_log = log.exists() and log.stat().st_size > 0
            mode = "mode=ro" if has_log else "mode=ro&immutable=1"
        connection = self._connect(mode)
        connection.execute("PRAGMA query_only=ON")
        connection.execute(f"PRAGMA mmap_size={_MAP_BYTES}")
        return connection

    def _open_writer(self) -> sqlite3.Connection:
        self._throw_if_closed()
        self._forget_after_fork()
        if self._writer is None:
            self._writer = self._make_writer()
        return self._writer

    def _make_writer(self) -> sqlite3.Connection:
        if self.path.exists():
            self._throw_if_foreign()
            self._throw_if_not_writable()
        elif not self._may_create:
            raise LibraryNotFoundError(str(self.path))
        else:
            _make_folder(self.path.parent)
        connection = None
        try:
            connection = self._connect("mode=rwc")
            connection.execute(f"PRAGMA page_size={_PAGE_BYTES}")
            self._throw_if_newer(_version_of(connection))
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute(f"PRAGMA journal_size_limit={_WAL_LIMIT_BYTES}")
            self._kind.bring_up_to_date(connection, self.path)
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            raise library_error(self.path, error) from error
        except BaseException:
            if connection is not None:
                connection.close()
            raise
        return connection

    def _connect(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self.path.as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,
        )

    def _commit(self, connection: sqlite3.Connection) -> None:
        if self._is_doomed:
            raise LibraryError(str(self.path), "a part of the transaction failed")
        connection.execute("COMMIT" if self._depth == 1 else f"RELEASE s{self._depth}")

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        """Undo the transaction, or this part of it; on a full disk SQLite has done so already."""
        with suppress(sqlite3.Error):
            if self._depth > 1:
                connection.execute(f"ROLLBACK TO s{self._depth}")
                connection.execute(f"RELEASE s{self._depth}")
            elif connection.in_transaction:
                connection.execute("ROLLBACK")
        if self._depth == 1:
            self._is_doomed = False

    def _throw_if_closed(self) -> None:
        if self._is_closed:
            raise LibraryError(str(self.path), "it was closed")

    def _throw_if_foreign(self) -> None:
        """Refuse what is no file of this kind; an empty file may become one."""
        if self.path.is_dir():
            raise LibraryDamagedError(str(self.path), "that is a folder, not a library file")
        try:
            with self.path.open("rb") as file:
                header = file.read(100)
        except PermissionError as error:
            raise LibraryReadOnlyError(str(self.path), "reading it is not allowed") from error
        self._kind.throw_if_foreign(self.path, header)

    def _throw_if_not_writable(self) -> None:
        if not self._is_writable():
            raise LibraryReadOnlyError(str(self.path))

    def _is_writable(self) -> bool:
        return os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)

    def _throw_if_newer(self, found: int) -> None:
        if found > self._kind.version:
            raise LibraryVersionError(str(self.path), found, self._kind.version)


class Reading:
    """One read transaction; a class because a generator would double the cost of a fetch."""

    __slots__ = ("_connection", "_database")

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> sqlite3.Connection:
        self._connection = self._database.take()
        try:
            self._connection.execute("BEGIN")
        except sqlite3.Error as error:
            self._connection.close()
            raise library_error(self._database.path, error) from error
        return self._connection

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(error, sqlite3.Error):
            self._connection.close()
            raise library_error(self._database.path, error) from error
        self._connection.execute("COMMIT")
        self._database.give_back(self._connection)


def _reopen(path: str, kind: str) -> Database:
    return Database(path, kind_named(kind), may_create=False)


def _version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryReadOnlyError(str(folder), f"cannot make the folder: {error}") from error
