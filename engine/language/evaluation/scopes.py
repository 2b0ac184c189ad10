"""The candles of a scope: the own ones, another symbol's, or those of a coarser timeframe.

1. The own candles are the root. Another symbol's come from the universe, brought to the timeframe
   of where it was asked for.
2. A coarser timeframe groups bars by the period of the symbol's calendar in which they begin; a
   period is complete at a time that the calendar knows without looking at the next bar.
3. A value goes back to the bars of the parent scope by time: each sees the last bar of the child
   scope that was complete when it was itself complete.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.language.evaluation.lowering.columns import CleanColumns, as_input

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.domain.timeframe import Timeframe


class ScopeBars:
    """Columns of bars with the times at which they are complete; a root scope.

    Parameters
    ----------
    columns : mapping of str to ndarray
        Prices, volume and ``timestamps``.
    timeframe : Timeframe
        Length of a bar.
    calendar : SymbolCalendar
        When the symbol is traded.
    """

    def __init__(
        self, columns: Mapping[str, NDArray[Any]], timeframe: Timeframe, calendar: SymbolCalendar
    ) -> None:
        self._columns = columns
        self.timeframe = timeframe
        self.calendar = calendar
        self.has_clock = timeframe.is_intraday
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
            self._ends = self.calendar.bar_ends(self.times, self.timeframe)
        return self._ends

    def raw(self, name: str) -> NDArray[Any]:
        """Return a column as it is."""
        return self._columns[name]

    def column(self, name: str) -> tuple[NDArray[np.float64], int]:
        """Return a column for the evaluator and its start; ``session`` numbers the sessions."""
        if name == "session":
            return self.calendar.sessions(self.times, self.timeframe).astype(np.float64), 0
        if type(self._columns) is CleanColumns and name != "timestamps":
            return self._columns[name], 0
        return as_input(self.raw(name))


class CoarseBars(ScopeBars):
    """The bars of a finer scope, grouped into a coarser timeframe."""

    def __init__(self, fine: ScopeBars, timeframe: Timeframe) -> None:
        super().__init__({}, timeframe, fine.calendar)
        self.fine = fine
        self.has_clock = fine.has_clock
        periods = fine.calendar.periods(
            fine.times, fine.timeframe, timeframe, has_clock=fine.has_clock
        )
        self.firsts = periods.firsts
        self._starts = periods.starts
        self._ends = periods.ends
        self._is_inside = periods.is_inside

    def __len__(self) -> int:
        return len(self.firsts)

    @property
    def times(self) -> NDArray[np.int64]:
        """Starts of the groups, as a library would store them."""
        return self._starts

    def raw(self, name: str) -> NDArray[Any]:
        """Return a column of the groups."""
        if name == "timestamps":
            return self.times
        return _grouped(name, self._counting(name), self.firsts)

    def forming(self, name: str) -> NDArray[np.float64]:
        """Return for each *fine* bar the column of its group as built up to that bar."""
        values = self._counting(name)
        parts = [values[a:b] for a, b in pairwise([*self.firsts, len(values)])]
        before = np.full(self.firsts[0] if parts else len(values), np.nan)
        return np.concatenate([before, *(_running(name, part) for part in parts)])

    def _counting(self, name: str) -> NDArray[np.float64]:
        """Return a column of the fine bars, unknown where a bar is outside of all sessions."""
        values = np.asarray(self.fine.raw(name), dtype=np.float64)
        return values if self._is_inside is None else np.where(self._is_inside, values, np.nan)


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
