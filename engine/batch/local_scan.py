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

    from engine.batch.prepared_scan import ScanJob
    from engine.batch.wire.messages import Budget, ChunkResult
    from engine.domain.repositories import ICandleRepository

_OUR_OWN = "engine.storage."
_WARM_S = 0.002  # a few round trips
_COLD_S = 0.1  # a third of the time that workers take to start
_MOST_WARM = 32
_MOST_COLD = 256
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

    def scan(self, job: ScanJob, number: int, row: int) -> ChunkResult:
        """Return what comes out for the symbol at `row` of a job."""
        request = job.load.request(1, number, self._budget, slice(row, row + 1))
        with self._lock:
            return ChunkRun(self._state, Slot(), request).result()

    def worth_it(self, job: ScanJob, cost_s: float | None, *, is_warm: bool) -> bool:
        """Whether the job should begin here, as far as can be said before."""
        n = len(job.symbols)
        limit_s, most = (_WARM_S, _MOST_WARM) if is_warm else (_COLD_S, _MOST_COLD)
        is_safe = self._is_ours and not job.load.spec.indicators
        return is_safe and n <= most and n * (cost_s or _UNKNOWN_COST_S) <= limit_s

    def answers(self, job: ScanJob, number: int, *, is_warm: bool) -> Iterator[ChunkResult]:
        """Yield what comes out symbol by symbol, until it takes longer than a worker would."""
        limit_s = time.perf_counter() + (_WARM_S if is_warm else _COLD_S)
        for row in range(len(job.symbols)):
            yield self.scan(job, number, row)
            if time.perf_counter() > limit_s:
                return
