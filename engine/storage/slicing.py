"""From columns to the candles between two dates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.date_range import DateRange
from engine.domain.series import COLUMNS, CandleSeries
from engine.storage.candle_arrays import CandleArrays, no_candles

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    InputError
        If `start` lies after `end`.
    """
    span = DateRange(start, end)
    first = int(np.searchsorted(bars.timestamps, span.start_ns, side="left"))
    stop = int(np.searchsorted(bars.timestamps, span.end_ns, side="right"))
    return to_series(symbol, timeframe, bars.take(slice(first, stop)))


class RangeReader(ABC):
    """A repository whose ranges are cut out of whole columns."""

    @abstractmethod
    def get_columns(
        self, symbol: str, timeframe: str, names: Sequence[str]
    ) -> CandleColumns | None:
        """Return all candles of `symbol` in the columns `names`, or None for an unknown symbol."""

    def get_range(
        self,
        symbol: str,
        timeframe: str,
        start: date | datetime | None = None,
        end: date | datetime | None = None,
    ) -> CandleSeries:
        """Return the candles from `start` to `end`, both inclusive; empty where there are none."""
        stored = self.get_columns(symbol, timeframe, COLUMNS)
        bars = CandleArrays(**stored.columns) if stored else no_candles()
        return series_between(symbol, timeframe, bars, start, end)


def to_series(symbol: str, timeframe: str, bars: CandleArrays) -> CandleSeries:
    """Return `bars` as a candle series without copying."""
    return CandleSeries(symbol, timeframe, bars.timestamps.view("datetime64[ns]"), *bars[1:])
