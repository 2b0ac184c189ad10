"""Candles for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.candle import Candle
from engine.storage.candle_arrays import CandleArrays

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
DAY_NS = 86_400_000_000_000
MINUTE_NS = 60_000_000_000
FIRST_NS = int(FIRST_DAY.timestamp()) * 1_000_000_000


def candle(day: int, close: float = 10.0, **fields: float) -> Candle:
    """Return a candle `day` days after the first of January 2024."""
    prices = {"open": close, "high": close + 1, "low": close - 1, "volume": 100.0} | fields
    moment = FIRST_DAY + timedelta(days=day)
    return Candle(moment, prices["open"], prices["high"], prices["low"], close, prices["volume"])


def candles(days: Sequence[int], close: float = 10.0) -> list[Candle]:
    """Return a candle for each of `days`."""
    return [candle(day, close) for day in days]


def bars(
    closes: Sequence[float],
    *,
    step_ns: int = DAY_NS,
    first_ns: int = FIRST_NS,
    volume: float = 100.0,
) -> CandleArrays:
    """Return evenly spaced columns around `closes`."""
    close = np.array(closes, dtype=np.float64)
    times = first_ns + np.arange(close.size, dtype=np.int64) * step_ns
    return CandleArrays(
        times, close - 0.5, close + 1, close - 1, close, np.full(close.size, volume)
    )


def random_bars(n_bars: int, seed: int = 0, *, step_ns: int = DAY_NS) -> CandleArrays:
    """Return a random walk."""
    rng = np.random.default_rng(seed)
    return bars(np.round(100 + np.cumsum(rng.normal(0, 1, n_bars)), 2).tolist(), step_ns=step_ns)
