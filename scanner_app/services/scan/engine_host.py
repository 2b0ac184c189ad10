"""Owns the processing engine on a thread of its own and turns its results into batched signals.

::

    ScanService ── start_requested ──► EngineHost.start ──► ProcessingEngine.iter_batch ──► workers
    (GUI thread)                       (engine thread)             │ one result a symbol
        ▲                                                          ▼
        └──── advanced (a ScanBatch, at most 20 a second) ◄── outcomes, times of the matches
        ──── CancellationToken.cancel(), straight from the GUI thread ──────────────────► workers

What a batch brings is ready for the tables: no array is built on the GUI thread.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.job import JobType, ProcessingJob
from engine.domain.match import SignalMatches
from engine.domain.result import Outcome
from engine.errors import EngineClosedError, EngineError, ProcessingCancelledException
from scanner_app.models.result_store import gather
from scanner_app.services.scan.scan_types import (
    EndState,
    RangeKind,
    ScanBatch,
    ScanEnd,
    ScanRequest,
    SymbolOutcome,
)
from scanner_app.services.scan.tail_matches import last_matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.batch.engine import ProcessingEngine
    from engine.batch.explanation import Explanation
    from engine.domain.result import ProcessingResult
    from engine.storage.library import Library
    from scanner_app.services.scan.scan_types import ExplainRequest
    from scanner_app.settings import Settings

_LOG = logging.getLogger(__name__)
FLUSH_INTERVAL_S = 0.05
_MOST_ROWS = 250_000  # what the GUI thread can append within a few milliseconds


class EngineHost(QObject):
    """Lives on the engine's thread; the GUI talks to it by signals only.

    Signals
    -------
    advanced : ScanBatch
        What a scan has done since the last one.
    ended : ScanEnd
        A scan is over.
    warmed_up : int
        So many workers are ready.
    """

    advanced = Signal(object)
    ended = Signal(object)
    warmed_up = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._engine: ProcessingEngine | None = None
        self._warming: ProcessingEngine | None = None
        self._is_closing = False

    @Slot(object, object)
    def use_library(self, library: Library, settings: Settings) -> None:
        """Work on the candles of `library` from now on."""
        from engine.batch.engine import ProcessingEngine  # noqa: PLC0415 - start-up time
        from engine.language.service import FormulaService  # noqa: PLC0415 - likewise

        self._shut_down()
        self._engine = ProcessingEngine(
            library.candles,
            FormulaService(),
            max_workers=settings.n_workers,
            symbol_timeout_s=settings.symbol_timeout_s,
            indicator_cache_mb=settings.indicator_cache_mb,
            memory_limit_mb=settings.memory_limit_mb,
        )
        if self._warm_up(self._engine):
            self.warmed_up.emit(settings.n_workers)

    def stop_waiting(self) -> None:
        """Wait for no workers from now on; may be called on any thread."""
        self._is_closing = True
        warming = self._warming
        if warming is not None:
            warming.shutdown()

    @Slot(object)
    def start(self, request: ScanRequest) -> None:
        """Run a scan to its end; it is cancelled by the token in its request."""
        began_s = time.perf_counter()
        error: Exception | None = None
        state = EndState.DONE
        try:
            self._run(request, began_s)
        except ProcessingCancelledException:
            state = EndState.CANCELLED
        except EngineError as caught:
            state, error = EndState.FAILED, caught
        except Exception as caught:  # noqa: BLE001 - the window tells of whatever it is
            _LOG.exception("A scan failed")
            state, error = EndState.FAILED, caught
        if state is EndState.DONE and request.token.is_cancelled:
            state = EndState.CANCELLED
        self.ended.emit(ScanEnd(request.number, state, time.perf_counter() - began_s, error))

    def explain(self, request: ExplainRequest) -> Explanation:
        """Return what each condition says of a symbol; may be called on any thread.

        Raises
        ------
        EngineClosedError
            There is no library open.
        """
        if self._engine is None:
            raise EngineClosedError
        return self._engine.explain(
            request.symbol,
            request.timeframe,
            request.formula,
            request.day,
            request.formula.parameters,
            universe=request.universe,
        )

    @Slot()
    def finish(self) -> None:
        """End the workers, then the thread that this lives on."""
        self._shut_down()
        self.thread().quit()

    def _warm_up(self, engine: ProcessingEngine) -> bool:
        """Wait until the workers are ready; tells whether the window still wants them."""
        self._warming = engine
        if not self._is_closing:  # asked after the engine can be seen by `stop_waiting`
            with suppress(EngineClosedError):
                engine.warm_up()
        self._warming = None
        return not self._is_closing

    def _shut_down(self) -> None:
        """End the workers; returns when they are gone."""
        if self._engine is not None:
            self._engine.shutdown()
            self._engine = None

    def _run(self, request: ScanRequest, began_s: float) -> None:
        """Gather results and pass them on every few milliseconds, the first match at once."""
        waiting: list[ProcessingResult] = []
        flushed_s, n_rows, is_first = began_s, 0, True
        for result in self._results(request):
            waiting.append(_within(result, request))
            n_rows += len(waiting[-1].matches)
            now_s = time.perf_counter()
            is_due = now_s - flushed_s >= FLUSH_INTERVAL_S or n_rows >= _MOST_ROWS
            if is_due or (is_first and n_rows):
                is_first = is_first and not n_rows
                self._flush(request, waiting, now_s - began_s)
                flushed_s, n_rows, waiting = now_s, 0, []
        self._flush(request, waiting, time.perf_counter() - began_s)

    def _results(self, request: ScanRequest) -> Iterator[ProcessingResult]:
        """Yield the engine's results as they come."""
        if self._engine is None:
            return
        job = ProcessingJob(
            id=f"scan-{request.number}",
            job_type=JobType.SCAN,
            symbols=list(request.bar_counts),
            timeframe=request.timeframe,
            date_range=request.range.date_range,
            formula=request.formula,
            parameters=dict(request.parameters),
        )
        is_latest = request.range.kind is RangeKind.LATEST
        yield from self._engine.iter_batch(job, cancellation_token=request.token, latest=is_latest)

    def _flush(
        self, request: ScanRequest, results: list[ProcessingResult], elapsed_s: float
    ) -> None:
        """Tell the GUI what has come since the last time."""
        found = [r.matches for r in results if r.outcome is Outcome.HIT]
        new = gather([m for m in found if isinstance(m, SignalMatches)])
        outcomes = tuple(
            SymbolOutcome(r.symbol, r.outcome, len(r.matches), r.error or "") for r in results
        )
        self.advanced.emit(ScanBatch(request.number, new, outcomes, elapsed_s))


def _within(result: ProcessingResult, request: ScanRequest) -> ProcessingResult:
    """Return `result` without the matches before the last candles that were asked for."""
    is_bounded = request.range.kind is RangeKind.LAST_N
    if not (is_bounded and isinstance(result.matches, SignalMatches) and len(result.matches)):
        return result
    first_bar = max(0, request.bar_counts[result.symbol] - request.range.n_bars)
    kept = last_matches(result.matches, first_bar)
    outcome = Outcome.HIT if len(kept) else Outcome.NO_HIT
    return type(result)(
        result.symbol, kept, result.computed_indicators, result.processing_time_ms, None, outcome
    )
