"""Bounded mappings that forget what was used longest ago, in constant time per call."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(slots=True)
class _Entry(Generic[V]):
    value: V
    n_bytes: int
    scan: int


class SizedLru(Generic[K, V]):
    """Values with sizes, at most `max_bytes` together; thread-safe.

    A scan that walks the same symbols in the same order every time and does not quite fit defeats
    plain LRU: each value is evicted just before it is asked for again. With `scan_resistant`, a
    value that was used in the current scan is not evicted for another one of the same scan, so
    that what fits stays.

    Parameters
    ----------
    max_bytes : int
        Bound on the sum of the sizes.
    scan_resistant : bool
        Whether `begin_scan` marks what must not push itself out.
    """

    def __init__(self, max_bytes: int, *, scan_resistant: bool = False) -> None:
        self._entries: OrderedDict[K, _Entry[V]] = OrderedDict()
        self._lock = threading.RLock()
        self._scan_resistant = scan_resistant
        self._scan = 0
        self._bytes = 0
        self.max_bytes = max_bytes
        self.hits = 0
        self.misses = 0

    @property
    def size_bytes(self) -> int:
        """Sum of the sizes of what is kept."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._entries)

    def begin_scan(self) -> None:
        """From now on, what earlier scans left behind may be evicted for new values."""
        self._scan += 1

    def get(self, key: K) -> V | None:
        """Return the value under `key` and count a hit, or None and count a miss."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                self.misses += 1
                return None
            self.hits += 1
            entry.scan = self._scan
            self._entries.move_to_end(key)
            return entry.value

    def put(self, key: K, value: V, n_bytes: int) -> bool:
        """Keep `value` if there is room for it or can be made; returns whether it is kept."""
        with self._lock:
            self._remove(key)
            if not self._make_room(n_bytes):
                return False
            self._entries[key] = _Entry(value, n_bytes, self._scan)
            self._bytes += n_bytes
            return True

    def remove(self, key: K) -> None:
        """Forget `key`; it is no error if it was not there."""
        with self._lock:
            self._remove(key)

    def remove_where(self, is_unwanted: Callable[[V], bool]) -> int:
        """Forget every value that `is_unwanted`; return how many there were. O(n)."""
        with self._lock:
            unwanted = [key for key, entry in self._entries.items() if is_unwanted(entry.value)]
            for key in unwanted:
                self._remove(key)
            return len(unwanted)

    def resize(self, max_bytes: int) -> None:
        """Change the bound and evict down to it."""
        with self._lock:
            self.max_bytes = max_bytes
            while self._bytes > max_bytes:
                self._evict_oldest()

    def clear(self) -> None:
        """Forget all values; the counts of hits and misses stay."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    def _make_room(self, n_bytes: int) -> bool:
        if n_bytes > self.max_bytes:
            return False
        while self._bytes + n_bytes > self.max_bytes:
            if self._scan_resistant and self._oldest_scan() == self._scan:
                return False
            self._evict_oldest()
        return True

    def _oldest_scan(self) -> int:
        return next(iter(self._entries.values())).scan

    def _evict_oldest(self) -> None:
        _, entry = self._entries.popitem(last=False)
        self._bytes -= entry.n_bytes

    def _remove(self, key: K) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= entry.n_bytes
