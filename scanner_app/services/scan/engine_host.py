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

from engine.domain.match import SignalMatches
from engine.domain.result import Outcome
from engine.domain.scan_summary import SymbolOutcome
from engine.errors import EngineClosedError, EngineError, ProcessingCancelledException
from engine.scanning.scan import Scan
from scanner_app.models.result_store import gather
from scanner_app.services.scan.scan_types import (
    EndState,
    ScanBatch,
    ScanEnd,
    WindowScan,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.batch.engine import ProcessingEngine
    from engine.domain.result import ProcessingResult
    from engine.storage.library import Library
    from scanner_app.settings import Settings

_LOG = logging.getLogger(__name__)
FLUSH_INTERVAL_S = 0.05
_MAX_ROWS = 250_000  # what the GUI thread can append within a few milliseconds


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
    engine_changed : ProcessingEngine or None
        Another engine is there to be asked; the one before is shut down.
    """

    advanced = Signal(object)
    ended = Signal(object)
    warmed_up = Signal(int)
    engine_changed = Signal(object)

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
        self.engine_changed.emit(self._engine)
        if self._warm_up(self._engine):
            self.warmed_up.emit(settings.n_workers)

    def stop_waiting(self) -> None:
        """Wait for no workers from now on; may be called on any thread."""
        self._is_closing = True
        warming = self._warming
        if warming is not None:
            warming.shutdown()

    @Slot(object)
    def start(self, scan: WindowScan) -> None:
        """Run a scan to its end; it is cancelled by the token in its request."""
        began_s = time.perf_counter()
        error: Exception | None = None
        state = EndState.DONE
        try:
            self._run(scan, began_s)
        except ProcessingCancelledException:
            state = EndState.CANCELLED
        except EngineError as caught:
            state, error = EndState.FAILED, caught
        except Exception as caught:  # noqa: BLE001 - the window tells of whatever it is
            _LOG.exception("A scan failed")
            state, error = EndState.FAILED, caught
        if state is EndState.DONE and scan.token.is_cancelled:
            state = EndState.CANCELLED
        self.ended.emit(ScanEnd(scan.number, state, time.perf_counter() - began_s, error))

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
            self.engine_changed.emit(None)
            self._engine.shutdown()
            self._engine = None

    def _run(self, scan: WindowScan, began_s: float) -> None:
        """Gather results and pass them on every few milliseconds, the first match at once."""
        waiting: list[ProcessingResult] = []
        flushed_s, n_rows, is_first = began_s, 0, True
        for result in self._results(scan):
            waiting.append(result)
            n_rows += len(result.matches)
            now_s = time.perf_counter()
            is_due = now_s - flushed_s >= FLUSH_INTERVAL_S or n_rows >= _MAX_ROWS
            if is_due or (is_first and n_rows):
                is_first = is_first and not n_rows
                self._flush(scan, waiting, now_s - began_s)
                flushed_s, n_rows, waiting = now_s, 0, []
        self._flush(scan, waiting, time.perf_counter() - began_s)

    def _results(self, scan: WindowScan) -> Iterator[ProcessingResult]:
        """Yield the engine's results as they come."""
        if self._engine is None:
            return
        door = Scan(self._engine, scan.request, scan.symbols)
        yield from door.iter_results(scan.token)

    def _flush(self, scan: WindowScan, results: list[ProcessingResult], elapsed_s: float) -> None:
        """Send the GUI what has come since the last time."""
        matches = [r.matches for r in results if r.outcome is Outcome.HIT]
        new = gather([m for m in matches if isinstance(m, SignalMatches)])
        outcomes = tuple(map(SymbolOutcome.of, results))
        self.advanced.emit(ScanBatch(scan.number, new, outcomes, elapsed_s))
