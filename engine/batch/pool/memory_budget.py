"""Who may take how much memory, and what gives way when it runs short.

The limit counts for the sum of all processes. What the parent and the bare workers take is
subtracted, and a little that the parent keeps for single symbols; of the rest, a part is left free
for evaluation, a part is for indicators, and decoded candles get what remains. When the sum comes
near the limit all the same, the governor goes down one step at a time: smaller caches, smaller
chunks, fewer workers.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from engine.batch.wire.messages import Budget

logger = logging.getLogger(__name__)

MB = 1 << 20
# Python, numpy, TA-Lib and an open library: 25 MB on Linux, whose processes share libraries, and
# 85 on Windows, where they are counted along; measured with one thread of linear algebra.
_BARE_WORKER_BYTES = 90 * MB
_MIN_WORKER_BYTES = 160 * MB  # below this a worker has no room to evaluate anything
_PARENT_SHARE = 0.05  # of all room: for the symbols that the parent evaluates itself
_MAX_PARENT_BYTES = 64 * MB
_FREE_SHARE = 0.3  # of a worker's room: what evaluation and answers take for a moment
_MIN_LIMIT_BYTES = 256 * MB
_NEAR = 0.92
_FAR = 0.6
_PAUSE_S = 2.0  # until what gave way shows in the size of the processes
_STEPS = ((1.0, 1.0), (0.5, 1.0), (0.2, 0.5), (0.05, 0.25))  # shares of caches and of chunks


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """Shares of the memory limit.

    Attributes
    ----------
    n_workers : int
        How many workers there is room for.
    worker_bytes : int
        What one worker may take.
    budget : Budget
        What one worker may keep.
    parent_budget : Budget
        What this process may keep.
    """

    n_workers: int
    worker_bytes: int
    budget: Budget
    parent_budget: Budget


def plan_memory(
    limit_bytes: int, parent_bytes: int, n_workers: int, indicator_bytes: int
) -> MemoryPlan:
    """Divide `limit_bytes` between the parent and up to `n_workers` workers.

    Parameters
    ----------
    limit_bytes : int
        For all processes together.
    parent_bytes : int
        What the parent takes now.
    n_workers : int
        How many workers are wanted.
    indicator_bytes : int
        For the indicator caches of all processes together.
    """
    room = max(limit_bytes - parent_bytes, _MIN_LIMIT_BYTES)
    for_parent = min(int(room * _PARENT_SHARE), _MAX_PARENT_BYTES)
    parents_indicators = min(for_parent // 2, int(indicator_bytes * _PARENT_SHARE))
    room -= for_parent
    n_fitting = min(n_workers, max(1, room // _MIN_WORKER_BYTES))
    if n_fitting < n_workers:
        text = "The memory limit of %d MB has room for %d of %d workers"
        logger.warning(text, limit_bytes // MB, n_fitting, n_workers)
    worker_bytes = room // n_fitting
    cache_bytes = int(max(worker_bytes - _BARE_WORKER_BYTES, 0) * (1 - _FREE_SHARE))
    for_indicators = min((indicator_bytes - parents_indicators) // n_fitting, cache_bytes // 2)
    return MemoryPlan(
        n_fitting,
        worker_bytes,
        Budget(cache_bytes - for_indicators, for_indicators),
        Budget(for_parent - parents_indicators, parents_indicators),
    )


class MemoryGovernor:
    """Keeps the sum of all processes under the limit by degrading, and says so in the log.

    Attributes
    ----------
    n_workers : int
        How many workers may be used now.
    budget : Budget
        What each may keep now.
    chunk_s : float
        Work in a chunk now.

    Parameters
    ----------
    limit_bytes : int
        For all processes together.
    plan : MemoryPlan
        Where to start from.
    chunk_s : float
        Work in a chunk as long as there is room.
    """

    def __init__(self, limit_bytes: int, plan: MemoryPlan, chunk_s: float) -> None:
        self._limit_bytes = limit_bytes
        self._plan = plan
        self._full_chunk_s = chunk_s
        self._step = 0
        self._changed_s = -_PAUSE_S
        self.n_workers = plan.n_workers
        self.budget = plan.budget
        self.chunk_s = chunk_s

    def observe(self, total_bytes: int, now_s: float) -> bool:
        """Record what all processes take; returns whether that changed what they may take."""
        share = total_bytes / self._limit_bytes
        if now_s - self._changed_s < _PAUSE_S or _FAR <= share <= _NEAR:
            return False
        is_changed = self._degrade(total_bytes) if share > _NEAR else self._recover(total_bytes)
        if is_changed:
            self._changed_s = now_s
        return is_changed

    def _degrade(self, total_bytes: int) -> bool:
        if self._step + 1 < len(_STEPS):
            self._step_to(self._step + 1, total_bytes)
        elif self.n_workers > 1:
            self.n_workers = (self.n_workers + 1) // 2
            self._log(total_bytes, f"only {self.n_workers} workers go on")
        else:
            return False
        return True

    def _recover(self, total_bytes: int) -> bool:
        if self._step == 0 and self.n_workers == self._plan.n_workers:
            return False
        self.n_workers = self._plan.n_workers
        self._step_to(max(0, self._step - 1), total_bytes)
        return True

    def _step_to(self, step: int, total_bytes: int) -> None:
        self._step = step
        caches, chunks = _STEPS[step]
        full = self._plan.budget
        self.budget = Budget(int(full.candle_bytes * caches), int(full.indicator_bytes * caches))
        self.chunk_s = self._full_chunk_s * chunks
        self._log(total_bytes, f"caches may take {caches:.0%}, chunks {chunks:.0%} of their size")

    def _log(self, total_bytes: int, consequence: str) -> None:
        text = "All processes take %d MB of %d MB: %s"
        logger.warning(text, total_bytes // MB, self._limit_bytes // MB, consequence)
