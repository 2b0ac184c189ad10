"""Fills a processor's buffers from a library, so that formulas are known from the first candle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.candle import as_utc
from engine.domain.series import COLUMNS, CandleSeries, from_ns, to_ns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from engine.domain.repositories import ICandleRepository
    from engine.stream.evaluation.processor import StreamProcessor


def seed(
    processor: StreamProcessor,
    candles: ICandleRepository,
    symbols: Iterable[str],
    timeframe: str,
    end: datetime | None = None,
) -> dict[str, datetime]:
    """Seed `processor` with each symbol's newest candles before `end`.

    Where there are candles of a symbol already, only those before its newest one are added: what a
    replay has not come to is still to come.

    Returns
    -------
    dict of str to datetime
        The last candle of each symbol that has any, from where a feed may go on.
    """
    last: dict[str, datetime] = {}
    for symbol in symbols:
        newest_ns = processor.newest_ns(symbol)
        before = end if newest_ns is None else from_ns(newest_ns)
        series = newest(candles, symbol, timeframe, processor.capacity, before)
        if len(series):
            processor.seed(symbol, series)
            last[symbol] = series[-1].timestamp
    return last


def newest(
    candles: ICandleRepository, symbol: str, timeframe: str, count: int, end: datetime | None
) -> CandleSeries:
    """Return the last `count` candles of `symbol` that start before `end`."""
    entry = candles.get_columns(symbol, timeframe, COLUMNS)
    if entry is None:
        return CandleSeries.empty(symbol, timeframe)
    times = entry.columns["timestamps"]
    stop = len(times) if end is None else int(np.searchsorted(times, to_ns(as_utc(end))))
    rows = slice(max(0, stop - count), stop)
    columns = [entry.columns[name][rows] for name in COLUMNS[1:]]
    return CandleSeries(symbol, timeframe, times[rows].view("datetime64[ns]"), *columns)
