"""Speed, latencies and counts of a live session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Health:
    """Figures of one moment.

    Attributes
    ----------
    candles : int
        Candles taken since the start.
    candles_per_s : float
        Over the last seconds.
    latency_p50_ms, latency_p99_ms : float
        From the arrival of a candle until its hits are published, over the newest few thousand
        candles; NaN before the first.
    stale_symbols : tuple of str
        Symbols of which nothing came for longer than they should be silent, longest first.
    absent_symbols : tuple of str
        Symbols that were named and of which nothing has come at all.
    late, dropped, duplicates : int
        Candles that came late, that were too old to keep, that came twice.
    hits : int
        Hits since the start.
    """

    candles: int = 0
    candles_per_s: float = 0.0
    latency_p50_ms: float = float("nan")
    latency_p99_ms: float = float("nan")
    stale_symbols: tuple[str, ...] = ()
    absent_symbols: tuple[str, ...] = ()
    late: int = 0
    dropped: int = 0
    duplicates: int = 0
    hits: int = 0
