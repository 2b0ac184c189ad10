"""Full disks and places that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from engine.errors import LibraryFullError
from engine.storage.library import open_library
from tests.helpers.candles import bars, random_bars
from tests.helpers.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="permissions work otherwise there")
# A limit on the size of files is what a full disk looks like to a single process.
FILL = """
import resource, signal, sys
from engine.errors import LibraryFullError
from engine.storage.library import open_library
sys.path.insert(0, sys.argv[2])
from tests.helpers.candles import random_bars
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_library(sys.argv[1]) as library:
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, resource.RLIM_INFINITY))
    saved = 0
    try:
        for number in range(1_000):
            library.candles.save_arrays(f"N{number:04}", "1d", random_bars(300, number))
            saved += 1
    except LibraryFullError as error:
        print(saved, error.reason)
"""
READ = """
import os, pathlib, sys
from engine.errors import LibraryError
from engine.storage.library import open_library
from engine.domain.symbol import Symbol
pathlib.Path("/").as_uri()  # imports what another user may not be able to read
os.setuid(65534)
try:
    with open_library(sys.argv[1]) as library:
        print(library.candles.get_range("A", "1d").close.tolist())
        library.symbols.save(Symbol("B"))
except LibraryError as error:
    print(type(error).__name__)
"""
MAKE = """
import os, pathlib, resource, sys
from engine.errors import LibraryError
from engine.storage.library import open_library
if sys.argv[2] == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
else:
    pathlib.Path("/").as_uri()  # imports what another user may not be able to read
    os.setuid(65534)
try:
    open_library(sys.argv[1], create=True)
except LibraryError as error:
    print(error.reason)
"""


def run(script: str, *words: object) -> str:
    found = subprocess.run(
        [sys.executable, "-c", script, *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
        cwd=Path(__file__).parents[3],
    )
    return found.stdout.strip()


@posix_only
def test_full_disk_is_told_and_what_was_saved_before_is_there(tmp_path: Path) -> None:
    path = tmp_path / "library.fslib"
    with open_library(path, create=True) as library:
        library.candles.save_arrays("A", "1d", bars([1, 2, 3]))
    saved, reason = run(FILL, path, Path(__file__).parents[3]).split(" ", 1)
    assert reason == "the disk is full, nothing was written"
    with open_library(path) as library:
        symbols = library.candles.symbols("1d")
        assert symbols == ["A", *[f"N{number:04}" for number in range(int(saved))]]
        for number, symbol in enumerate(symbols[1:]):
            expected = random_bars(300, number).close.tolist()
            assert library.candles.get_range(symbol, "1d").close.tolist() == expected
        library.candles.save_arrays("LATER", "1d", bars([1]))
    assert int(saved) > 0


@posix_only
def test_library_that_cannot_be_made_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    assert run(MAKE, tmp_path / "new.fslib", "full") == "the disk is full, nothing was written"
    assert not list(tmp_path.iterdir())


@posix_only
def test_library_is_not_made_in_a_folder_that_may_only_be_read(library_of_another: Path) -> None:
    path = library_of_another.with_name("new.fslib")
    assert run(MAKE, path, "read-only") == "the folder may not be written to"


def test_file_that_may_grow_no_further_loses_nothing(tmp_path: Path) -> None:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        library.candles.save_arrays("A", "1d", random_bars(2_000))
        with library.candles._db.writing() as connection:
            connection.execute("PRAGMA max_page_count=20")
        before = library.candles.versions("1d")

        def fill() -> None:
            for number in range(100):
                library.candles.save_arrays(f"N{number}", "1d", random_bars(2_000))

        with pytest.raises(LibraryFullError, match="the disk is full"):
            fill()
        assert library.candles.versions("1d")["A"] == before["A"]
        with library.candles._db.writing() as connection:
            connection.execute("PRAGMA max_page_count=100000")
        library.candles.save_arrays("LATER", "1d", bars([1]))


@pytest.fixture
def library_of_another() -> Iterator[Path]:
    """Give a library that the user nobody may read but not write."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can become another user")
    # Not below pytest's own folder, which each start of pytest closes to other users.
    with TemporaryDirectory() as shelf:
        path = Path(shelf, "library.fslib")
        with open_library(path, create=True) as library:
            library.candles.save_arrays("A", "1d", bars([1, 2, 3]))
        Path(shelf).chmod(0o755)
        path.chmod(0o644)
        yield path


@posix_only
def test_library_on_a_read_only_shelf_is_read_and_refuses_to_be_written(
    library_of_another: Path,
) -> None:
    found = run(READ, library_of_another)
    assert found.splitlines() == ["[1.0, 2.0, 3.0]", "LibraryReadOnlyError"]
    assert [entry.name for entry in library_of_another.parent.iterdir()] == ["library.fslib"]


@posix_only
def test_library_that_may_not_even_be_read_says_so(library_of_another: Path) -> None:
    library_of_another.chmod(0o600)
    assert run(READ, library_of_another) == "LibraryReadOnlyError"


@posix_only
def test_library_that_its_writer_left_open_is_read_from_a_read_only_shelf(
    library_of_another: Path,
) -> None:
    with open_library(library_of_another) as library:
        library.candles.save_arrays("A", "1d", bars([1, 2, 3, 4]))
        found = run(READ, library_of_another)
    assert found.splitlines()[0] in {"[1.0, 2.0, 3.0, 4.0]", "LibraryReadOnlyError"}
