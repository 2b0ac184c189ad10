"""The candles of many symbols merged in time order, a window of time in memory at once.

1. Ask each symbol for its times once and join them: these are the moments to go through.
2. Cut the moments into windows of about `WINDOW_CANDLES` candles.
3. In each window read every symbol's slice, sort all rows by time (stable, so that symbols stay in
   order within a moment) and hand out the rows of one moment after another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.domain.candle import Candle
from engine.domain.series import from_ns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from engine.domain.repositories import ICandleRepository
    from engine.domain.series import CandleSeries

WINDOW_CANDLES = 50_000


class Moment(NamedTuple):
    """All candles that start at one time.

    Attributes
    ----------
    time_ns : int
        Start of the bars.
    candles : list of (str, Candle)
        Symbol and candle, in the order of the symbols.
    """

    time_ns: int
    candles: list[tuple[str, Candle]]


def all_moments(
    candles: ICandleRepository, timeframe: str, symbols: Sequence[str], start_ns: int, end_ns: int
) -> NDArray[np.int64]:
    """Return the distinct times of all candles from `start_ns` to `end_ns`, increasing."""
    moments = np.empty(0, np.int64)
    for symbol in symbols:
        entry = candles.get_columns(symbol, timeframe, ["timestamps"])
        if entry is not None:
            times = entry.columns["timestamps"]
            within = times[(times >= start_ns) & (times <= end_ns)]
            if not np.array_equal(within, moments):
                moments = np.union1d(moments, within)
    return moments


def iter_moments(
    candles: ICandleRepository,
    timeframe: str,
    symbols: Sequence[str],
    moments: NDArray[np.int64],
    window_candles: int = WINDOW_CANDLES,
) -> Iterator[Moment]:
    """Yield the candles of each of `moments`."""
    step = max(1, window_candles // max(1, len(symbols)))
    for first in range(0, len(moments), step):
        span = moments[first : first + step]
        start, end = from_ns(int(span[0])), from_ns(int(span[-1]))
        parts = [candles.get_range(symbol, timeframe, start, end) for symbol in symbols]
        yield from _merge([part for part in parts if len(part)])


def _merge(parts: Sequence[CandleSeries]) -> Iterator[Moment]:
    if not parts:
        return
    times = np.concatenate([part.timestamps_ns for part in parts])
    owners = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    rows = np.concatenate([np.arange(len(part)) for part in parts])
    order = np.argsort(times, kind="stable")
    names = [part.symbol for part in parts]
    columns = [_lists(part) for part in parts]
    cuts = np.flatnonzero(np.diff(times[order])) + 1
    for group in np.split(order, cuts):
        ns = int(times[group[0]])
        moment = from_ns(ns)
        pairs = zip(owners[group].tolist(), rows[group].tolist(), strict=True)
        yield Moment(
            ns,
            [
                (names[i], Candle(moment, *(column[row] for column in columns[i])))
                for i, row in pairs
            ],
        )


def _candle(moment: datetime, columns: tuple[list[float], ...], row: int) -> Candle:
    opens, highs, lows, closes, volumes = columns
    return Candle(moment, opens[row], highs[row], lows[row], closes[row], volumes[row])


def _lists(part: CandleSeries) -> tuple[list[float], ...]:
    columns = (part.open, part.high, part.low, part.close, part.volume)
    return tuple(column.tolist() for column in columns)
