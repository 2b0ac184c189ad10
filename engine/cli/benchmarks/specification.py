"""The specification's own design, as it was drawn: a data frame a symbol, a dataclass a match.

A future for every symbol; in the worker a list of candles, a data frame of dictionaries, rolling
and exponentially weighted windows, and a ``SignalMatch`` for every true row; all of it pickled
back. Only what cannot work is mended: the worker function is module-level and opens the library
itself, and the indicators have their standard definitions, so that the hits can be compared.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import lru_cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.match import SignalMatch
from engine.domain.result import ProcessingResult
from engine.safe_path import safe_path_for_children
from engine.storage.library import open_library

if TYPE_CHECKING:
    import pandas as pd

    from engine.cli.benchmarks.data import BenchData
    from engine.storage.library import Library


class SpecificationDesign:
    """A warm pool that processes symbols as the specification sketches.

    Parameters
    ----------
    data : BenchData
        The candles.
    n_workers : int
        Worker processes.
    """

    def __init__(self, data: BenchData, n_workers: int) -> None:
        self._data = data
        with safe_path_for_children():
            self._pool = ProcessPoolExecutor(n_workers, get_context("spawn"))

    def scan(self, formula: str, symbols: list[str]) -> list[ProcessingResult]:
        """Return a result for each of `symbols`, collected in the order of submission."""
        path = str(self._data.library)
        with safe_path_for_children():
            futures = [self._pool.submit(process_symbol, path, name, formula) for name in symbols]
        return [future.result(timeout=60) for future in futures]

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown()


def process_symbol(path: str, symbol: str, formula: str) -> ProcessingResult:
    """Return all matches of one symbol as objects (runs in a worker)."""
    import pandas as pd  # noqa: PLC0415 - the design's own choice

    series = _library(path).candles.get_range(symbol, "1d")
    candles = list(series)
    frame = pd.DataFrame([asdict(candle) for candle in candles])
    frame = frame.set_index("timestamp")
    matches = []
    for moment, is_match in _FORMULAS[formula](frame).items():
        if is_match:
            row = frame.index.get_loc(moment)
            assert isinstance(row, int)  # noqa: S101 - times are unique
            candle = candles[row]
            matches.append(SignalMatch(symbol, candle.timestamp, candle))
    return ProcessingResult(symbol, matches)


@lru_cache(maxsize=1)
def _library(path: str) -> Library:
    return open_library(path)


def _f1(df: pd.DataFrame) -> Any:
    return df["close"] > df["close"].rolling(20).mean()


def _f2(df: pd.DataFrame) -> Any:
    change = df["close"].diff()
    up, down = _wilder(change.clip(lower=0), 14), _wilder(-change.clip(upper=0), 14)
    is_low = 100 * up / (up + down) < 30
    return _f1(df) & is_low & (df["volume"] > 2 * df["volume"].rolling(20).mean())


def _f3(df: pd.DataFrame) -> Any:
    import pandas as pd  # noqa: PLC0415 - the design's own choice

    fast, slow = _seeded(df["close"], 12, 2 / 13), _seeded(df["close"], 26, 2 / 27)
    is_cross = (fast > slow) & (fast.shift(1) <= slow.shift(1))
    before = df["close"].shift(1)
    ranges = [df["high"] - df["low"], (df["high"] - before).abs(), (df["low"] - before).abs()]
    true_range = pd.concat(ranges, axis=1).max(axis=1).where(before.notna())
    return is_cross & (_wilder(true_range, 14) / df["close"] > 0.02)


def _wilder(values: pd.Series, n: int) -> pd.Series:
    return _seeded(values, n, 1 / n)


def _seeded(values: pd.Series, n: int, alpha: float) -> pd.Series:
    """Return an exponential average that starts with the mean of the first `n` known values."""
    first = int(np.argmax(values.notna().to_numpy()))
    seeded = values.copy()
    seeded.iloc[: first + n - 1] = np.nan
    seeded.iloc[first + n - 1] = values.iloc[first : first + n].mean()
    return seeded.ewm(alpha=alpha, adjust=False).mean()


_FORMULAS = {"F1": _f1, "F2": _f2, "F3": _f3}
