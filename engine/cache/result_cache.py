"""Results of finished work, kept for a while."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from engine.cache.lru import SizedLru
from engine.domain.match import SignalMatches
from engine.domain.result import ProcessingResult

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    Cached = ProcessingResult | Sequence[ProcessingResult]

BYTES_PER_MB = 1 << 20
_RESULT_BYTES = 600  # a result with its matches and their source, without any match
_LAZY_MATCH_BYTES = 4  # a bar number
_MATCH_BYTES = 700  # a SignalMatch with its candle and a few values


class ProcessingResultCache:
    """Results by key, for `ttl_seconds` and within `max_size_mb`; thread-safe, O(1).

    The key must name everything that the result depends on: the engine's own keys hold the
    formula, its parameters, the range and the version of the symbol's candles, so that a changed
    candle is never answered from the cache.

    Parameters
    ----------
    ttl_seconds : float
        How long a result counts as fresh.
    max_size_mb : float
        Bound on the estimated memory of all results.
    clock : callable
        Seconds from any fixed point; for tests.
    """

    def __init__(
        self,
        ttl_seconds: float = 300,
        max_size_mb: float = 64,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._results: SizedLru[Hashable, tuple[Any, float]] = SizedLru(
            int(max_size_mb * BYTES_PER_MB)
        )
        self._ttl_s = ttl_seconds
        self._clock = clock
        self._n_expired = 0

    def get(self, key: Hashable) -> Any | None:
        """Return the result under `key` if it is still fresh."""
        entry = self._results.get(key)
        if entry is None:
            return None
        result, expires_s = entry
        if self._clock() < expires_s:
            return result
        self._results.remove(key)
        self._n_expired += 1
        return None

    def set(self, key: Hashable, result: Any, *, n_bytes: int | None = None) -> None:
        """Keep one result, or the results of a whole job, under `key` from now on.

        Parameters
        ----------
        key : hashable
            Names everything that the result depends on.
        result : ProcessingResult or sequence of ProcessingResult
            What is kept; anything else where `n_bytes` says how large it is.
        n_bytes : int, optional
            Memory of the result; estimated unless given.
        """
        size = _n_bytes(result) if n_bytes is None else n_bytes
        expires_s = self._clock() + self._ttl_s
        self._results.put(key, (result, expires_s), size)

    def clear_expired(self) -> int:
        """Forget results that are no longer fresh; return how many there were."""
        now_s = self._clock()
        return self._results.remove_where(lambda entry: entry[1] <= now_s)

    def clear(self) -> None:
        """Forget all results."""
        self._results.clear()

    @property
    def max_bytes(self) -> int:
        """Bound on the memory of all results."""
        return self._results.max_bytes

    @property
    def hit_rate(self) -> float:
        """Share of lookups that found a fresh result, 0 to 1; 0 before the first lookup."""
        lookups = self._results.hits + self._results.misses
        return (self._results.hits - self._n_expired) / lookups if lookups else 0.0

    def statistics(self) -> dict[str, float]:
        """Return ``hits``, ``misses``, ``hit_rate`` and ``size_mb``."""
        return {
            "hits": self._results.hits - self._n_expired,
            "misses": self._results.misses + self._n_expired,
            "hit_rate": self.hit_rate,
            "size_mb": self._results.size_bytes / BYTES_PER_MB,
        }

    def __len__(self) -> int:
        return len(self._results)


def _n_bytes(cached: Cached) -> int:
    """Estimate the memory of `cached` without walking through its matches."""
    if isinstance(cached, ProcessingResult):
        return _one(cached)
    return sum(_one(result) for result in cached)


def _one(result: ProcessingResult) -> int:
    is_lazy = isinstance(result.matches, SignalMatches)
    per_match = _LAZY_MATCH_BYTES if is_lazy else _MATCH_BYTES
    indicators = sum(int(series.memory_usage()) for series in result.computed_indicators.values())
    return _RESULT_BYTES + len(result.matches) * per_match + indicators
