"""A library whose writer is killed at any moment."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.series import COLUMNS
from engine.storage.library import Library, open_library
from tests.helpers.candles import random_bars

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

N_KILLS = 30
# Symbols of one import hold the same closes in every column, so that a torn candle shows.
IMPORT = """
import sys
from engine.storage.library import open_library
from engine.storage.importers.importing import import_paths
from engine.storage.importers import sinks
sinks._COMMIT_AFTER_S = 0.01
path, folder = sys.argv[1:]
print("ready", flush=True)
with open_library(path, create=True) as library:
    import_paths(library, [folder])
"""
APPEND = """
import sys
from datetime import timedelta
from engine.domain.candle import Candle
from engine.storage.library import open_library
print("ready", flush=True)
with open_library(sys.argv[1]) as library:
    symbols = library.candles.symbols("1d")
    moment = max(library.candles.get_range(s, "1d")[-1].timestamp for s in symbols[:1])
    while True:
        moment += timedelta(days=1)
        value = float(moment.toordinal())
        candle = Candle(moment, value, value, value, value, value)
        library.candles.append_many("1d", dict.fromkeys(symbols, candle))
        print(moment.isoformat(), flush=True)
"""


def kill_after(script: str, delay_s: float, *words: object) -> list[str]:
    """Run `script`, kill it a while after it has begun, and return what it printed."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process, process.stdout:
        process.stdout.readline()
        time.sleep(delay_s)  # the moment of the kill is what is random here
        process.send_signal(signal.SIGKILL)
        return process.stdout.read().splitlines()


def _duration_s(script: str, *words: object) -> float:
    """Return how long `script` runs after it has begun."""
    command = [sys.executable, "-c", script, *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        began = time.monotonic()
        process.wait()
        return time.monotonic() - began


def throw_if_torn(library: Library) -> None:
    for symbol, found in library.candles.iter_columns("1d", COLUMNS):
        times, *prices = (found.columns[name] for name in COLUMNS)
        assert len(times) == found.version.n_bars, symbol
        assert (np.diff(times) > 0).all(), symbol
        for column in prices:
            np.testing.assert_array_equal(column, prices[0], err_msg=symbol)


@pytest.mark.timeout(600)
def test_import_killed_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(300):
        closes = random_bars(400, number).close
        rows = (f"{c},{c},{c},{c},{c}" for c in closes)
        days = np.arange("2020-01-01", "2021-02-04", dtype="datetime64[D]")
        lines = (f"{day},{row}" for day, row in zip(days, rows, strict=True))
        text = "Date,Open,High,Low,Close,Volume\n" + "\n".join(lines)
        (folder / f"S{number:03}.csv").write_text(text)
    duration_s = _duration_s(IMPORT, tmp_path / "whole.fslib", folder)
    rng = random.Random(5)
    seen = set()
    for number in range(N_KILLS):
        path = tmp_path / f"{number}.fslib"
        kill_after(IMPORT, rng.uniform(0, duration_s), path, folder)
        if not path.exists():
            continue
        with open_library(path, create=True) as library:
            throw_if_torn(library)
            counts = {version.n_bars for version in library.candles.versions("1d").values()}
            assert counts <= {400}
            seen.add(len(library.candles.symbols("1d")))
    assert len(seen) > 2, "the kills came at the same point"


@pytest.mark.timeout(600)
def test_appends_killed_at_any_moment_are_there_for_all_symbols_or_none(tmp_path: Path) -> None:
    path = tmp_path / "library.fslib"
    with open_library(path, create=True) as library, library.transaction():
        for number in range(200):
            same = random_bars(50).close
            bars = random_bars(50)._replace(open=same, high=same, low=same, volume=same)
            library.candles.save_bars(f"S{number:03}", "1d", bars)
    rng = random.Random(6)
    total = 0
    for _ in range(N_KILLS):
        told = kill_after(APPEND, rng.uniform(0, 0.8), path)
        with open_library(path) as library:
            throw_if_torn(library)
            last = {entry.last_ns for entry in library.candles.coverage("1d")}
            assert len(last) == 1
            if told:
                # What was said to be written is there, and at most one more.
                kept = np.datetime64(told[-1].split("+")[0], "ns").astype(np.int64)
                assert 0 <= last.pop() - kept <= 86_400 * 10**9
            total += len(told)
    assert total > 0, "no append was finished before a kill"
