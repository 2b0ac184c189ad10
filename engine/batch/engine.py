"""Formulas over many symbols: the engine as its callers see it.

On one machine the engine runs worker processes of its own. Who has outgrown one machine hands it
the executor of an existing cluster, with the library on storage that all machines share (extra
``cluster``)::

    from distributed import Client

    client = Client("tcp://scheduler:8786")
    with open_library("/shared/library.fslib") as library, ProcessingEngine(
        library.candles, FormulaService(), max_workers=64, executor_factory=client.get_executor
    ) as engine:
        results = engine.process_batch(job)
"""

from __future__ import annotations

import asyncio
import itertools
import os
import threading
import weakref
from typing import TYPE_CHECKING, Any, Self

import psutil

from engine.batch.engine_limits import check_limits, usable_processors
from engine.batch.explanation import explain_symbol, nothing_known
from engine.batch.local_scan import LocalScan
from engine.batch.matches import build_results, result_without_matches
from engine.batch.pool.memory_budget import MB, MemoryGovernor, plan_memory
from engine.batch.pool.pool import Pool
from engine.batch.pool.process_health import own_bytes
from engine.batch.pool.process_shard import ProcessShard
from engine.batch.pool.schedule import CHUNK_S, Schedule
from engine.batch.pool.shards import Shard
from engine.batch.prepared_scan import ScanPlanner
from engine.batch.run_statistics import EngineStatistics
from engine.batch.scan_run import ScanRun
from engine.batch.wire.repository_ref import RepositoryCarrier
from engine.cache.result_cache import ProcessingResultCache
from engine.domain.cancellation import CancellationToken
from engine.domain.date_range import DateRange
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import NO_DATA_MESSAGE, Outcome
from engine.errors import EngineClosedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import date, datetime
    from types import TracebackType

    from engine.batch.progress_calls import ProgressCallback
    from engine.domain.explanation import Explanation
    from engine.domain.formula import Formula
    from engine.domain.repositories import ICandleRepository
    from engine.domain.result import ProcessingResult
    from engine.language.service import FormulaService

_WINDOW = 4096
"""Symbols that `iter_batch` lets the workers be ahead of its caller."""


class ProcessingEngine:
    """Evaluates formulas on symbols, in this process or on a pool of warm worker processes.

    Parameters
    ----------
    candle_repo : ICandleRepository
        Where the candles are; workers open it anew from its pickle.
    formula_service : FormulaService
        Compiles formulas and knows the registered indicators.
    max_workers : int, optional
        Worker processes; as many as this process may use processors, unless given.
    symbol_timeout_s : float
        How long one symbol may take before its worker is replaced.
    indicator_cache_mb : float
        For the indicators that all processes together keep.
    memory_limit_mb : float
        For all processes together, this one included.
    executor_factory : callable, optional
        Makes a `concurrent.futures.Executor` that takes the place of our own worker processes,
        for example ``lambda: dask_client.get_executor()``. What runs there cannot be looked
        into: a timeout counts from when a chunk is sent, and ends only the wait.
    result_cache_mb : float
        For the results of whole batches, so that asking again within some minutes does no work at
        all as long as no candle has changed; 0 turns that off.

    Attributes
    ----------
    result_cache : ProcessingResultCache
        Results of whole batches.

    Raises
    ------
    RepositoryError
        If the repository cannot be handed to worker processes.
    InputError
        If a limit leaves no worker, time or memory.
    """

    def __init__(
        self,
        candle_repo: ICandleRepository,
        formula_service: FormulaService,
        max_workers: int | None = None,
        *,
        symbol_timeout_s: float = 60.0,
        indicator_cache_mb: float = 500,
        memory_limit_mb: float = 2048,
        executor_factory: Callable[[], Executor] | None = None,
        result_cache_mb: float = 64,
    ) -> None:
        check_limits(
            max_workers,
            symbol_timeout_s,
            memory_limit_mb,
            indicator_cache_mb=indicator_cache_mb,
            result_cache_mb=result_cache_mb,
        )
        limit_bytes = int(memory_limit_mb * MB)
        plan = plan_memory(
            limit_bytes,
            own_bytes(psutil.Process()),
            max_workers or usable_processors(),
            int(indicator_cache_mb * MB),
        )
        self._planner = ScanPlanner(candle_repo, RepositoryCarrier(candle_repo), formula_service)
        self._local = LocalScan(candle_repo, plan.parent_budget)
        self._executor = executor_factory() if executor_factory else None
        self._pool = Pool(
            self._shard_maker(plan.worker_bytes),
            Schedule(plan.n_workers, symbol_timeout_s),
            MemoryGovernor(limit_bytes, plan, CHUNK_S),
        )
        self.result_cache = ProcessingResultCache(max_size_mb=result_cache_mb)
        self._statistics = EngineStatistics()
        self._numbers = itertools.count(1)
        self._running: set[ScanRun] = set()
        self._lock = threading.Lock()
        self._is_closed = False
        self._finalizer = weakref.finalize(self, _close, self._pool, self._executor)

    @property
    def candles(self) -> ICandleRepository:
        """Where the candles are."""
        return self._planner.repository

    def process_symbol(
        self,
        symbol: str,
        timeframe: str,
        date_range: DateRange,
        formula: Formula | None,
        parameters: Mapping[str, Any] | None = None,
        *,
        latest: bool = False,
        indicators: Sequence[str] = (),
    ) -> ProcessingResult:
        """Evaluate one symbol in this process and return its result.

        Parameters
        ----------
        symbol, timeframe : str
            Whose candles.
        date_range : DateRange
            Which bars may match.
        formula : Formula or None
            What to evaluate; without it there are no matches.
        parameters : mapping, optional
            Values for the formula's parameters.
        latest : bool
            Whether only the last bar of the range may match.
        indicators : sequence of str
            Registered names or expressions whose values are wanted too.

        Raises
        ------
        FormulaError
            If the formula is wrong.
        """
        self._check_open()
        job = ProcessingJob(
            symbol, JobType.SCAN, [symbol], timeframe, date_range, formula, dict(parameters or {})
        )
        scan = self._planner.prepare(job, is_latest=latest, indicators=indicators)
        if scan.missing:
            return result_without_matches(symbol, Outcome.NO_DATA, NO_DATA_MESSAGE)
        chunk = self._local.scan_row(scan, next(self._numbers), 0)
        return build_results(scan, scan.symbols, chunk)[0]

    def process_batch(
        self,
        job: ProcessingJob,
        progress_callback: ProgressCallback | None = None,
        cancellation_token: CancellationToken | None = None,
        *,
        latest: bool = False,
        with_stale: bool = False,
        indicators: Sequence[str] = (),
    ) -> list[ProcessingResult]:
        """Evaluate all symbols of `job` and return their results in its order.

        Parameters
        ----------
        job : ProcessingJob
            What to do.
        progress_callback : callable, optional
            Is called with a ProcessingProgress once a symbol, in a thread of its own.
        cancellation_token : CancellationToken, optional
            Ends the batch early; the results so far are returned.
        latest : bool
            Whether only the latest bar of the universe may match: the last time of the range that
            a symbol has, from daily bars on the last session that at least half of them have. A
            symbol whose last bar is older is left out as STALE.
        with_stale : bool
            Whether such a symbol is looked at on its own last bar instead.
        indicators : sequence of str
            Registered names or expressions whose values are wanted with each match.

        Raises
        ------
        FormulaError
            If the formula is wrong; no symbol was touched.
        EngineClosedError
            If the engine was shut down.
        """
        run = self._new_run(
            job, progress_callback, latest=latest, with_stale=with_stale, indicators=indicators
        )
        completed: list[ProcessingResult] = []
        for results in self._supervised(run, cancellation_token):
            completed += results
        if run.n_calls_at_cancel is not None:
            del completed[run.n_calls_at_cancel :]  # the callback cancelled at what it had seen
        by_symbol = {result.symbol: result for result in completed}
        return [by_symbol[name] for name in dict.fromkeys(job.symbols) if name in by_symbol]

    async def process_batch_async(
        self,
        job: ProcessingJob,
        progress_callback: ProgressCallback | None = None,
        cancellation_token: CancellationToken | None = None,
        *,
        latest: bool = False,
        with_stale: bool = False,
        indicators: Sequence[str] = (),
    ) -> list[ProcessingResult]:
        """Do the same as :meth:`process_batch` without blocking the event loop.

        Cancelling the awaiting task cancels the batch.
        """
        token = cancellation_token or CancellationToken()
        work = asyncio.to_thread(
            self.process_batch,
            job,
            progress_callback,
            token,
            latest=latest,
            with_stale=with_stale,
            indicators=indicators,
        )
        try:
            return await asyncio.shield(asyncio.ensure_future(work))
        except asyncio.CancelledError:
            token.cancel()
            raise

    def iter_batch(
        self,
        job: ProcessingJob,
        progress_callback: ProgressCallback | None = None,
        cancellation_token: CancellationToken | None = None,
        *,
        latest: bool = False,
        with_stale: bool = False,
        indicators: Sequence[str] = (),
    ) -> Iterator[ProcessingResult]:
        """Yield each result as it completes; memory does not grow with the number of symbols.

        The workers run ahead of the caller by some thousand symbols at most. Leaving the loop
        early cancels the rest.
        """
        run = self._new_run(
            job,
            progress_callback,
            latest=latest,
            with_stale=with_stale,
            indicators=indicators,
            window=_WINDOW,
        )
        return itertools.chain.from_iterable(self._supervised(run, cancellation_token))

    def explain(
        self,
        symbol: str,
        timeframe: str,
        formula: Formula,
        at: date | datetime | None = None,
        parameters: Mapping[str, Any] | None = None,
        *,
        universe: Sequence[str] = (),
    ) -> Explanation:
        """Return what each clause of `formula` says of `symbol` on one bar, and why not.

        Parameters
        ----------
        symbol, timeframe : str
            Whose candles.
        formula : Formula
            The condition to be explained.
        at : date or datetime, optional
            The last bar that starts no later is meant; the last of all unless given.
        parameters : mapping, optional
            Values for the formula's parameters.
        universe : sequence of str
            The symbols of the scan, where the formula ranks the symbol among them.

        Raises
        ------
        FormulaError
            If the formula is wrong.
        """
        self._check_open()
        symbols = list(dict.fromkeys([symbol, *universe]))
        span, values = DateRange(None, at), dict(parameters or {})
        job = ProcessingJob("explain", JobType.SCAN, symbols, timeframe, span, formula, values)
        scan = self._planner.prepare(job)
        if symbol in scan.missing:
            return nothing_known(symbol)
        return explain_symbol(ScanRun(scan, self._numbers, self._pool, self._local).ranked(), at)

    def cancel(self) -> None:
        """End all batches that are running; each returns what it has. From any thread."""
        with self._lock:
            running = list(self._running)
        for run in running:
            run.cancel()

    def warm_up(self, timeout_s: float | None = None) -> bool:
        """Start the workers and wait until they are ready; returns whether they are."""
        self._check_open()
        return self._pool.warm_up(timeout_s)

    def shutdown(self) -> None:
        """Cancel what is running and end all workers; the engine cannot be used afterwards."""
        self._is_closed = True
        self.cancel()
        self._finalizer()

    def cache_statistics(self) -> dict[str, float]:
        """Return the use of all caches.

        ``hits`` are lookups of results, decoded candles, indicators and matches that were in
        memory, ``misses`` those of candles and indicators that were not, both from the start of
        the engine. ``hit_rate`` is that of the last batch. ``size_mb`` is what the indicators and
        matches of all workers take now; ``result_cache.statistics()`` tells of the results.
        """
        return self._statistics.caches([os.getpid(), *self._pool.pids()])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown()

    def _new_run(
        self,
        job: ProcessingJob,
        callback: ProgressCallback | None,
        *,
        latest: bool,
        with_stale: bool,
        indicators: Sequence[str],
        window: int | None = None,
    ) -> ScanRun:
        self._check_open()
        scan = self._planner.prepare(
            job, is_latest=latest, with_stale=with_stale, indicators=indicators
        )
        return ScanRun(
            scan,
            self._numbers,
            self._pool,
            self._local,
            callback=callback,
            cost_s=self._statistics.cost_s(scan.input.spec.key),
            window=window,
            results=self.result_cache if self.result_cache.max_bytes else None,
        )

    def _supervised(
        self, run: ScanRun, token: CancellationToken | None
    ) -> Iterator[list[ProcessingResult]]:
        """Yield the results of `run` while it can be cancelled."""
        with self._lock:
            self._running.add(run)
        if token is not None:
            token.add_listener(run.cancel)
        try:
            yield from run.batches()
        finally:
            if token is not None:
                token.remove_listener(run.cancel)
            with self._lock:
                self._running.discard(run)
            self._statistics.add(run.key, run.statistics)

    def _shard_maker(self, worker_bytes: int) -> Callable[[int, Callable[[Any], None]], Shard]:
        executor = self._executor
        if executor is not None:
            return lambda number, notify: Shard(number, notify, executor)
        return lambda number, notify: ProcessShard(number, notify, worker_bytes)

    def _check_open(self) -> None:
        if self._is_closed:
            raise EngineClosedError


def _close(pool: Pool, executor: Executor | None) -> None:
    """End all workers; also when an engine is forgotten without a shutdown."""
    pool.shutdown()
    if executor is not None:
        executor.shutdown(wait=False)  # the pool has cancelled what it had sent
