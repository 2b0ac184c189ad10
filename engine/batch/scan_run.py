"""One batch from its first symbol to its last: deliveries of the pool become results."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.batch.cached_scan import RememberedBatch
from engine.batch.evaluation.other_symbols import rank_symbols, timestamps_from
from engine.batch.matches import build_results, failed_result
from engine.batch.pool.events import Fail
from engine.batch.pool.pool_pass import PoolTask
from engine.batch.progress import Notifier, ProgressMeter
from engine.batch.run_statistics import BatchStatistics
from engine.domain.result import NO_DATA_MESSAGE, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from engine.batch.local_scan import LocalScan
    from engine.batch.pool.pool import Pool
    from engine.batch.pool.pool_pass import Load
    from engine.batch.prepared_scan import ScanJob
    from engine.batch.progress import ProgressCallback
    from engine.batch.wire.messages import ChunkResult, JobSpec
    from engine.cache.result_cache import ProcessingResultCache
    from engine.domain.result import ProcessingResult

logger = logging.getLogger("engine.batch")

_FAILURES = (Outcome.ERROR, Outcome.TIMEOUT)


class BatchRun:
    """Runs a prepared job, here or in the pool, and gives its results as they complete.

    Parameters
    ----------
    scan : ScanJob
        What to do.
    numbers : iterator of int
        Gives each pass its number in the engine.
    pool : Pool
        For all but the cheapest jobs.
    local : LocalScan
        For those that are cheaper than a round trip to a worker.
    callback : callable, optional
        Is told of the progress.
    cost_s : float or None
        What a symbol took when the formula ran last.
    window : int or None
        Symbols that may wait for the caller.
    results : ProcessingResultCache, optional
        Answers of earlier batches.
    """

    def __init__(
        self,
        scan: ScanJob,
        numbers: Iterator[int],
        pool: Pool,
        local: LocalScan,
        *,
        callback: ProgressCallback | None = None,
        cost_s: float | None = None,
        window: int | None = None,
        results: ProcessingResultCache | None = None,
    ) -> None:
        self.statistics = BatchStatistics()
        self.is_cancelled = False
        self.n_told_at_cancel: int | None = None
        self._scan = scan
        self._numbers = numbers
        self._pool = pool
        self._local = local
        self._cost_s = cost_s
        self._window = window
        self._remembered = RememberedBatch(results, scan) if results is not None else None
        self._task: PoolTask | None = None
        self._ranks: dict[bytes, dict[str, NDArray[np.float64]]] = {}
        self._unranked: dict[str, tuple[Outcome, str]] = {}
        self._meter = ProgressMeter(len(scan.symbols) + len(scan.missing))
        self._callback = callback
        self._notifier: Notifier | None = None

    @property
    def key(self) -> str:
        """Equal for jobs that evaluate the same."""
        return self._scan.load.spec.key

    def cancel(self) -> None:
        """Stop; results that are complete are kept. From any thread, any number of times."""
        if self._notifier is not None and not self.is_cancelled:
            if self._notifier.is_calling():
                self.n_told_at_cancel = self._notifier.n_told
            self._notifier.mute()
        self.is_cancelled = True
        if self._task is not None:
            self._task.cancel()

    def batches(self) -> Iterator[list[ProcessingResult]]:
        """Yield results in groups as they complete."""
        if self._callback is not None:
            self._notifier = Notifier(self._callback, self._meter.n_total)
        self._log_start()
        try:
            if self._meter.n_total == 0:
                self._account([])
            for results in self._groups():
                self._account(results)
                yield results
        finally:
            if self._notifier is not None:
                self._notifier.finish()
            self._log_summary()

    def ranked(self) -> ScanJob:
        """Return the job with the cross-sections of its formula ranked."""
        for spec in self._scan.sections:
            self._rank(spec)
        return self._scan.with_ranks(self._ranks) if self._scan.sections else self._scan

    def _groups(self) -> Iterator[list[ProcessingResult]]:
        self._scan = self.ranked()
        missing = self._scan.missing
        if missing and not self.is_cancelled:
            yield [failed_result(name, Outcome.NO_DATA, NO_DATA_MESSAGE) for name in missing]
        if self._unranked and not self.is_cancelled:
            yield [failed_result(name, *why) for name, why in self._unranked.items()]
        known = self._remembered.find() if self._remembered is not None else None
        if known is None:
            yield from self._computed()
            return
        for symbols, answer in known:
            if self.is_cancelled:
                return
            self.statistics.remember(answer)
            yield build_results(self._scan.context, symbols, answer)

    def _computed(self) -> Iterator[list[ProcessingResult]]:
        n_done, is_warm = 0, self._pool.is_warm
        is_cheap = self._local.worth_it(self._scan, self._cost_s, is_warm=is_warm)
        if is_cheap and not self.is_cancelled:
            for results in self._here():
                n_done += 1
                yield results
        if n_done < len(self._scan.symbols) and not self.is_cancelled:
            yield from self._pooled(n_done)
        if self._remembered is not None:
            self._remembered.finish()

    def _built(self, symbols: list[str], answer: ChunkResult) -> list[ProcessingResult]:
        """Return the results of some symbols, and note what they were made of."""
        self.statistics.add(answer)
        if self._remembered is not None:
            self._remembered.add(symbols, answer)
        return build_results(self._scan.context, symbols, answer)

    def _here(self) -> Iterator[list[ProcessingResult]]:
        scan, number = self._scan, next(self._numbers)
        answers = self._local.answers(scan, number, is_warm=self._pool.is_warm)
        for symbol, answer in zip(scan.symbols, answers, strict=False):
            yield self._built([symbol], answer)
            if self.is_cancelled:
                return

    def _pooled(self, first: int) -> Iterator[list[ProcessingResult]]:
        task = self._begin(self._scan.load, first)
        for delivery in task.deliveries():
            if isinstance(delivery, Fail):
                symbol = task.symbols[delivery.index]
                yield [failed_result(symbol, delivery.outcome, delivery.message)]
            else:
                names = [task.symbols[index] for index in delivery.chunk.indices]
                yield self._built(names, delivery.result)

    def _rank(self, spec: JobSpec) -> None:
        """Rank all symbols in one cross-section; what it needs of others is ranked already.

        A symbol that fails here is out: the scan itself would fail on it in the same way.
        """
        if self.is_cancelled:
            return
        scan = self._scan
        load = replace(scan.load, spec=spec, ranks=dict(self._ranks))
        times = timestamps_from(scan.context.repository, spec.timeframe, scan.versions)
        found = rank_symbols(self._begin(load, 0), load, times)
        self._ranks[spec.section] = found.ranks
        self._unranked |= found.failures
        kept = [row for row, name in enumerate(scan.symbols) if name in found.ranks]
        self._scan = replace(scan, load=scan.load.only(kept))

    def _begin(self, load: Load, first: int) -> PoolTask:
        """Make the pass that :meth:`cancel` ends."""
        self._task = task = PoolTask(
            next(self._numbers),
            load,
            self._pool,
            first=first,
            cost_s=None if load.spec.section else self._cost_s,
            window=None if load.spec.section else self._window,
        )
        if self.is_cancelled:
            task.cancel()
        return task

    # What others hear of it

    def _account(self, results: list[ProcessingResult]) -> None:
        """Count and log results and pass them on to the progress callback."""
        outcomes = [result.outcome for result in results]
        self._log_symbols(results)
        is_error = [outcome in _FAILURES for outcome in outcomes]
        step = self._meter.advance([result.symbol for result in results], is_error)
        if self._notifier is not None:
            self._notifier.tell(step)

    def _log_start(self) -> None:
        n_total, spec = self._meter.n_total, self._scan.load.spec
        logger.info("Batch %s: %d symbols, %s", self._scan.job_id, n_total, spec.timeframe)

    def _log_symbols(self, results: list[ProcessingResult]) -> None:
        for result in results:
            if result.outcome in _FAILURES:
                text = "Batch %s: %s failed: %s"
                logger.warning(text, self._scan.job_id, result.symbol, result.error)
        if logger.isEnabledFor(logging.DEBUG):
            for result in results:
                text = "Batch %s: %s %s, %d matches, %.3f ms"
                outcome, n, ms = result.outcome, len(result.matches), result.processing_time_ms
                logger.debug(text, self._scan.job_id, result.symbol, outcome, n, ms)

    def _log_summary(self) -> None:
        logger.info(
            "Batch %s: %d of %d symbols processed, %d errors, %d matches, %.0f ms%s",
            self._scan.job_id,
            self._meter.n_done,
            self._meter.n_total,
            self._meter.n_errors,
            self.statistics.n_matches,
            self._meter.elapsed_ms,
            " (cancelled)" if self.is_cancelled else "",
        )
