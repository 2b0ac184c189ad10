"""One scan from its first symbol to its last: answers of workers become results."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.batch.cached_scan import CachedScan
from engine.batch.matches import build_results, result_without_matches
from engine.batch.pool.events import Fail
from engine.batch.pool.pool_pass import PoolPass
from engine.batch.progress_calls import Notifier, ProgressMeter
from engine.batch.ranking import rank_symbols, timestamps_from
from engine.batch.run_statistics import RunStatistics
from engine.domain.result import NO_DATA_MESSAGE, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from engine.batch.local_scan import LocalScan
    from engine.batch.pool.pool import Pool
    from engine.batch.prepared_scan import PreparedScan
    from engine.batch.progress_calls import ProgressCallback
    from engine.batch.wire.messages import ChunkResult, ScanSpec
    from engine.batch.wire.scan_input import ScanInput
    from engine.cache.result_cache import ProcessingResultCache
    from engine.domain.result import ProcessingResult
    from engine.messages import Message

logger = logging.getLogger("engine.batch")

MAX_WARNINGS = 20
"""Failed symbols that a batch names in the log; of more only the number is logged."""


class ScanRun:
    """Runs a prepared scan, here or in the pool, and gives its results as they complete.

    Parameters
    ----------
    scan : PreparedScan
        What to do.
    numbers : iterator of int
        Gives each pass its number in the engine.
    pool : Pool
        For all but the cheapest scans.
    local : LocalScan
        For those that are cheaper than a round trip to a worker.
    callback : callable, optional
        Takes the progress.
    cost_s : float or None
        What a symbol took when the formula ran last.
    window : int or None
        Symbols that may wait for the caller.
    results : ProcessingResultCache, optional
        Results of earlier scans.
    """

    def __init__(
        self,
        scan: PreparedScan,
        numbers: Iterator[int],
        pool: Pool,
        local: LocalScan,
        *,
        callback: ProgressCallback | None = None,
        cost_s: float | None = None,
        window: int | None = None,
        results: ProcessingResultCache | None = None,
    ) -> None:
        self.statistics = RunStatistics()
        self.is_cancelled = False
        self.n_calls_at_cancel: int | None = None
        self._scan = scan
        self._numbers = numbers
        self._pool = pool
        self._local = local
        self._cost_s = cost_s
        self._window = window
        self._results = results
        self._cached: CachedScan | None = None
        self._pass: PoolPass | None = None
        self._ranks: dict[bytes, dict[str, NDArray[np.float64]]] = {}
        self._unranked: dict[str, tuple[Outcome, Message]] = {}
        self._meter = ProgressMeter(len(scan.symbols) + len(scan.missing))
        self._failures: Counter[Outcome] = Counter()
        self._callback = callback
        self._notifier: Notifier | None = None

    @property
    def key(self) -> str:
        """Equal for scans that evaluate the same."""
        return self._scan.input.spec.key

    def cancel(self) -> None:
        """Stop; results that are complete are kept. From any thread, any number of times."""
        if self._notifier is not None and not self.is_cancelled:
            if self._notifier.is_calling():
                self.n_calls_at_cancel = self._notifier.n_calls
            self._notifier.mute()
        self.is_cancelled = True
        if self._pass is not None:
            self._pass.cancel()

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

    def ranked(self) -> PreparedScan:
        """Return the scan with the cross-sections of its formula ranked."""
        for spec in self._scan.sections:
            self._rank(spec)
        return self._scan.with_ranks(self._ranks) if self._scan.sections else self._scan

    def _groups(self) -> Iterator[list[ProcessingResult]]:
        self._scan = self.ranked()
        yield from self._left_out()
        self._scan = self._scan.fresh() if self._scan.stale else self._scan
        self._meter.begin_work()
        if self._results is not None:
            self._cached = CachedScan(self._results, self._scan)
        cached = self._cached.parts() if self._cached is not None else None
        if cached is None:
            yield from self._computed()
            return
        for symbols, chunk in cached:
            if self.is_cancelled:
                return
            self.statistics.add_cached(chunk)
            yield build_results(self._scan, symbols, chunk)

    def _left_out(self) -> Iterator[list[ProcessingResult]]:
        """Yield the results of symbols that no worker need look at."""
        missing = self._scan.missing
        if missing and not self.is_cancelled:
            yield [
                result_without_matches(name, Outcome.NO_DATA, NO_DATA_MESSAGE) for name in missing
            ]
        if self._unranked and not self.is_cancelled:
            yield [result_without_matches(name, *why) for name, why in self._unranked.items()]
        stale = [name for name in self._scan.symbols if name in self._scan.stale]
        if stale and not self.is_cancelled:
            yield [result_without_matches(name, Outcome.STALE) for name in stale]

    def _computed(self) -> Iterator[list[ProcessingResult]]:
        n_done, is_warm = 0, self._pool.is_warm
        is_cheap = self._local.should_run_locally(self._scan, self._cost_s, is_warm=is_warm)
        if is_cheap and not self.is_cancelled:
            for results in self._here():
                n_done += 1
                yield results
        if n_done < len(self._scan.symbols) and not self.is_cancelled:
            yield from self._pooled(n_done)
        if self._cached is not None:
            self._cached.finish()

    def _built(self, symbols: list[str], chunk: ChunkResult) -> list[ProcessingResult]:
        """Return the results of some symbols, and note what they were made of."""
        self.statistics.add(chunk)
        if self._cached is not None:
            self._cached.add(symbols, chunk)
        return build_results(self._scan, symbols, chunk)

    def _here(self) -> Iterator[list[ProcessingResult]]:
        scan, number = self._scan, next(self._numbers)
        chunks = self._local.chunks(scan, number, is_warm=self._pool.is_warm)
        for symbol, chunk in zip(scan.symbols, chunks, strict=False):
            yield self._built([symbol], chunk)
            if self.is_cancelled:
                return

    def _pooled(self, first: int) -> Iterator[list[ProcessingResult]]:
        pool_pass = self._begin(self._scan.input, first)
        for delivery in pool_pass.deliveries():
            self._meter.begin_work(self._pool.first_ready_s)
            if isinstance(delivery, Fail):
                symbol = pool_pass.symbols[delivery.index]
                yield [result_without_matches(symbol, delivery.outcome, delivery.message)]
            else:
                names = [pool_pass.symbols[index] for index in delivery.chunk.indices]
                yield self._built(names, delivery.result)

    def _rank(self, spec: ScanSpec) -> None:
        """Rank all symbols in one cross-section; what it needs of others is ranked already.

        A symbol that fails here is out: the scan itself would fail on it in the same way.
        """
        if self.is_cancelled:
            return
        scan = self._scan
        scan_input = replace(scan.input, spec=spec, ranks=dict(self._ranks))
        times = timestamps_from(scan.repository, spec.timeframe, scan.versions)
        ranking = rank_symbols(self._begin(scan_input, 0), scan.symbols, times)
        self._ranks[spec.section] = ranking.ranks
        self._unranked |= ranking.failures
        rows = [row for row, name in enumerate(scan.symbols) if name in ranking.ranks]
        self._scan = replace(scan, input=scan.input.only(rows))

    def _begin(self, scan_input: ScanInput, first: int) -> PoolPass:
        """Make the pass that :meth:`cancel` ends."""
        is_ranking = bool(scan_input.spec.section)
        self._pass = pool_pass = PoolPass(
            next(self._numbers),
            scan_input,
            self._pool,
            first=first,
            cost_s=None if is_ranking else self._cost_s,
            window=None if is_ranking else self._window,
        )
        if self.is_cancelled:
            pool_pass.cancel()
        return pool_pass

    # Progress and log

    def _account(self, results: list[ProcessingResult]) -> None:
        """Count and log results and pass them on to the progress callback."""
        self._log_symbols(results)
        is_error = [result.error is not None for result in results]
        step = self._meter.advance([result.symbol for result in results], is_error)
        if self._notifier is not None:
            self._notifier.pass_on(step)

    def _log_start(self) -> None:
        n_total, spec = self._meter.n_total, self._scan.input.spec
        logger.info("Batch %s: %d symbols, %s", self._scan.job_id, n_total, spec.timeframe)

    def _log_symbols(self, results: list[ProcessingResult]) -> None:
        for result in results:
            if result.error is not None:
                self._log_failure(result)
        if logger.isEnabledFor(logging.DEBUG):
            for result in results:
                text = "Batch %s: %s %s, %d matches, %.3f ms"
                outcome, n, ms = result.outcome, len(result.matches), result.processing_time_ms
                logger.debug(text, self._scan.job_id, result.symbol, outcome, n, ms)

    def _log_failure(self, result: ProcessingResult) -> None:
        self._failures[result.outcome] += 1
        if self._failures.total() <= MAX_WARNINGS:
            text = "Batch %s: %s failed: %s"
            logger.warning(text, self._scan.job_id, result.symbol, result.error)

    def _log_summary(self) -> None:
        if self._failures.total() > MAX_WARNINGS:
            kinds = ", ".join(f"{n} {kind}" for kind, n in self._failures.most_common())
            text = "Batch %s: %d symbols failed: %s"
            logger.warning(text, self._scan.job_id, self._failures.total(), kinds)
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
