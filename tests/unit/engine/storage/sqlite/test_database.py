"""Connections, transactions and files that cannot be used."""

from __future__ import annotations

import os
import pickle
import sqlite3
import struct
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from engine.domain.symbol import Symbol
from engine.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryNotFoundError,
    LibraryReadOnlyError,
    LibraryVersionError,
)
from engine.storage.library import open_library, open_workspace
from engine.storage.sqlite import opening
from engine.storage.sqlite.candles import SqliteCandleRepository
from tests.helpers.candles import bars, candles

if TYPE_CHECKING:
    from pathlib import Path


class _BrokenError(Exception):
    """What ends a transaction here."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.fslib"
    with open_library(path, create=True) as library:
        library.candles.save_arrays("A", "1d", bars([1, 2, 3]))
    return path


def test_closed_library_leaves_one_file(path: Path) -> None:
    with open_library(path) as library:
        library.candles.symbols("1d")
    assert [entry.name for entry in path.parent.iterdir()] == ["library.fslib"]


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "library.fslib"
    with open_library(path, create=True):
        assert path.exists()


def test_library_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFoundError, match=r"nowhere\.fslib: there is no such library"):
        open_library(tmp_path / "nowhere.fslib")


def test_workspace_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFoundError, match="there is no such workspace"):
        open_workspace(tmp_path / "nowhere.fsws")


def test_reading_a_repository_without_a_file_makes_none(tmp_path: Path) -> None:
    repository = SqliteCandleRepository(tmp_path / "new.fslib")
    with pytest.raises(LibraryNotFoundError):
        repository.symbols("1d")
    assert list(tmp_path.iterdir()) == []


def test_first_write_of_a_repository_makes_the_file(tmp_path: Path) -> None:
    repository = SqliteCandleRepository(tmp_path / "new.fslib")
    repository.save_many("A", "1d", candles([0]))
    assert repository.symbols("1d") == ["A"]
    repository.close()


@pytest.mark.parametrize(
    "content",
    [b"this is a letter, not a library", b"\0" * 4096, os.urandom(8192), b"SQLite format 3\0"],
    ids=["text", "zeros", "noise", "header only"],
)
def test_file_of_another_kind_is_no_library(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.fslib"
    path.write_bytes(content)
    with pytest.raises(LibraryDamagedError, match=r"library\.fslib"):
        open_library(path)
    assert path.read_bytes() == content


def test_database_of_another_program_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    with pytest.raises(LibraryDamagedError, match="a database, but no library"):
        open_library(path)


def test_workspace_is_no_library(tmp_path: Path) -> None:
    open_workspace(tmp_path / "own.fsws", create=True).close()
    with pytest.raises(LibraryDamagedError, match="no library"):
        open_library(tmp_path / "own.fsws")


def test_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryDamagedError, match="folder"):
        open_library(tmp_path)


def test_empty_file_becomes_a_library_only_when_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "library.fslib"
    path.touch()
    with pytest.raises(LibraryDamagedError, match="empty"):
        open_library(path)
    with open_library(path, create=True) as library:
        assert library.candles.timeframes() == []


def test_library_that_is_cut_off_is_damaged(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(LibraryDamagedError, match="cut off"):
        open_library(path)


def test_damage_inside_is_told_when_it_is_met(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = struct.unpack_from(">H", content, 16)[0]
    content[page:] = b"\xff" * (len(content) - page)
    path.write_bytes(content)

    def read() -> None:
        with open_library(path) as library:
            library.candles.get_range("A", "1d")

    with pytest.raises(LibraryDamagedError):
        read()


def test_newer_library_is_refused_with_both_versions(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(LibraryVersionError, match="format 99") as caught:
        open_library(path)
    assert caught.value.supported < 99


def test_inner_transaction_fails_by_itself(path: Path) -> None:
    with open_library(path) as library:
        with library.transaction():
            library.symbols.save(Symbol("KEPT"))
            with suppress(_BrokenError), library.transaction():
                library.symbols.save(Symbol("LOST"))
                raise _BrokenError
            library.symbols.save(Symbol("LATER"))
        assert [s.symbol_id for s in library.symbols.all()] == ["A", "KEPT", "LATER"]


def test_exception_undoes_the_whole_transaction(path: Path) -> None:
    with open_library(path) as library:
        with suppress(_BrokenError), library.transaction():
            library.candles.save_arrays("B", "1d", bars([1]))
            library.candles.save_arrays("A", "1d", bars([9, 9, 9]))
            raise _BrokenError
        assert library.candles.symbols("1d") == ["A"]
        assert library.candles.get_range("A", "1d").close.tolist() == [1, 2, 3]


def test_readers_see_nothing_of_an_open_transaction(path: Path) -> None:
    with open_library(path) as library:
        with library.transaction():
            library.candles.save_arrays("B", "1d", bars([1]))
            assert library.candles.symbols("1d") == ["A"]
        assert library.candles.symbols("1d") == ["A", "B"]


def test_closed_library_says_so(path: Path) -> None:
    library = open_library(path)
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.candles.symbols("1d")
    with pytest.raises(LibraryError, match="closed"):
        library.symbols.save(Symbol("B"))


def test_second_writer_waits_and_then_says_who_is_in_the_way(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_TIMEOUT_S", 0.05)
    with open_library(path) as first, open_library(path) as second:
        with first.transaction():
            first.symbols.save(Symbol("B"))
            assert second.candles.symbols("1d") == ["A"]
            with pytest.raises(LibraryBusyError, match="another program is writing"):
                second.symbols.save(Symbol("C"))
        second.symbols.save(Symbol("C"))
        assert first.symbols.get("C") == Symbol("C")


def test_threads_write_one_after_the_other(path: Path) -> None:
    with open_library(path) as library:

        def write(name: str) -> None:
            for number in range(20):
                library.candles.save_arrays(f"{name}{number}", "1d", bars([1]))

        threads = [threading.Thread(target=write, args=(name,)) for name in "WXYZ"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(library.candles.symbols("1d")) == 81


def test_pickled_library_opens_the_same_file(path: Path) -> None:
    with open_library(path) as library, pickle.loads(pickle.dumps(library)) as copy:
        assert copy.path == library.path
        assert copy.candles.symbols("1d") == ["A"]


def test_pickled_repository_of_a_vanished_file_does_not_make_a_new_one(path: Path) -> None:
    with open_library(path) as library:
        data = pickle.dumps(library.candles)
    path.unlink()
    copy = pickle.loads(data)
    with pytest.raises(LibraryNotFoundError):
        copy.save_many("A", "1d", candles([0]))


def test_fork_opens_connections_of_its_own(path: Path) -> None:
    with open_library(path) as library:
        library.candles.symbols("1d")
        library.symbols.save(Symbol("B"))
        database = library.candles._db
        database.give_back(before := database.take())
        writer = database._writer
        assert writer is not None
        database._pid = -1  # what a forked child finds
        assert library.candles.symbols("1d") == ["A"]
        assert database._idle != [before]
        before.close()
        writer.close()


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryReadOnlyError, match="cannot make the folder"):
        open_library(tmp_path / "file" / "library.fslib", create=True)
