"""Rates and latencies of the last seconds."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

_WINDOW_S = 5.0
_SLICE_S = 0.25
_MAX_LATENCIES = 4_096


class RateMeter:
    """Events a second over the last few seconds.

    Parameters
    ----------
    clock : callable
        Seconds on a clock that never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._slices: deque[tuple[float, int]] = deque()
        self._slice_end = 0.0
        self._pending = 0
        self.total = 0

    def add(self, count: int = 1, now: float | None = None) -> None:
        """Count `count` events now; whoever has just read the clock may hand the time over."""
        self.total += count
        self._pending += count
        if now is None:
            now = self._clock()
        if now >= self._slice_end:
            with self._lock:
                self._slices.append((now, self._pending))
                self._pending = 0
                self._slice_end = now + _SLICE_S
                self._drop_old(now)

    def per_s(self) -> float:
        """Return events a second over the window, or since the first where that is shorter."""
        with self._lock:
            now = self._clock()
            self._drop_old(now)
            if not self._slices:
                return 0.0
            count = sum(n for _, n in self._slices) + self._pending
            return count / max(now - self._slices[0][0], _SLICE_S)

    def _drop_old(self, now: float) -> None:
        while self._slices and self._slices[0][0] < now - _WINDOW_S:
            self._slices.popleft()


class LatencyMeter:
    """Quantiles of the newest durations."""

    def __init__(self, size: int = _MAX_LATENCIES) -> None:
        self._ring = [0] * size
        self._size = size
        self._count = 0

    def add_ns(self, duration_ns: int) -> None:
        """Add one duration."""
        self._ring[self._count % self._size] = duration_ns
        self._count += 1

    def quantiles_ms(self) -> tuple[float, float]:
        """Return median and 99th percentile in milliseconds; NaN before the first."""
        durations = self._ring[: min(self._count, self._size)]
        if not durations:
            return float("nan"), float("nan")
        p50, p99 = np.percentile(np.array(durations), [50, 99]) / 1e6
        return float(p50), float(p99)

    def clear(self) -> None:
        """Begin anew."""
        self._count = 0
