"""What is left of one pass, by the shard that knows the symbols best."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

FIRST_CHUNK = 16
"""Symbols in the chunks that are sent before anybody knows what a symbol costs."""

_MIN_CHUNK_S = 0.003  # some round trips
_MIN_STEAL_S = 0.004  # less than that, its owner has done by the time that a thief has begun
_SHARE = 2  # chunks that each shard should still get, so that all finish together
_SMOOTHING = 0.5


class JobQueue:
    """Symbols of one pass that wait, as indices.

    Each symbol waits at its home, the shard whose caches may hold its candles. A shard without
    waiting symbols of its own takes some from the end of the longest queue.

    Parameters
    ----------
    homes : sequence of int
        Shard of each symbol.
    n_shards : int
        How many shards there are.
    cost_s : float or None
        What a symbol is expected to take.
    """

    def __init__(self, homes: Sequence[int], n_shards: int, cost_s: float | None = None) -> None:
        self._homes = homes
        self._waiting: list[deque[int]] = [deque() for _ in range(n_shards)]
        self._quarantined: deque[int] = deque()
        self._cost_s = cost_s
        self.n_waiting = len(homes)
        for index, shard in enumerate(homes):
            self._waiting[shard].append(index)

    @property
    def n_quarantined(self) -> int:
        """Symbols that wait to be tried alone."""
        return len(self._quarantined)

    @property
    def cost_s(self) -> float | None:
        """Smoothed seconds a symbol, None before the first chunk came back."""
        return self._cost_s

    def waiting(self) -> list[int]:
        """Return all symbols that wait, those that must be tried alone included."""
        return [*(index for queue in self._waiting for index in queue), *self._quarantined]

    def observe(self, cost_s: float) -> None:
        """Learn from a chunk whose symbols took `cost_s` each on average."""
        old = cost_s if self._cost_s is None else self._cost_s
        self._cost_s = old + _SMOOTHING * (cost_s - old)

    def size(self, chunk_s: float, n_shards: int) -> int:
        """Return how many symbols the next chunk should have.

        About `chunk_s` of work, less towards the end of the pass so that all shards finish
        together, but never so little that round trips would count.
        """
        if self._cost_s is None:
            return FIRST_CHUNK
        cost_s = max(self._cost_s, 1e-7)
        fair = self.n_waiting / (n_shards * _SHARE)
        return max(1, int(min(chunk_s / cost_s, max(fair, _MIN_CHUNK_S / cost_s))))

    def take(self, shard: int, n: int, unavailable_shards: Collection[int] = ()) -> tuple[int, ...]:
        """Remove and return up to `n` waiting symbols for `shard`.

        Its own ones come first. Without any it steals from the end of another queue: of one of
        `unavailable_shards` (without a worker, or with one that is stalled), or of the busiest
        shard, if that has so much left that reading the candles anew is worth while.
        """
        own = self._waiting[shard]
        if own:
            taken = tuple(own.popleft() for _ in range(min(n, len(own))))
        else:
            taken = self._steal(n, unavailable_shards)
        self.n_waiting -= len(taken)
        return taken

    def _steal(self, n: int, unavailable_shards: Collection[int]) -> tuple[int, ...]:
        victim = max((self._waiting[other] for other in unavailable_shards), key=len, default=None)
        if not victim:
            victim = max(self._waiting, key=len)
            if len(victim) * (self._cost_s or 0.0) < _MIN_STEAL_S:
                return ()
        return tuple(victim.pop() for _ in range(min(n, _half(len(victim)))))

    def take_quarantined(self) -> tuple[int, ...]:
        """Remove and return the next symbol that must be tried alone, if any."""
        return (self._quarantined.popleft(),) if self._quarantined else ()

    def put_back(self, indices: Iterable[int]) -> None:
        """Put symbols back, before the others at their home."""
        for index in reversed(tuple(indices)):
            self._waiting[self._homes[index]].appendleft(index)
            self.n_waiting += 1

    def quarantine(self, indices: Iterable[int]) -> None:
        """Put symbols where they wait to be tried alone."""
        self._quarantined.extend(indices)

    def clear(self) -> None:
        """Forget all that waits."""
        self._quarantined.clear()
        self.n_waiting = 0
        for queue in self._waiting:
            queue.clear()


def _half(n: int) -> int:
    return (n + 1) // 2
