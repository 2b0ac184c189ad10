"""Opening the two files of a user: the library of candles and the workspace of own things."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from engine.errors import LibraryError, LibraryNotFoundError
from engine.messages import Message
from engine.storage.sqlite.adjustments import SqliteAdjustments
from engine.storage.sqlite.alerts import SqliteAlertRepository
from engine.storage.sqlite.candles import SqliteCandleRepository
from engine.storage.sqlite.database import Database
from engine.storage.sqlite.formulas import SqliteFormulaRepository
from engine.storage.sqlite.import_mappings import SqliteImportMappings
from engine.storage.sqlite.scan_history import SqliteScanHistory
from engine.storage.sqlite.schema import LIBRARY, WORKSPACE
from engine.storage.sqlite.symbols import SqliteSymbolRepository
from engine.storage.sqlite.watchlists import SqliteWatchlistRepository

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.storage.sqlite.file_kind import FileKind


class _OpenFile:
    """Base of library and workspace: one file whose connections the repositories share."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file, absolute."""
        return self._db.path

    def close(self) -> None:
        """Close every connection of this process to the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Put all writes of the block into one transaction; an exception undoes them all.

        Inside another one it is a part of that, which can fail by itself.
        """
        with self._db.writing():
            yield


class Library(_OpenFile):
    """Candles and symbols in one file; a context manager.

    Attributes
    ----------
    candles : SqliteCandleRepository
        Candles by symbol and timeframe.
    symbols : SqliteSymbolRepository
        Names, exchanges, currencies, time zones and groups.
    mappings : SqliteImportMappings
        How files of earlier imports had to be read.
    adjustments : SqliteAdjustments
        Splits that were applied to histories.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.candles = SqliteCandleRepository(database)
        self.symbols = SqliteSymbolRepository(database)
        self.mappings = SqliteImportMappings(database)
        self.adjustments = SqliteAdjustments(database)

    def __reduce__(self) -> tuple[Any, ...]:
        return open_library, (str(self.path),)


class Workspace(_OpenFile):
    """What the user made: formulas, watchlists, alerts, past scans; a context manager.

    Attributes
    ----------
    formulas : SqliteFormulaRepository
        The formula library.
    alerts : SqliteAlertRepository
        What live formulas told.
    watchlists : SqliteWatchlistRepository
        Lists of symbols.
    history : SqliteScanHistory
        Past scans.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.formulas = SqliteFormulaRepository(database)
        self.alerts = SqliteAlertRepository(database)
        self.watchlists = SqliteWatchlistRepository(database)
        self.history = SqliteScanHistory(database)

    def __reduce__(self) -> tuple[Any, ...]:
        return open_workspace, (str(self.path),)


def open_library(path: str | Path, create: bool = False) -> Library:
    """Open the candle library at `path`.

    Parameters
    ----------
    path : path-like
        The library's file.
    create : bool
        Make the file where there is none.

    Raises
    ------
    LibraryNotFoundError
        There is no such file and `create` is false.
    LibraryDamagedError, LibraryVersionError, LibraryReadOnlyError, LibraryBusyError
        The file is none of ours, of a newer program, or cannot be brought up to date.
    """
    return Library(_open(path, LIBRARY, create))


@contextmanager
def used_library(path: str | Path) -> Iterator[Library]:
    """Open the library at `path` for writing; one that is made here and stays empty goes again.

    Raises
    ------
    LibraryError
        See :func:`open_library`.
    """
    is_new = not Path(path).exists()
    is_empty = False
    library = open_library(path, create=True)
    try:
        yield library
    finally:
        with suppress(LibraryError):
            is_empty = is_new and not library.candles.timeframes() and not library.symbols.all()
        library.close()
        if is_empty:
            _remove(library.path)


def open_workspace(path: str | Path, create: bool = False) -> Workspace:
    """Open the workspace at `path`; see :func:`open_library`."""
    return Workspace(_open(path, WORKSPACE, create))


def _open(path: str | Path, kind: FileKind, create: bool) -> Database:
    database = Database(path, kind, may_create=create)
    if not database.path.exists() and not create:
        raise LibraryNotFoundError(str(path), Message("library.not-found", kind=kind.title))
    is_new = not database.path.exists()
    try:
        if is_new:
            database.make()
        database.check()
    except BaseException:
        database.close()
        if is_new:
            _remove(database.path)
        raise
    return database


def _remove(path: Path) -> None:
    """Delete a file that nothing is in, and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):  # what could not be made may not be deletable either
            path.with_name(path.name + ending).unlink()
