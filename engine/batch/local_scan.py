"""Scans in this process: single symbols, and jobs that are cheaper than a trip to a worker."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from engine.batch.wire.slot import Slot
from engine.batch.worker.worker import ChunkRun
from engine.batch.worker.worker_state import WorkerState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.batch.prepared_scan import PreparedScan
    from engine.batch.wire.messages import Budget, ChunkResult
    from engine.domain.repositories import ICandleRepository

_OUR_OWN = "engine.storage."
_WARM_S = 0.002  # a few round trips
_COLD_S = 0.1  # a third of the time that workers take to start
_MAX_WARM = 32
_MAX_COLD = 256
_UNKNOWN_COST_S = 0.0003


class LocalScan:
    """Evaluates symbols in the calling thread, one thread at a time.

    What may hang or crash never runs here unasked: only repositories of our own and formulas
    without Python functions do.

    Parameters
    ----------
    repository : ICandleRepository
        Where candles are.
    budget : Budget
        What may be kept between calls.
    """

    def __init__(self, repository: ICandleRepository, budget: Budget) -> None:
        self._state = WorkerState()
        self._state.use(repository)
        self._budget = budget
        self._lock = threading.Lock()
        self._is_ours = type(repository).__module__.startswith(_OUR_OWN)

    def scan_row(self, scan: PreparedScan, number: int, row: int) -> ChunkResult:
        """Return what comes out for the symbol at `row` of a scan."""
        request = scan.input.request(1, number, self._budget, slice(row, row + 1))
        with self._lock:
            return ChunkRun(self._state, Slot(), request).result()

    def should_run_locally(
        self, scan: PreparedScan, cost_s: float | None, *, is_warm: bool
    ) -> bool:
        """Whether the scan should begin in this process, as far as can be said before."""
        n = len(scan.symbols)
        limit_s, max_n = (_WARM_S, _MAX_WARM) if is_warm else (_COLD_S, _MAX_COLD)
        is_safe = self._is_ours and not scan.input.spec.indicators
        return is_safe and n <= max_n and n * (cost_s or _UNKNOWN_COST_S) <= limit_s

    def chunks(self, scan: PreparedScan, number: int, *, is_warm: bool) -> Iterator[ChunkResult]:
        """Yield what comes out symbol by symbol, until it takes longer than a worker would."""
        limit_s = time.perf_counter() + (_WARM_S if is_warm else _COLD_S)
        for row in range(len(scan.symbols)):
            yield self.scan_row(scan, number, row)
            if time.perf_counter() > limit_s:
                return
