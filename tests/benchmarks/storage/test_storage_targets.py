"""Speed of the candle library against its targets, in ratios where a machine's own speed counts.

Run with ``python -m pytest tests/benchmarks/storage -o addopts= --import-mode=importlib -q -s``.
"""

from __future__ import annotations

import io
import sqlite3
import statistics
import time
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import psutil
import pytest

from engine.domain.candle import Candle
from engine.domain.series import COLUMNS
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import Library, open_library
from engine.storage.maintenance.sample import write_sample
from engine.storage.quality.assessment import assess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

N_SYMBOLS = N_BARS = 2_500
N_ROUNDS = 5


def best_s(
    work: Callable[[], object],
    rounds: int = N_ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Return the shortest of several runs."""
    times = []
    for _ in range(rounds):
        began = clock()
        work()
        times.append(clock() - began)
    return min(times)


@pytest.fixture(scope="module")
def universe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give a library of 2,500 x 2,500 candles."""
    path = tmp_path_factory.mktemp("universe") / "library.fslib"
    began = time.perf_counter()
    write_sample(path, N_SYMBOLS, N_BARS)
    print(f"\nsample of {N_SYMBOLS} x {N_BARS} written in {time.perf_counter() - began:.2f} s")
    with open_library(path) as library:
        yield library


def test_importing_the_sp500_is_fast(tmp_path: Path, shared_data: Path) -> None:
    """Under 10 s, and at least 5 times faster than reading with pandas into rows of SQLite."""
    archive = shared_data / "daily" / "sp500_daily_5yr_csv.zip"
    folder = tmp_path / "files"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)

    def ours() -> None:
        with open_library(tmp_path / f"{time.monotonic_ns()}.fslib", create=True) as library:
            assert import_paths(library, [folder]).kept == 619_040

    def rows() -> None:
        connection = sqlite3.connect(tmp_path / f"{time.monotonic_ns()}.db")
        connection.execute(
            "CREATE TABLE candle (symbol TEXT, date TEXT, open REAL, high REAL, low REAL, "
            "close REAL, volume REAL, PRIMARY KEY (symbol, date))"
        )
        names = ["Name", "date", "open", "high", "low", "close", "volume"]
        for file in sorted(folder.glob("*.csv")):
            frame = pd.read_csv(file)[names]
            with connection:
                values = frame.itertuples(index=False, name=None)
                connection.executemany("INSERT INTO candle VALUES (?,?,?,?,?,?,?)", values)
        connection.close()

    ours_s, rows_s = best_s(ours), best_s(rows, 2)
    print(f"\nimport of 505 files: {ours_s:.2f} s; pandas and rows: {rows_s:.2f} s")
    print(
        f"  {rows_s / ours_s:.1f} times faster, {619_040 / ours_s / 1e6:.2f} million rows a second"
    )
    assert ours_s < 10
    assert rows_s / ours_s >= 5


def test_whole_universe_loads_nearly_as_fast_as_a_memory_map(
    tmp_path: Path, universe: Library
) -> None:
    """Within twice the time of copying the same bytes out of a raw memory map."""
    raw = tmp_path / "raw.bin"
    with raw.open("wb") as file:
        for _, found in universe.candles.iter_columns("1d", COLUMNS):
            for name in COLUMNS:
                file.write(found.columns[name].tobytes())
    size = raw.stat().st_size

    def mapped() -> None:
        whole = np.memmap(raw, dtype=np.float64, mode="r")
        step = N_BARS * len(COLUMNS)
        for start in range(0, whole.size, step):
            np.array(whole[start : start + step])

    def loaded() -> None:
        for _ in universe.candles.iter_columns("1d", COLUMNS):
            pass

    symbols = universe.candles.symbols("1d")

    def one_by_one(*names: str) -> None:
        for symbol in symbols:
            universe.candles.get_columns(symbol, "1d", names)

    # Both are one thread that copies memory: its own time is what a busy machine leaves fair.
    clock, rounds = time.process_time, 12
    mapped_s, loaded_s = best_s(mapped, rounds, clock), best_s(loaded, rounds, clock)
    single_s = best_s(lambda: one_by_one(*COLUMNS), rounds, clock)
    close_s = best_s(lambda: one_by_one("close"), rounds, clock)
    print(f"\n{size / 1e6:.0f} MB: memory map {mapped_s:.3f} s, library {loaded_s:.3f} s")
    print(f"  ratio {loaded_s / mapped_s:.2f}; symbol by symbol {single_s:.3f} s")
    print(
        f"  {single_s / N_SYMBOLS * 1e6:.1f} us a symbol, "
        f"{close_s / N_SYMBOLS * 1e6:.1f} us the close"
    )
    assert loaded_s < 2 * mapped_s


def test_a_candle_for_every_symbol_is_appended_at_once(universe: Library) -> None:
    """2,500 candles in one durable transaction within 100 ms, as often as one likes."""
    symbols = universe.candles.symbols("1d")
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    times = []
    for number in range(250):
        candle = Candle(moment + timedelta(days=number), 1, 2, 0.5, 1.5, 100)
        candles = dict.fromkeys(symbols, candle)
        began = time.perf_counter()
        assert universe.candles.append_many("1d", candles).added == N_SYMBOLS
        times.append(time.perf_counter() - began)
    times.sort()
    median, late = statistics.median(times), times[int(len(times) * 0.99)]
    print(f"\nappend to {N_SYMBOLS}: median {median * 1e3:.0f} ms, 99 % {late * 1e3:.0f} ms")
    assert median < 0.1


def test_quality_of_the_whole_universe_is_soon_judged(universe: Library) -> None:
    seconds = best_s(lambda: assess(universe, "1d"), 2)
    print(f"\nquality of {N_SYMBOLS} symbols: {seconds:.2f} s")
    assert seconds < 5


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    """Ten thousand files need no more memory than a thousand, but for their reports."""
    rows = "".join(f"2024-01-{day:02},1,2,.5,1.5,100\n" for day in range(1, 29))
    content = "Date,Open,High,Low,Close,Volume\n" + rows
    peaks = {}
    for n_files in (1_000, 10_000):
        archive = tmp_path / f"{n_files}.zip"
        with zipfile.ZipFile(archive, "w") as opened:
            for number in range(n_files):
                opened.writestr(f"S{number:05}.csv", content)
        path = tmp_path / f"{n_files}.fslib"
        tracemalloc.start()
        began = time.perf_counter()
        with open_library(path, create=True) as library:
            report = import_paths(library, [archive])
        seconds = time.perf_counter() - began
        peaks[n_files] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert report.kept == 28 * n_files
        print(f"\n{n_files} files: peak {peaks[n_files] / 1e6:.1f} MB, {seconds:.1f} s (traced)")
    assert peaks[10_000] - peaks[1_000] < 9_000 * 6_000


def test_long_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    """A table of ten million rows, 450 MB of text."""
    path = tmp_path / "long.csv"
    days = [f"{day:02}" for day in range(1, 29)]
    with path.open("w") as file:
        file.write("symbol,date,open,high,low,close,volume\n")
        for year in range(1900, 2020):
            block = io.StringIO()
            for month in range(1, 13):
                for day in days:
                    for number in range(250):
                        block.write(
                            f"S{number:03},{year}-{month:02}-{day},10.5,11.25,9.75,10.{day},1000\n"
                        )
            file.write(block.getvalue())
    process = psutil.Process()
    before = process.memory_info().rss
    began = time.perf_counter()
    with open_library(tmp_path / "library.fslib", create=True) as library:
        report = import_paths(library, [path])
    seconds = time.perf_counter() - began
    grown = (process.memory_info().rss - before) / 1e6
    print(
        f"\n{report.kept / 1e6:.1f} million rows, {path.stat().st_size / 1e6:.0f} MB: "
        f"{seconds:.1f} s"
    )
    print(
        f"  {report.kept / seconds / 1e6:.2f} million rows a second, {grown:.0f} MB more at the end"
    )
    assert report.kept == 120 * 12 * 28 * 250
