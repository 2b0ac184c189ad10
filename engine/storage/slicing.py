"""From columns to the candles between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.date_range import DateRange
from engine.domain.series import CandleSeries
from engine.storage.candle_arrays import CandleArrays, no_candles

if TYPE_CHECKING:
    from datetime import date, datetime

    from engine.domain.repositories import CandleColumns


def series_between(
    symbol: str,
    timeframe: str,
    bars: CandleArrays,
    start: date | datetime | None,
    end: date | datetime | None,
) -> CandleSeries:
    """Return the candles of `bars` from `start` to `end`, both inclusive.

    Raises
    ------
    ValueError
        If `start` lies after `end`.
    """
    span = DateRange(start, end)
    first = int(np.searchsorted(bars.timestamps, span.start_ns, side="left"))
    stop = int(np.searchsorted(bars.timestamps, span.end_ns, side="right"))
    chosen = bars.take(slice(first, stop))
    return to_series(symbol, timeframe, chosen)


def range_of(
    found: CandleColumns | None,
    symbol: str,
    timeframe: str,
    start: date | datetime | None,
    end: date | datetime | None,
) -> CandleSeries:
    """Return the candles between two dates out of all columns of a symbol; see `series_between`."""
    bars = CandleArrays(**found.columns) if found else no_candles()
    return series_between(symbol, timeframe, bars, start, end)


def to_series(symbol: str, timeframe: str, bars: CandleArrays) -> CandleSeries:
    """Return `bars` as a candle series without copying."""
    return CandleSeries(symbol, timeframe, bars.timestamps.view("datetime64[ns]"), *bars[1:])
