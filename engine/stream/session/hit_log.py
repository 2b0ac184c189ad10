"""The newest hits, bounded, for a table that asks what is new."""

from __future__ import annotations

import threading
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.domain.match import SignalMatch


class HitPage(NamedTuple):
    """Hits that came after a given one.

    Attributes
    ----------
    hits : list of SignalMatch
        In the order in which they came.
    next_number : int
        Ask for this one next time.
    missed : int
        Hits in between that were dropped because the log is full.
    """

    hits: list[SignalMatch]
    next_number: int
    missed: int


class HitLog:
    """At most `capacity` hits, each with a number that counts from 0; any thread may use it."""

    def __init__(self, capacity: int = 100_000) -> None:
        self._hits: deque[SignalMatch] = deque(maxlen=capacity)
        self._total = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._hits)

    @property
    def total(self) -> int:
        """How many hits ever came."""
        return self._total

    def extend(self, hits: Iterable[SignalMatch]) -> None:
        """Add hits, dropping the oldest where there is no room."""
        with self._lock:
            fresh = list(hits)
            self._hits.extend(fresh)
            self._total += len(fresh)

    def since(self, number: int, limit: int | None = None) -> HitPage:
        """Return the hits from `number` on, at most `limit` of them."""
        with self._lock:
            start = max(number, self._total - len(self._hits))
            # Backwards from the end: a table asks for the few newest of very many.
            page = list(islice(reversed(self._hits), self._total - start))[::-1][:limit]
            return HitPage(page, start + len(page), start - number)

    def clear(self) -> None:
        """Drop all hits; numbers go on."""
        with self._lock:
            self._hits.clear()
