"""Which bar is the latest of a universe, and whose last bar is older.

A scan of the latest bar compares symbols at one time. From daily bars on that is the last session
which at least half of the universe has, so that neither some symbols that were updated before the
others nor one that trades at weekends move it; below that it is the last time of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.batch.evaluation.candle_store import read_from
from engine.batch.evaluation.symbol_scan import TIMESTAMPS
from engine.domain.date_range import DateRange
from engine.domain.repositories import ILastTimes
from engine.domain.timeframe import Timeframe

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from engine.domain.repositories import DataVersion, ICandleRepository


def latest_time(times: Collection[int], timeframe: str) -> int:
    """Return the time of the latest bar of a universe.

    Parameters
    ----------
    times : collection of int
        Times of the last bar of each symbol, at least one.
    timeframe : str
        Of the bars.
    """
    newest_first = sorted(times, reverse=True)
    n_needed = 1 if Timeframe(timeframe).is_intraday else (len(newest_first) + 1) // 2
    return newest_first[n_needed - 1]


def last_times(
    repository: ICandleRepository,
    timeframe: str,
    versions: Mapping[str, DataVersion],
    end_ns: int,
) -> dict[str, int]:
    """Return the time of each symbol's last bar until `end_ns`; symbols without one are left out.

    Parameters
    ----------
    repository : ICandleRepository
        Where the candles are.
    timeframe : str
        Whose candles.
    versions : mapping of str to DataVersion
        State of each symbol's candles.
    end_ns : int
        End of the range.
    """
    is_open = end_ns == DateRange().end_ns
    if is_open and isinstance(repository, ILastTimes):
        of_all = repository.last_times(timeframe)
        return {symbol: of_all[symbol] for symbol in versions if symbol in of_all}
    times = {}
    for symbol, version in versions.items():
        first_bar = max(0, version.n_bars - 1) if is_open else 0
        candles = read_from(repository, symbol, timeframe, (TIMESTAMPS,), first_bar)
        if candles is None:
            continue
        column = candles.columns[TIMESTAMPS]
        end = int(np.searchsorted(column, end_ns, side="right"))
        if end:
            times[symbol] = int(column[end - 1])
    return times


class LatestBar(NamedTuple):
    """The latest bar of a universe.

    Attributes
    ----------
    time_ns : int
        When it starts.
    stale : frozenset of str
        Symbols whose last bar is older.
    has_newer : bool
        Whether a symbol has a newer bar.
    """

    time_ns: int
    stale: frozenset[str]
    has_newer: bool


def latest_bar(
    repository: ICandleRepository,
    timeframe: str,
    versions: Mapping[str, DataVersion],
    span_ns: tuple[int, int],
) -> LatestBar | None:
    """Return the latest bar of the symbols in `versions` within a span of time, if there is one.

    A symbol without any bar in the span is not stale; it has no data there.
    """
    start_ns, end_ns = span_ns
    times = last_times(repository, timeframe, versions, end_ns)
    times = {symbol: time_ns for symbol, time_ns in times.items() if time_ns >= start_ns}
    if not times:
        return None
    latest = latest_time(times.values(), timeframe)
    stale = frozenset(symbol for symbol, time_ns in times.items() if time_ns < latest)
    return LatestBar(latest, stale, max(times.values()) > latest)
