"""Our own scanner on the benchmark's data."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import psutil

from engine.batch.engine import ProcessingEngine
from engine.batch.pool.process_health import own_bytes
from engine.cli.benchmarks.data import FORMULAS
from engine.domain.cancellation import CancellationToken
from engine.domain.date_range import DateRange
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.language.service import FormulaService
from engine.storage.library import open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.cli.benchmarks.data import BenchData
    from engine.domain.result import ProcessingResult

_EDITS = {
    "F1": "close > {:.3f} * sma(close, 20)",
    "F2": "close > sma(close, 20) and rsi(close, 14) < {:.3f} and volume > 2 * sma(volume, 20)",
    "F3": "cross_above(ema(close, 12), ema(close, 26)) and atr(14) / close > {:.3f}",
}
_EDITED_NUMBERS = {"F1": (1.01, 0.001), "F2": (35.0, 0.1), "F3": (0.03, 0.001)}


def edits(name: str) -> Iterator[str]:
    """Yield what somebody makes of a formula next: one number in it, changed again and again."""
    first, step = _EDITED_NUMBERS[name]
    return (_EDITS[name].format(first + step * number) for number in count())


class OurScanner:
    """A warm engine on the benchmark's library.

    Parameters
    ----------
    data : BenchData
        The candles.
    n_workers : int
        Worker processes.
    indicator_cache_mb : float
        0 lets every scan compute everything anew from warm candles.
    """

    def __init__(self, data: BenchData, n_workers: int, indicator_cache_mb: float = 500) -> None:
        self._data = data
        self._library = open_library(data.library)
        self.engine = ProcessingEngine(
            self._library.candles,
            FormulaService(),
            n_workers,
            indicator_cache_mb=indicator_cache_mb,
            result_cache_mb=min(64, indicator_cache_mb),
        )

    def warm_up(self) -> None:
        """Start the workers and let them decode all candles."""
        self.engine.warm_up()
        self.scan("close + open + high + low + volume > 0")

    def scan(
        self, formula: str, symbols: list[str] | None = None, *, latest: bool = False
    ) -> list[ProcessingResult]:
        """Return the results of a formula, by its text or its name in FORMULAS."""
        return self.engine.process_batch(self.job(formula, symbols), latest=latest)

    def job(self, formula: str, symbols: list[str] | None = None) -> ProcessingJob:
        """Return the job that :meth:`scan` runs."""
        text = FORMULAS.get(formula, formula)
        symbols = self._data.symbols if symbols is None else symbols
        return ProcessingJob(
            "bench", JobType.SCAN, symbols, "1d", formula=Formula(1, formula, text)
        )

    def close(self) -> None:
        """End the workers."""
        self.engine.shutdown()
        self._library.close()


@contextmanager
def our_scanner(
    data: BenchData, n_workers: int, indicator_cache_mb: float = 500
) -> Iterator[OurScanner]:
    """Give a warm scanner."""
    scanner = OurScanner(data, n_workers, indicator_cache_mb)
    try:
        scanner.warm_up()
        yield scanner
    finally:
        scanner.close()


def single_symbol_s(scanner: OurScanner, n_times: int = 50) -> float:
    """Return how long one symbol takes in this process, on average over many symbols."""
    job = scanner.job("F2")
    began_s = time.perf_counter()
    for symbol in job.symbols[:n_times]:
        scanner.engine.process_symbol(symbol, "1d", DateRange(), job.formula)
    return (time.perf_counter() - began_s) / min(n_times, len(job.symbols))


def first_results_s(scanner: OurScanner) -> float:
    """Return how long it takes until the first result of a whole scan is there."""
    began_s = time.perf_counter()
    results = scanner.engine.iter_batch(scanner.job("close > sma(close, 21)"))
    next(iter(results))
    return time.perf_counter() - began_s


def cancel_s(scanner: OurScanner) -> float:
    """Return how long a scan of many expensive symbols takes to end once it is cancelled."""
    token, cancelled_s = CancellationToken(), []
    slow = scanner.job("percentrank(correl(close, volume, 250), 250) > 50")

    def cancel() -> None:
        cancelled_s.append(time.perf_counter())
        token.cancel()

    timer = threading.Timer(0.02, cancel)
    timer.start()
    scanner.engine.process_batch(slow, None, token)
    ended_s = time.perf_counter()
    timer.join()
    return max(0.0, ended_s - cancelled_s[0])


def progress_overhead(scanner: OurScanner, n_times: int) -> float:
    """Return by which share a progress callback slows a scan; the best of pairs."""
    job, ratios = scanner.job("F3"), []
    for _ in range(n_times):
        spent = []
        for callback in (None, lambda _: None):
            began_s = time.perf_counter()
            scanner.engine.process_batch(job, callback)
            spent.append(time.perf_counter() - began_s)
        ratios.append(spent[1] / spent[0] - 1)
    return sorted(ratios)[len(ratios) // 2]


def memory_mb() -> float:
    """Return what this process and all workers take for themselves."""
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(own_bytes(process) for process in processes) / (1 << 20)
