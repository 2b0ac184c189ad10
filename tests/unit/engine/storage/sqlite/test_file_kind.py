"""Files of older versions."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from engine.errors import LibraryDamagedError, LibraryReadOnlyError
from engine.storage.library import open_library, open_workspace
from engine.storage.sqlite.database import Database
from engine.storage.sqlite.file_kind import FileKind
from engine.storage.sqlite.opening import FileOpener
from engine.storage.sqlite.schema import LIBRARY, WORKSPACE, kind_named
from tests.helpers.candles import bars, candles

if TYPE_CHECKING:
    from pathlib import Path


def write_first_version(path: Path, kind: FileKind) -> None:
    """Make a file as the first version of the program made it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript(kind.steps[0])
    connection.execute(f"PRAGMA application_id={kind.application_id}")
    connection.execute("PRAGMA user_version=1")
    connection.commit()
    connection.close()


@pytest.fixture
def old_library(tmp_path: Path) -> Path:
    """Return a library of version 1 with candles and symbols in it."""
    path = tmp_path / "library.fslib"
    write_first_version(path, LIBRARY)
    connection = sqlite3.connect(path)
    columns = [column.tobytes() for column in bars([1, 2, 3])]
    connection.execute("INSERT INTO series VALUES (1, '1d', 'A', 5, 3, 3, 0, 0)")
    connection.executemany("INSERT INTO block VALUES (?, ?)", enumerate(columns, start=8))
    connection.execute("INSERT INTO symbol VALUES ('A', 'Alpha', 'NYSE', 'USD')")
    connection.commit()
    connection.close()
    return path


def test_older_library_is_brought_up_to_date_with_all_that_is_in_it(old_library: Path) -> None:
    with open_library(old_library) as library:
        assert library.candles.get_range("A", "1d").close.tolist() == [1, 2, 3]
        assert library.candles.versions("1d")["A"] == (5, 3)
        assert library.symbols.get("A").name == "Alpha"  # type: ignore[union-attr]
        library.symbols.add_to_groups([("Tech", "A")])
        assert library.symbols.groups() == {"Tech": ["A"]}


def test_older_library_is_kept_as_a_copy(old_library: Path) -> None:
    open_library(old_library).close()
    copy = old_library.with_name("library.fslib.v1.bak")
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT symbol FROM series").fetchall() == [("A",)]
    connection.close()
    assert not list(old_library.parent.glob(".*.part"))


def test_up_to_date_library_is_not_copied(old_library: Path) -> None:
    open_library(old_library).close()
    old_library.with_name("library.fslib.v1.bak").unlink()
    open_library(old_library).close()
    assert [entry.name for entry in old_library.parent.iterdir()] == ["library.fslib"]


def test_repository_alone_brings_its_file_up_to_date(old_library: Path) -> None:
    database = Database(old_library, LIBRARY, may_create=False)
    database.check()
    database.close()
    connection = sqlite3.connect(old_library)
    assert connection.execute("PRAGMA user_version").fetchone() == (LIBRARY.version,)
    connection.close()


def test_older_workspace_gets_watchlists(tmp_path: Path) -> None:
    path = tmp_path / "own.fsws"
    write_first_version(path, WORKSPACE)
    with open_workspace(path) as workspace:
        workspace.watchlists.add("Tech", ["A"])
        assert workspace.watchlists.names() == ["Tech"]


def test_step_that_fails_leaves_the_older_version(old_library: Path) -> None:
    broken = FileKind(
        "library", LIBRARY.application_id, (LIBRARY.steps[0], "CREATE TABLE x (a); no")
    )
    database = Database(old_library, broken, may_create=False)
    with pytest.raises(Exception, match="SQLite says"):
        database.check()
    database.close()
    with open_library(old_library) as library:
        assert library.candles.symbols("1d") == ["A"]


def test_new_file_has_the_newest_version(tmp_path: Path) -> None:
    open_library(tmp_path / "new.fslib", create=True).close()
    connection = sqlite3.connect(tmp_path / "new.fslib")
    assert connection.execute("PRAGMA user_version").fetchone() == (LIBRARY.version,)
    assert connection.execute("PRAGMA application_id").fetchone() == (LIBRARY.application_id,)
    connection.close()


def test_kind_is_found_by_its_name() -> None:
    assert kind_named("library") is LIBRARY
    assert kind_named("workspace") is WORKSPACE


def test_older_library_that_cannot_be_written_says_what_it_lacks(
    old_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileOpener, "_is_writable", lambda _: False)
    with pytest.raises(LibraryReadOnlyError, match="older format"):
        open_library(old_library)


def test_header_alone_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "library.fslib"
    path.write_bytes(b"SQLite format 3\0" + b"\0" * 40)
    with pytest.raises(LibraryDamagedError):
        open_library(path)


def test_library_killed_before_its_first_checkpoint_opens(tmp_path: Path) -> None:
    path = tmp_path / "library.fslib"
    library = open_library(path, create=True)
    library.candles.save_many("A", "1d", candles([0]))
    # What a killed process leaves: the file and its log, nothing closed.
    other = tmp_path / "copy.fslib"
    for ending in ("", "-wal"):
        other.with_name(other.name + ending).write_bytes(
            path.with_name(path.name + ending).read_bytes()
        )
    library.close()
    with open_library(other) as copy:
        assert copy.candles.symbols("1d") == ["A"]


def test_file_killed_while_it_was_made_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.fslib"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    with pytest.raises(LibraryDamagedError, match="the library file is empty"):
        open_library(path)
    with open_library(path, create=True) as library:
        assert library.candles.timeframes() == []
