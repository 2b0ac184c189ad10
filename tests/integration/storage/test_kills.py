"""A library whose writer is killed at any moment."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.series import COLUMNS
from engine.storage.library import Library, open_library
from tests.helpers.candles import random_bars
from tests.helpers.killed_writers import KillServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

N_KILLS = 30
MOST_RUNS = 200


@pytest.fixture
def server() -> Iterator[KillServer]:
    with KillServer() as server:
        yield server


def throw_if_torn(library: Library) -> None:
    for symbol, found in library.candles.iter_columns("1d", COLUMNS):
        times, *prices = (found.columns[name] for name in COLUMNS)
        assert len(times) == found.version.n_bars, symbol
        assert (np.diff(times) > 0).all(), symbol
        for column in prices:
            np.testing.assert_array_equal(column, prices[0], err_msg=symbol)


def test_import_killed_at_any_moment_leaves_whole_files(tmp_path: Path, server: KillServer) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(120):
        closes = random_bars(400, number).close
        rows = (f"{c},{c},{c},{c},{c}" for c in closes)
        days = np.arange("2020-01-01", "2021-02-04", dtype="datetime64[D]")
        lines = (f"{day},{row}" for day, row in zip(days, rows, strict=True))
        text = "Date,Open,High,Low,Close,Volume\n" + "\n".join(lines)
        (folder / f"S{number:03}.csv").write_text(text, encoding="utf-8")
    names = ("first", "second")  # the first one warms the disk up
    runs = [server.run("import", [tmp_path / name, folder], None) for name in names]
    duration_s = min(run.seconds for run in runs)
    rng = random.Random(5)
    seen = []
    for number in range(MOST_RUNS):
        path = tmp_path / f"{number}.fslib"
        killed = server.run("import", [path, folder], rng.uniform(0, duration_s))
        if not killed.was_killed or not path.exists():
            continue
        with open_library(path, create=True) as library:
            throw_if_torn(library)
            counts = {version.n_bars for version in library.candles.versions("1d").values()}
            assert counts <= {400}
            seen.append(len(library.candles.symbols("1d")))
        if len(seen) == N_KILLS:
            break
    assert len(seen) == N_KILLS, "too few were still at work when they were killed"
    assert len(set(seen)) > N_KILLS // 4, "the kills came at the same point"


def test_appends_killed_at_any_moment_are_there_for_all_symbols_or_none(
    tmp_path: Path, server: KillServer
) -> None:
    path = tmp_path / "library.fslib"
    with open_library(path, create=True) as library, library.transaction():
        for number in range(200):
            same = random_bars(50).close
            bars = random_bars(50)._replace(open=same, high=same, low=same, volume=same)
            library.candles.save_arrays(f"S{number:03}", "1d", bars)
    rng = random.Random(6)
    total = 0
    while_s = server.run("append", [path], 0.0, kill_after_lines=20).seconds
    for number in range(N_KILLS):
        after_lines = 3 * (number % 2)  # else a slow start is all that is ever killed
        killed = server.run("append", [path], rng.uniform(0, while_s), after_lines)
        assert killed.was_killed
        with open_library(path) as library:
            throw_if_torn(library)
            last = {entry.last_ns for entry in library.candles.coverage("1d")}
            assert len(last) == 1
            if killed.told:
                # What was said to be written is there, and at most one more.
                kept = np.datetime64(killed.told[-1].split("+")[0], "ns").astype(np.int64)
                assert 0 <= last.pop() - kept <= 86_400 * 10**9
            total += len(killed.told)
    assert total > N_KILLS, "hardly an append was finished before a kill"
