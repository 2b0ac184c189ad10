"""What runs in a worker process: read candles, evaluate, answer with positions of matches.

Everything here is module-level, because only that can be sent to a spawned process. A worker has
no history that a request could depend on: candles, compiled formulas and indicators that it keeps
from earlier requests only save time.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.batch.evaluation.other_symbols import OtherSymbols
from engine.batch.wire.messages import CODE_OF, NOT_DONE, ChunkResult, RepositoryMissing
from engine.batch.wire.slot import Slot
from engine.batch.worker import guards
from engine.batch.worker.failures import failure
from engine.batch.worker.worker_state import WorkerState
from engine.domain.repositories import DataVersion
from engine.domain.result import Outcome

if TYPE_CHECKING:
    from engine.batch.evaluation.symbol_scan import ScanPlan
    from engine.batch.wire.messages import ChunkRequest
    from engine.messages import Message

_GC_THRESHOLDS = (100_000, 50, 50)  # what a worker keeps has no cycles; looking at it takes time
_LOCAL = threading.local()
"""State by thread: an executor that is not ours may run several workers as threads."""

_SURVIVABLE = (Exception, SystemExit, KeyboardInterrupt)
"""What a symbol may raise; a registered indicator that calls sys.exit() ends itself alone."""


def initialise(words: Any, max_bytes: int) -> None:
    """Make this process a worker; runs once, before the first chunk.

    Parameters
    ----------
    words : array of int64
        Shared memory of the worker's :class:`Slot`.
    max_bytes : int
        Memory that it may take.
    """
    guards.end_with_parent()
    guards.ignore_interrupts()
    guards.limit_memory(max_bytes)
    _LOCAL.slot = Slot(words)
    _LOCAL.slot.pid = os.getpid()
    gc.collect()
    gc.freeze()  # modules and tables live as long as the process: never look at them again
    gc.set_threshold(*_GC_THRESHOLDS)


def ready() -> int:
    """Return the process; that it is returned says that the worker has started."""
    return os.getpid()


def run_chunk(request: ChunkRequest) -> ChunkResult | RepositoryMissing:
    """Evaluate the symbols of a chunk; never raises for what one symbol did."""
    state, slot = _of_this_thread("state", WorkerState), _of_this_thread("slot", Slot)
    if not state.accept(request.repository):
        return RepositoryMissing(request.repository.key)
    slot.enter(request.chunk_id)
    try:
        return ChunkRun(state, slot, request).result()
    finally:
        slot.leave()


def _of_this_thread(name: str, make: Any) -> Any:
    if not hasattr(_LOCAL, name):
        setattr(_LOCAL, name, make())
    return getattr(_LOCAL, name)


class ChunkRun:
    """Works through one chunk.

    Parameters
    ----------
    state : WorkerState
        Of the worker.
    slot : Slot
        Shared with the parent: the position of the worker, and what it shall skip.
    request : ChunkRequest
        The chunk.
    """

    def __init__(self, state: WorkerState, slot: Slot, request: ChunkRequest) -> None:
        self._state = state
        self._slot = slot
        self._request = request
        self._rows: list[tuple[int, ...]] = []
        self._elapsed_us: list[float] = []
        self._encoded: list[bytes] = []
        self._n_encoded = 0
        self._errors: dict[int, Message] = {}
        self._plan: ScanPlan | None = None
        self._evaluate = state.numbers if request.spec.section else state.scan
        self._others = _other_symbols(state, request)

    def result(self) -> ChunkResult:
        """Evaluate all symbols, or those before a cancellation."""
        request, state = self._request, self._state
        state.begin_scan(request.scan, request.budget)
        hits, misses = state.hits, state.misses
        self._scan_all()
        self._fill_up()
        rows = np.array(self._rows, dtype=np.int64).reshape(-1, 7).T
        outcomes, counts, revisions, n_bars, first_bars, n_scanned, ends = rows
        return ChunkResult(
            outcomes.astype(np.uint8),
            counts.astype(np.int32),
            np.array(self._elapsed_us, dtype=np.float32),
            revisions,
            n_bars,
            first_bars,
            n_scanned,
            ends,
            b"".join(self._encoded),
            self._errors,
            state.hits - hits,
            state.misses - misses,
            state.kept_bytes,
            os.getpid(),
        )

    def _scan_all(self) -> None:
        request, slot = self._request, self._slot
        states = zip(request.revisions.tolist(), request.n_bars.tolist(), strict=True)
        began_s = time.perf_counter()
        for position, (symbol, state) in enumerate(zip(request.symbols, states, strict=True)):
            if slot.is_skipped(request.chunk_id):
                return
            slot.move(position)
            self._rows.append(self._row(position, symbol, DataVersion(*state)))
            ended_s = time.perf_counter()
            self._elapsed_us.append((ended_s - began_s) * 1e6)
            began_s = ended_s

    def _row(self, position: int, symbol: str, expected: DataVersion) -> tuple[int, ...]:
        """Return the symbol's entries in the columns of the result."""
        try:
            return self._scanned_row(symbol, expected)
        except MemoryError:
            self._state.clear()  # the caches may be what took it
        except _SURVIVABLE as error:
            return self._error_row(position, expected, failure(error))
        try:
            return self._scanned_row(symbol, expected)
        except _SURVIVABLE as error:
            return self._error_row(position, expected, failure(error))

    def _scanned_row(self, symbol: str, expected: DataVersion) -> tuple[int, ...]:
        if self._plan is None:
            self._plan = self._state.plan(self._request.spec)
        result = self._evaluate(self._plan, symbol, expected, self._others)
        if result.encoded:
            self._encoded.append(result.encoded)
            self._n_encoded += len(result.encoded)
        outcome, n_matches, (revision, n_bars), first_bar, n_scanned, _ = result
        code = CODE_OF[outcome]
        return (code, n_matches, revision, n_bars, first_bar, n_scanned, self._n_encoded)

    def _error_row(self, position: int, expected: DataVersion, error: Message) -> tuple[int, ...]:
        self._errors[position] = error
        return (CODE_OF[Outcome.ERROR], 0, *expected, 0, 0, self._n_encoded)

    def _fill_up(self) -> None:
        """Add rows for the symbols that a cancellation left out."""
        n_left_out = len(self._request.symbols) - len(self._rows)
        self._rows += [(NOT_DONE, 0, 0, 0, 0, 0, self._n_encoded)] * n_left_out
        self._elapsed_us += [0.0] * n_left_out


def _other_symbols(state: WorkerState, request: ChunkRequest) -> OtherSymbols | None:
    if not (request.others or request.ranks or request.calendars):
        return None
    ranks = {
        key: dict(zip(request.symbols, columns, strict=True))
        for key, columns in request.ranks.items()
    }
    return OtherSymbols(state.candles, request.others, ranks, request.calendars)
