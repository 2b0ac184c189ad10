"""A repository whose symbols do what no symbol should; the name says what.

They misbehave in worker processes only. A name that ends in ``_ONCE`` does so at the first try.
A worker that begins with one of them says so in a file, which :func:`sufferer` reads.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil

from engine.domain.series import CandleSeries
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.patience import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from engine.domain.repositories import CandleColumns

DAY_NS = 86_400_000_000_000


class StubbornError(Exception):
    """Cannot be pickled."""

    def __init__(self) -> None:
        super().__init__("stubborn")
        self.lock = threading.Lock()


def candles(symbol: str, n_bars: int = 60, timeframe: str = "1d", seed: int = 1) -> CandleSeries:
    """Return a random walk that starts on 2024-01-01."""
    rng = np.random.default_rng([seed, *symbol.encode()])
    close = 100 * np.exp(np.cumsum(rng.normal(0, 0.02, n_bars)))
    spread = close * rng.uniform(0.001, 0.02, n_bars)
    times = (np.arange(n_bars) + 19_723) * DAY_NS
    volume = rng.integers(1_000, 100_000, n_bars).astype(float)
    low, high = close - spread, close + spread
    return CandleSeries(
        symbol, timeframe, times.view("datetime64[ns]"), close, high, low, close, volume
    )


class TroubleRepository(InMemoryCandleRepository):
    """Candles in memory behind symbols that misbehave.

    Parameters
    ----------
    folder : Path
        Where symbols note that they have had their one try.
    symbols : iterable of str
        All have the same kind of candles.
    """

    def __init__(self, folder: Path, symbols: Iterable[str], n_bars: int = 60) -> None:
        super().__init__()
        self._folder = str(folder)
        for symbol in symbols:
            self.save_many(symbol, "1d", candles(symbol, n_bars))

    def get_columns(
        self, symbol: str, timeframe: str, names: Sequence[str]
    ) -> CandleColumns | None:
        if multiprocessing.parent_process() is not None:
            self._misbehave(symbol)
        return super().get_columns(symbol, timeframe, names)

    def _misbehave(self, symbol: str) -> None:
        kind = symbol.removesuffix("_ONCE")
        if kind not in _TROUBLES:
            return
        note = Path(self._folder, f"{symbol}.new")
        note.write_text(str(os.getpid()), encoding="utf-8")
        note.replace(Path(self._folder, f"{symbol}.begun"))
        if symbol.endswith("_ONCE"):
            try:
                Path(self._folder, symbol).touch(exist_ok=False)
            except FileExistsError:
                return
        _TROUBLES[kind]()


def sufferer(folder: Path, symbol: str) -> psutil.Process:
    """Wait until a worker has begun with `symbol`, and return that process."""
    begun = folder / f"{symbol}.begun"
    wait_until(begun.exists)
    return psutil.Process(int(begun.read_text(encoding="utf-8")))


def _raise() -> None:
    raise ValueError("a bad column")


def _raise_stubbornly() -> None:
    raise StubbornError


def _hang() -> None:
    while True:
        time.sleep(0.01)


def _recurse() -> None:
    _recurse()


def _interrupt() -> None:
    raise KeyboardInterrupt


def _eat() -> None:
    hoard = []
    while True:
        hoard.append(np.ones(1 << 20))


def _kill(name: str) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), getattr(signal, name))


_TROUBLES: dict[str, Callable[[], object]] = {
    "RAISES": _raise,
    "STUBBORN": _raise_stubbornly,
    "HANGS": _hang,
    "RECURSES": _recurse,
    "INTERRUPTS": _interrupt,
    "SYSEXIT": lambda: sys.exit(5),
    "EXITS": lambda: os._exit(3),
    "KILLED": _kill("SIGKILL"),
    "STOPPED": _kill("SIGSTOP"),
    "CRASHES": lambda: ctypes.string_at(0),
    "EATS": _eat,
}
