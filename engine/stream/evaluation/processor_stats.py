"""Counts, rate and latencies of a stream processor."""

from __future__ import annotations

import time

from engine.stream.evaluation.buffer import Placement
from engine.stream.meters import LatencyMeter, RateMeter

_LATE = (Placement.LATE, Placement.CORRECTED, Placement.UNCHANGED, Placement.DROPPED)
_REPLACED = (Placement.REPLACED, Placement.REPEATED, Placement.CORRECTED)
_DUPLICATES = (Placement.REPEATED, Placement.UNCHANGED, Placement.STALE)


class ProcessorStats:
    """Candles by where they went, their rate, and the time that they took."""

    def __init__(self) -> None:
        self._counts = [0] * len(Placement)
        self._rate = RateMeter(time.perf_counter)
        self._latency = LatencyMeter()

    def begin(self, placement: Placement, begun_ns: int) -> None:
        """Count a candle, of which the work began at `begun_ns` of ``time.perf_counter_ns``."""
        self._rate.add(1, begun_ns / 1e9)
        self._counts[placement] += 1

    def end(self, begun_ns: int) -> None:
        """Add how long the work on it took."""
        self._latency.add_ns(time.perf_counter_ns() - begun_ns)

    def figures(self) -> dict[str, float]:
        """Return counts, rate and latencies as :meth:`StreamProcessor.stats` names them."""
        p50, p99 = self._latency.quantiles_ms()
        return {
            "candles": self._rate.total,
            "late": sum(self._counts[p] for p in _LATE),
            "replaced": sum(self._counts[p] for p in _REPLACED),
            "duplicates": sum(self._counts[p] for p in _DUPLICATES),
            "dropped": self._counts[Placement.DROPPED],
            "candles_per_s": self._rate.per_s(),
            "latency_p50_ms": p50,
            "latency_p99_ms": p99,
        }
