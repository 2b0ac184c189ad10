"""One batch from its first symbol to its last: deliveries of the pool become results."""

from __future__ import annotations

import logging
import queue
from typing import TYPE_CHECKING

from engine.batch.events import Chunk, Fail, Finish
from engine.batch.matches import build_results, failed_result
from engine.batch.messages import ChunkRequest
from engine.batch.pool import Crashed, Delivered
from engine.batch.progress import Notifier, ProgressMeter
from engine.batch.run_statistics import BatchStatistics
from engine.domain.result import NO_DATA_MESSAGE, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.batch.local_scan import LocalScan
    from engine.batch.messages import Budget
    from engine.batch.pool import Delivery, Pool
    from engine.batch.progress import ProgressCallback
    from engine.batch.scan_job import ScanJob
    from engine.domain.result import ProcessingResult

logger = logging.getLogger("engine.batch")

_POLL_S = 0.1  # a wait without end could not be interrupted by Ctrl-C on Windows
_FAILURES = (Outcome.ERROR, Outcome.TIMEOUT)


class BatchRun:
    """Runs a prepared job, here or in the pool, and gives its results as they complete.

    Parameters
    ----------
    scan : ScanJob
        What to do.
    number : int
        Of the batch in its engine.
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
    """

    def __init__(
        self,
        scan: ScanJob,
        number: int,
        pool: Pool,
        local: LocalScan,
        *,
        callback: ProgressCallback | None = None,
        cost_s: float | None = None,
        window: int | None = None,
    ) -> None:
        self.job_id = number
        self.cost_s = cost_s
        self.window = window
        self.is_cancelled = False
        self.n_told_at_cancel: int | None = None
        self._scan = scan
        self._pool = pool
        self._local = local
        self._mailbox: queue.SimpleQueue[Delivery] = queue.SimpleQueue()
        self._n_local = 0
        self._meter = ProgressMeter(len(scan.symbols) + len(scan.missing))
        self._callback = callback
        self._notifier: Notifier | None = None
        self._is_pooled = False
        self.statistics = BatchStatistics()

    # What the pool asks

    @property
    def key(self) -> str:
        """Equal for jobs that evaluate the same."""
        return self._scan.spec.key

    @property
    def symbols(self) -> Sequence[str]:
        """Symbols for the pool."""
        return self._scan.symbols[self._n_local :]

    def request(self, chunk: Chunk, budget: Budget) -> ChunkRequest:
        """Return the message that sends `chunk` to a worker."""
        scan = self._scan
        rows = [index + self._n_local for index in chunk.indices]
        return ChunkRequest(
            chunk.chunk_id,
            self.job_id,
            scan.spec,
            scan.repository,
            budget,
            tuple(scan.symbols[row] for row in rows),
            scan.revisions[rows],
            scan.n_bars[rows],
        )

    def put(self, delivery: Delivery) -> None:
        """Take a delivery of the pool."""
        self._mailbox.put(delivery)

    # What the caller asks

    def cancel(self) -> None:
        """Stop; results that are complete are kept. From any thread, any number of times."""
        if self._notifier is not None and not self.is_cancelled:
            if self._notifier.is_calling():
                self.n_told_at_cancel = self._notifier.n_told
            self._notifier.mute()
        self.is_cancelled = True
        self._pool.cancel(self.job_id)

    def batches(self) -> Iterator[list[ProcessingResult]]:
        """Yield results in groups as they complete."""
        if self._callback is not None:
            self._notifier = Notifier(self._callback, self._meter.n_total)
        self._log_start()
        try:
            for results in self._groups():
                self._account(results)
                yield results
        finally:
            if self._is_pooled:  # the caller takes no more, or was interrupted
                self.cancel()
                self._drain()
            if self._notifier is not None:
                self._notifier.finish()
            self._log_summary()

    def _groups(self) -> Iterator[list[ProcessingResult]]:
        missing = self._scan.missing
        if missing:
            yield [failed_result(name, Outcome.NO_DATA, NO_DATA_MESSAGE) for name in missing]
        if self._local.worth_it(self._scan, self.cost_s, is_warm=self._pool.is_warm):
            yield from self._here()
        if self._n_local < len(self._scan.symbols) and not self.is_cancelled:
            yield from self._pooled()

    def _here(self) -> Iterator[list[ProcessingResult]]:
        scan = self._scan
        for answer in self._local.answers(scan, self.job_id, is_warm=self._pool.is_warm):
            symbols = scan.symbols[self._n_local : self._n_local + 1]
            self._n_local += 1
            self.statistics.add(answer)
            yield build_results(scan.context, symbols, answer)
            if self.is_cancelled:
                return

    def _pooled(self) -> Iterator[list[ProcessingResult]]:
        symbols = self.symbols
        self._is_pooled = True
        self._pool.add(self)
        if self.is_cancelled:
            self._pool.cancel(self.job_id)
        for delivery in self._deliveries():
            if isinstance(delivery, Fail):
                symbol = symbols[delivery.index]
                yield [failed_result(symbol, delivery.outcome, delivery.message)]
            else:
                names = [symbols[index] for index in delivery.chunk.indices]
                self.statistics.add(delivery.result)
                yield build_results(self._scan.context, names, delivery.result)

    def _deliveries(self) -> Iterator[Delivered | Fail]:
        while True:
            try:
                delivery = self._mailbox.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            self._is_pooled = not isinstance(delivery, (Finish, Crashed))
            if isinstance(delivery, Finish):
                return
            if isinstance(delivery, Crashed):
                raise delivery.error
            yield delivery
            if self.window is not None:
                n = 1 if isinstance(delivery, Fail) else len(delivery.chunk.indices)
                self._pool.consumed(self.job_id, n)

    def _drain(self) -> None:
        """Wait until no worker is busy with a batch that was given up."""
        for _ in self._deliveries():
            pass

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
        n_total, spec = self._meter.n_total, self._scan.spec
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
