"""One writer and many readers, each a process."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.domain.series import COLUMNS
from engine.errors import LibraryBusyError
from engine.storage.library import open_library
from engine.storage.sqlite import opening
from tests.helpers.candles import bars, candle

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from engine.storage.sqlite.candles import SqliteCandleRepository

N_SYMBOLS = 40


def read_until_told(repository: SqliteCandleRepository, pipe: Connection) -> None:
    """Read all symbols over and over; tell how often, and what was torn."""
    reads, torn = 0, 0
    pipe.send("ready")
    while not pipe.poll():
        for _, found in repository.iter_columns("1d", COLUMNS):
            columns = list(found.columns.values())
            same = all(np.array_equal(column, columns[1]) for column in columns[2:])
            torn += not same or columns[0].size != found.version.n_bars
        sizes = {version.n_bars for version in repository.versions("1d").values()}
        torn += len(sizes) != 1
        reads += 1
    pipe.send((reads, torn))
    repository.close()


# A process that opens the file beside SQLite loses its locks, and readers find a malformed image.
def test_readers_beside_a_writer_see_whole_states_only(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with open_library(tmp_path / "library.fslib", create=True) as library:
        same = bars([1.0] * 30)
        same = same._replace(open=same.close, high=same.close, low=same.close, volume=same.close)
        with library.transaction():
            for number in range(N_SYMBOLS):
                library.candles.save_arrays(f"S{number}", "1d", same)
        pipes, workers = [], []
        for _ in range(2):
            ours, theirs = context.Pipe()
            worker = context.Process(target=read_until_told, args=(library.candles, theirs))
            worker.start()
            workers.append(worker)
            pipes.append(ours)
        for pipe in pipes:
            assert pipe.recv() == "ready"
        for day in range(30, 330):
            bar = candle(day, 5.0, open=5.0, high=5.0, low=5.0, volume=5.0)
            library.candles.append_many("1d", {f"S{n}": bar for n in range(N_SYMBOLS)})
        for pipe in pipes:
            pipe.send("stop")
        answers = [pipe.recv() for pipe in pipes]
        for worker in workers:
            worker.join()
    assert all(reads > 0 for reads, _ in answers)
    assert [torn for _, torn in answers] == [0, 0]


WRITER = """
import sys
from engine.storage.library import open_library
from engine.domain.symbol import Symbol
with open_library(sys.argv[1]) as library, library.transaction():
    library.symbols.save(Symbol("THEIRS"))
    print("writing", flush=True)
    sys.stdin.readline()
"""


def test_second_instance_may_read_and_is_told_who_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.fslib"
    monkeypatch.setattr(opening, "BUSY_TIMEOUT_S", 0.05)
    with open_library(path, create=True) as library:
        library.candles.save_arrays("A", "1d", bars([1]))
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as other:
            assert other.stdout is not None
            assert other.stdin is not None
            assert other.stdout.readline() == "writing\n"
            assert library.candles.symbols("1d") == ["A"]
            with pytest.raises(LibraryBusyError, match="another program is writing"):
                library.candles.save_arrays("B", "1d", bars([1]))
            other.stdin.write("\n")
            other.stdin.flush()
        library.candles.save_arrays("B", "1d", bars([1]))
        assert [s.symbol_id for s in library.symbols.all()] == ["A", "B", "THEIRS"]
