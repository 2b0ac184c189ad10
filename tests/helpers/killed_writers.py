"""Processes that write to a library until they are killed.

One server imports everything once and forks a child for each kill, so that the moment of the kill
falls into the writing and not into the start of an interpreter.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from engine.domain.candle import Candle
from engine.storage.importers import sinks
from engine.storage.importers.import_paths import import_paths
from engine.storage.library import open_library

if TYPE_CHECKING:
    from collections.abc import Sequence

_SERVER = """
import os, sys
from tests.helpers.killed_writers import WRITERS
for line in sys.stdin:
    name, *words = line.split("\\t")
    child = os.fork()
    if child == 0:
        print("child", os.getpid(), flush=True)
        WRITERS[name](*(word.strip() for word in words))
        sys.stdout.flush()
        os._exit(0)
    sys.stdin.readline()  # until then nobody else may have the child's number
    _, status = os.waitpid(child, 0)
    print("\\ngone", int(os.WIFSIGNALED(status)), flush=True)
"""


class Killed(NamedTuple):
    """What became of one child.

    Attributes
    ----------
    was_killed : bool
        Whether it was still at work.
    told : list of str
        The lines that it had written.
    seconds : float
        How long it lived.
    """

    was_killed: bool
    told: list[str]
    seconds: float


class KillServer:
    """Starts writers and kills them; a context manager."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()

    def run(
        self,
        writer: str,
        words: Sequence[object],
        kill_after_s: float | None,
        kill_after_lines: int = 0,
    ) -> Killed:
        """Run a writer, and kill it a while after it has begun; None lets it finish.

        The while begins after the writer has written so many lines.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write("\t".join([writer, *map(str, words)]) + "\n")
        stdin.flush()
        child = int(stdout.readline().split()[1])
        began = time.monotonic()
        told: list[str] = []
        for _ in range(kill_after_lines):
            told += stdout.readline().split()
        if kill_after_s is not None:
            time.sleep(kill_after_s)  # the moment of the kill is what is random here
            os.kill(child, signal.SIGKILL)
        stdin.write("\n")
        stdin.flush()
        while not (line := stdout.readline()).startswith("gone"):
            assert line, "the server has ended"
            told += line.split()
        return Killed(line.split()[1] == "1", told, time.monotonic() - began)


def import_folder(path: str, folder: str) -> None:
    """Import a folder with a commit as often as possible."""
    sinks._COMMIT_AFTER_S = 0.01
    with open_library(path, create=True) as library:
        import_paths(library, [folder])


def append_for_ever(path: str) -> None:
    """Append a candle to all symbols again and again, and say so after each."""
    with open_library(path) as library:
        symbols = library.candles.symbols("1d")
        moment = library.candles.get_range(symbols[0], "1d")[-1].timestamp
        while True:
            moment += timedelta(days=1)
            value = float(moment.toordinal())
            candle = Candle(moment, value, value, value, value, value)
            library.candles.append_many("1d", dict.fromkeys(symbols, candle))
            os.write(1, f"{moment.isoformat()}\n".encode())  # whole, or not at all


WRITERS = {"import": import_folder, "append": append_for_ever}
