"""The candles of a scope: the own ones, another symbol's, or those of a coarser timeframe.

1. The own candles are the root. Another symbol's come from the universe, brought to the timeframe
   of where it was asked for.
2. A coarser timeframe groups bars by the period in which they *end*, so that no bar of a later
   period can touch an earlier one.
3. A value goes back to the bars of the parent scope by time: each sees the last bar of the child
   scope that was complete when it was itself complete.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.calendars.period_closes import DAY_NS, TradingCalendar, bar_ends, period_ends
from engine.language.evaluation.lowering.columns import CleanColumns, as_input

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.domain.timeframe import Timeframe


class ScopeBars:
    """Columns of bars with the times at which they are complete; a root scope.

    Parameters
    ----------
    columns : mapping of str to ndarray
        Prices, volume and ``timestamps``.
    timeframe : Timeframe
        Length of a bar.
    calendar : TradingCalendar
        Decides when weeks and months close.
    """

    def __init__(
        self, columns: Mapping[str, NDArray[Any]], timeframe: Timeframe, calendar: TradingCalendar
    ) -> None:
        self._columns = columns
        self.timeframe = timeframe
        self.calendar = calendar
        self._ends: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    @property
    def times(self) -> NDArray[np.int64]:
        """Starts of the bars in nanoseconds since 1970 UTC."""
        return self._columns["timestamps"]

    @property
    def ends(self) -> NDArray[np.int64]:
        """When each bar is complete."""
        if self._ends is None:
            self._ends = bar_ends(self.times, self.timeframe, self.calendar)
        return self._ends

    def raw(self, name: str) -> NDArray[Any]:
        """Return a column as it is."""
        return self._columns[name]

    def column(self, name: str) -> tuple[NDArray[np.float64], int]:
        """Return a column for the evaluator and its start; ``session`` numbers the days."""
        if name == "session":
            return (self.times // DAY_NS).astype(np.float64), 0
        if type(self._columns) is CleanColumns and name != "timestamps":
            return self._columns[name], 0
        return as_input(self.raw(name))


class CoarseBars(ScopeBars):
    """The bars of a finer scope, grouped into a coarser timeframe."""

    def __init__(self, fine: ScopeBars, timeframe: Timeframe) -> None:
        super().__init__({}, timeframe, fine.calendar)
        self.fine = fine
        keys = period_ends(fine.ends, timeframe, fine.calendar)
        is_first = np.ones(len(keys), dtype=bool)
        is_first[1:] = keys[1:] != keys[:-1]
        self.firsts = np.flatnonzero(is_first)
        self._ends = keys[self.firsts]

    def __len__(self) -> int:
        return len(self.firsts)

    @property
    def times(self) -> NDArray[np.int64]:
        """Starts of the first bar of each group."""
        return self.fine.times[self.firsts]

    def raw(self, name: str) -> NDArray[Any]:
        """Return a column of the groups."""
        if name == "timestamps":
            return self.times
        values = np.asarray(self.fine.raw(name), dtype=np.float64)
        return _grouped(name, values, self.firsts)

    def forming(self, name: str) -> NDArray[np.float64]:
        """Return for each *fine* bar the column of its group as built up to that bar."""
        values = np.asarray(self.fine.raw(name), dtype=np.float64)
        parts = [values[a:b] for a, b in pairwise([*self.firsts, len(values)])]
        return np.concatenate([_running(name, part) for part in parts]) if parts else values


def _grouped(
    name: str, values: NDArray[np.float64], firsts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return one value for each group; unknown bars are left out."""
    if len(firsts) == 0:
        return values[:0]
    if name == "high":
        return np.fmax.reduceat(values, firsts)
    if name == "low":
        return np.fmin.reduceat(values, firsts)
    missing = np.isnan(values)
    if name == "volume":
        total = np.add.reduceat(np.where(missing, 0.0, values), firsts)
        total[np.logical_and.reduceat(missing, firsts)] = np.nan
        return total
    places = np.arange(len(values))
    if name == "open":
        first_valid = np.minimum.reduceat(np.where(missing, len(values), places), firsts)
        return np.append(values, np.nan)[first_valid]
    last_valid = np.maximum.reduceat(np.where(missing, -1, places), firsts)
    inside = last_valid >= firsts
    return np.where(inside, values[last_valid], np.nan)


def _running(name: str, part: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what :func:`_grouped` would give for each beginning of one group."""
    if name == "high":
        return np.fmax.accumulate(part)
    if name == "low":
        return np.fmin.accumulate(part)
    missing = np.isnan(part)
    seen = ~np.logical_and.accumulate(missing)
    if name == "volume":
        return np.where(seen, np.cumsum(np.where(missing, 0.0, part)), np.nan)
    places = np.arange(len(part))
    if name == "open":
        return np.where(seen, part[int(np.argmin(missing))], np.nan)
    return part[np.maximum.accumulate(np.where(missing, 0, places))]


def last_complete(child: ScopeBars, parent: ScopeBars) -> NDArray[np.int64]:
    """Return for each bar of `parent` the last bar of `child` complete by then, or -1."""
    return np.searchsorted(child.ends, parent.ends, side="right") - 1
