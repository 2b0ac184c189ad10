"""Counts what is done, estimates what is left, and calls back without waiting for the caller."""

from __future__ import annotations

import logging
import queue
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from engine.domain.progress import ProcessingProgress, RecentRate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    ProgressCallback = Callable[[ProcessingProgress], object]

logger = logging.getLogger(__name__)

LAST_CALL_S = 1.0
"""How long the end of a batch waits for a callback that has fallen behind."""

_LATE_CALL_S = 0.1


class Step(NamedTuple):
    """Some symbols that were completed together."""

    symbols: Sequence[str]
    is_error: Sequence[bool]
    n_before: int
    n_errors_before: int
    elapsed_ms: float
    symbol_ms: float
    """Time that a symbol takes the whole pool of late."""


class ProgressMeter:
    """Counts what is done and follows the speed; O(1) for each completed group of symbols.

    Parameters
    ----------
    n_total : int
        Symbols of the job.
    clock : callable
        Seconds from any fixed point.
    """

    def __init__(self, n_total: int, clock: Callable[[], float] = time.perf_counter) -> None:
        self.n_total = n_total
        self.n_done = 0
        self.n_errors = 0
        self._clock = clock
        self._began_s = clock()
        self._rate = RecentRate()

    @property
    def elapsed_ms(self) -> float:
        """Time since the batch began."""
        return (self._clock() - self._began_s) * 1e3

    def begin_work(self, at_s: float | None = None) -> None:
        """Record that workers can work from `at_s` on, from now on where that is not given."""
        self._rate.begin(self._clock() if at_s is None else at_s)

    def advance(self, symbols: Sequence[str], is_error: Sequence[bool]) -> Step:
        """Count `symbols` as done, and which of them failed."""
        now_s = self._clock()
        self._rate.note(len(symbols), now_s)
        elapsed_ms, symbol_ms = (now_s - self._began_s) * 1e3, (self._rate.symbol_s or 0.0) * 1e3
        step = Step(symbols, is_error, self.n_done, self.n_errors, elapsed_ms, symbol_ms)
        self.n_done += len(symbols)
        self.n_errors += sum(is_error)
        return step


class Notifier:
    """Calls a progress callback once a symbol, in a thread of its own.

    A slow callback falls behind without slowing the batch; one that raises is logged and called
    again for the next symbol. A second after the last symbol what is left is cut short: only the
    last call is still made, if the callback comes back for it.
    """

    def __init__(self, callback: ProgressCallback, n_total: int) -> None:
        self._callback = callback
        self._n_total = n_total
        self._steps: queue.SimpleQueue[Step | None] = queue.SimpleQueue()
        self._is_late = False
        self._is_muted = False
        self.n_calls = 0
        self._thread = threading.Thread(target=self._run, name="progress", daemon=True)
        self._thread.start()

    def pass_on(self, step: Step) -> None:
        """Pass on the symbols of `step`; returns at once."""
        self._steps.put(step)

    def is_calling(self) -> bool:
        """Whether this is the thread in which the callback runs."""
        return threading.get_ident() == self._thread.ident

    def mute(self) -> None:
        """Make no further calls."""
        self._is_muted = True

    def finish(self) -> None:
        """Deliver what is left, as far as the callback lets itself be called in time."""
        self._steps.put(None)
        if self._is_muted or self.is_calling():
            return
        self._thread.join(LAST_CALL_S)
        if self._thread.is_alive():
            self._is_late = True
            self._thread.join(_LATE_CALL_S)
            self.mute()
            text = "The progress callback is too slow: %d of %d calls were left out"
            logger.warning(text, self._n_total - self.n_calls, self._n_total)

    def _run(self) -> None:
        while (step := self._steps.get()) is not None:
            for progress in reports(step, self._n_total):
                if self._is_muted:
                    return
                is_last = progress.completed_symbols == self._n_total
                if is_last or not self._is_late:
                    self.n_calls += 1
                    self._call(progress)

    def _call(self, progress: ProcessingProgress) -> None:
        try:
            self._callback(progress)
        except Exception:
            logger.exception("The progress callback failed at %s", progress.current_symbol)


def reports(step: Step, n_total: int) -> list[ProcessingProgress]:
    """Return the state of the batch after each symbol of `step`."""
    n_errors, calls = step.n_errors_before, []
    for n_done, (symbol, is_error) in enumerate(
        zip(step.symbols, step.is_error, strict=True), step.n_before + 1
    ):
        n_errors += is_error
        left_ms = (n_total - n_done) * step.symbol_ms
        calls.append(
            ProcessingProgress(n_total, n_done, symbol, n_errors, step.elapsed_ms, left_ms)
        )
    return calls or [ProcessingProgress(n_total, step.n_before)]
