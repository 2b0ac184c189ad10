"""Which bar a moment falls in, by the calendar of its symbol.

Bars that are built live are those that :mod:`engine.storage.maintenance.resampling` makes of the
same candles: counted from the opening of the session, days of the session's zone, and nothing
outside of the hours. Of a symbol of which nothing is known bars go by UTC.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.calendars.bar_clock import bar_end, bar_start
from engine.calendars.sessions import SessionRule
from engine.calendars.symbol_calendar import SymbolCalendar
from engine.domain.durations import DAY_NS
from engine.domain.timeframe import Timeframe

if TYPE_CHECKING:
    from engine.calendars.symbol_calendar import SymbolCalendars

_MAX_PERIOD_DAYS = 40
_NOTHING_KNOWN = SessionRule()


class BarSpan(NamedTuple):
    """One bar in time.

    Attributes
    ----------
    label_ns : int
        Start of the bar as a library stores it.
    start_ns, end_ns : int
        Its first moment, and the first one after it.
    """

    label_ns: int
    start_ns: int
    end_ns: int


class BarSpans:
    """Answers for all symbols of a stream.

    Parameters
    ----------
    timeframe : Timeframe
        Length of the bars.
    source : Timeframe, optional
        Length of the candles that they are built from; None for trades.
    calendars : SymbolCalendars, optional
        When the symbols are traded.
    """

    def __init__(
        self,
        timeframe: Timeframe,
        source: Timeframe | None = None,
        calendars: SymbolCalendars | None = None,
    ) -> None:
        self._timeframe = timeframe
        self._source = source or Timeframe.M1  # a trade has its moment, as a minute has
        self._calendars = calendars
        self._known: dict[str, SymbolCalendar | None] = {}
        self._shut: dict[str, tuple[int, int]] = {}
        self._open: dict[str, tuple[int, int]] = {}

    def is_outside(self, symbol: str, ns: int) -> bool:
        """Whether what happens at a moment belongs to no bar."""
        calendar = self._calendar(symbol)
        if calendar is None or calendar.rule.opens is None or not self._source.is_intraday:
            return False
        first, end = self._open.get(symbol, (0, 0))
        if first <= ns < end:
            return False
        first, end = self._shut.get(symbol, (0, 0))
        return first <= ns < end or self._is_shut(symbol, calendar, ns)

    def _is_shut(self, symbol: str, calendar: SymbolCalendar, ns: int) -> bool:
        """Look at the sessions around a moment, and keep in which pause or session it is."""
        day = calendar.session_days(np.array([ns]), self._source)
        (start, following) = calendar.session_starts(np.append(day, day + 1)).tolist()
        (end,) = calendar.session_ends(day).tolist()
        if start <= ns < end:
            self._open[symbol] = (start, end)
            return False
        self._shut[symbol] = (ns, start) if ns < start else (end, following)
        return True

    def span_at(self, symbol: str, ns: int) -> BarSpan:
        """Return the bar that a moment inside of a session falls in."""
        calendar = self._calendar(symbol)
        if calendar is None:
            start = bar_start(ns, self._timeframe)
            return BarSpan(start, start, bar_end(start, self._timeframe))
        moment = np.array([ns])
        periods = calendar.periods(
            moment, self._source, self._timeframe, has_clock=self._source.is_intraday
        )
        label, end = int(periods.starts[0]), int(periods.ends[0])
        if self._timeframe.is_intraday:
            return BarSpan(label, label, end)
        return BarSpan(label, self._first_ns(calendar, moment, label), end)

    def _first_ns(self, calendar: SymbolCalendar, moment: np.ndarray, label: int) -> int:
        """Return the first moment of the days that have the label of the bar at `moment`."""
        last = int(calendar.session_days(moment, self._source)[0])
        days = np.arange(last - _MAX_PERIOD_DAYS, last + 1, dtype=np.int64)
        labels = calendar.labels(days, self._timeframe)
        first = days[int(np.argmax(labels == label))]
        if not self._source.is_intraday:
            return int(first) * DAY_NS
        return int(calendar.session_starts(np.array([first]))[0])

    def _calendar(self, symbol: str) -> SymbolCalendar | None:
        """Return the calendar of a symbol; None where nothing is known of it."""
        if self._calendars is None:
            return None
        if symbol not in self._known:
            rule = self._calendars.of(symbol).rule
            is_known = rule.is_stated or rule != _NOTHING_KNOWN
            # Without hours stated there are bars of every day, as resampling makes them.
            stated = SymbolCalendar(replace(rule, is_stated=True)) if is_known else None
            self._known[symbol] = stated
        return self._known[symbol]
