"""What the engine remembers of its batches: the use of caches, and what symbols cost."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.batch.wire.messages import ChunkResult

MB = 1 << 20
_MAX_FORMULAS = 256


class RunStatistics:
    """Sums over the answers of one batch."""

    def __init__(self) -> None:
        self.n_matches = 0
        self.hits = 0
        self.misses = 0
        self.n_symbols = 0
        self.busy_s = 0.0
        self.cache_bytes: dict[int, int] = {}

    def add(self, chunk: ChunkResult) -> None:
        """Count one chunk."""
        self.n_matches += int(chunk.counts.sum())
        self.hits += chunk.cache_hits
        self.misses += chunk.cache_misses
        self.n_symbols += len(chunk.counts)
        self.busy_s += float(chunk.elapsed_us.sum()) * 1e-6
        self.cache_bytes[chunk.pid] = chunk.cache_bytes

    def add_cached(self, chunk: ChunkResult) -> None:
        """Count an answer that no worker had to give again."""
        self.n_matches += int(chunk.counts.sum())
        self.hits += len(chunk.counts)


class EngineStatistics:
    """What all batches of an engine have in common; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hits = 0
        self._misses = 0
        self._last_rate = 0.0
        self._cache_bytes: dict[int, int] = {}
        self._costs_s: OrderedDict[str, float] = OrderedDict()

    def add(self, key: str, batch: RunStatistics) -> None:
        """Record a batch of the job with that key."""
        lookups = batch.hits + batch.misses
        with self._lock:
            self._hits += batch.hits
            self._misses += batch.misses
            self._cache_bytes.update(batch.cache_bytes)
            if lookups:
                self._last_rate = batch.hits / lookups
            if batch.n_symbols:
                self._costs_s[key] = batch.busy_s / batch.n_symbols
                self._costs_s.move_to_end(key)
            if len(self._costs_s) > _MAX_FORMULAS:
                self._costs_s.popitem(last=False)

    def cost_s(self, key: str) -> float | None:
        """Return what a symbol of that job took when it ran last."""
        return self._costs_s.get(key)

    def caches(self, pids: Iterable[int]) -> dict[str, float]:
        """Return hits and misses so far, the last batch's hit rate, and the size now.

        Parameters
        ----------
        pids : iterable of int
            Processes that live.
        """
        with self._lock:
            size = sum(self._cache_bytes.get(pid, 0) for pid in pids)
            return {
                "hits": self._hits,
                "misses": self._misses,
                "hit_rate": self._last_rate,
                "size_mb": size / MB,
            }
