"""Connections to one SQLite file: a pool of readers and one writer.

- A reader is taken from the pool for the length of one read transaction and put back, so any
  number of threads may read; a new connection is opened only when all others are in use.
- There is one writing connection, made at the first write and guarded by a lock; entering
  :meth:`Database.writing` again in the same thread begins a part of the open transaction.
- Nothing here opens the file but SQLite: to close it once more would drop the locks of all these
  connections (POSIX).
- Pickling keeps the path and what kind of file it is; the other process opens its own connections.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import LibraryError
from engine.messages import Message
from engine.storage.sqlite.faults import library_error
from engine.storage.sqlite.opening import FileOpener
from engine.storage.sqlite.schema import kind_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from engine.storage.sqlite.file_kind import FileKind

_BEGIN = "BEGIN IMMEDIATE"


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
        self._opener = FileOpener(self.path, kind, may_create=may_create)
        self._lock = threading.RLock()
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._depth = 0
        self._is_doomed = False
        self._pid = os.getpid()
        self._is_closed = False

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (str(self.path), self._kind.name)

    def reading(self, *, is_bulk: bool = False) -> Reading:
        """Return a context manager that gives a connection inside one read transaction.

        Parameters
        ----------
        is_bulk : bool
            Whether much of the file will be read: through a memory map then, for that time only.
        """
        return Reading(self, is_bulk=is_bulk)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the writing connection inside one transaction: all of it is kept or nothing.

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

    def take(self, *, is_bulk: bool = False) -> sqlite3.Connection:
        """Return a connection for reading that nobody else uses."""
        self._forget_after_fork()
        if not is_bulk:
            with suppress(IndexError):
                return self._idle.pop()
        self._check_open()
        return self._opener.open_reader(is_mapped=is_bulk)

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

    def _open_writer(self) -> sqlite3.Connection:
        self._check_open()
        self._forget_after_fork()
        if self._writer is None:
            self._writer = self._opener.open_writer()
        return self._writer

    def _commit(self, connection: sqlite3.Connection) -> None:
        if self._is_doomed:
            raise LibraryError(str(self.path), Message("library.part-failed"))
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

    def _check_open(self) -> None:
        if self._is_closed:
            raise LibraryError(str(self.path), Message("library.closed"))


class Reading:
    """One read transaction; a class because a generator would double the cost of a fetch."""

    __slots__ = ("_connection", "_database", "_is_bulk")

    def __init__(self, database: Database, *, is_bulk: bool) -> None:
        self._database = database
        self._is_bulk = is_bulk

    def __enter__(self) -> sqlite3.Connection:
        self._connection = self._database.take(is_bulk=self._is_bulk)
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
        if self._is_bulk:
            self._connection.close()
        else:
            self._database.give_back(self._connection)


def _reopen(path: str, kind: str) -> Database:
    return Database(path, kind_named(kind), may_create=False)
