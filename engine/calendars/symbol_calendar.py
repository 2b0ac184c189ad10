"""When the bars of a symbol, and the longer bars that they make, begin and are complete.

One calendar for all who make longer bars: formulas, streams, charts and ``resample``.

1. The clock of a bar is that of the symbol's zone (:meth:`SymbolCalendar.session_days`). A session
   over midnight belongs to the day on which it closes. Bars of days and longer are labelled with
   their day, and have no clock.
2. Bars outside of the hours, or after an early close, make no longer bar
   (:meth:`SymbolCalendar.is_inside`).
3. Intraday bars are counted from the opening; a day is complete when its session closes, a week or
   month with its last session (:meth:`SymbolCalendar.periods`). Without hours a day ends at local
   midnight. Without a calendar weeks close on Friday, around the clock on Sunday.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import numpy as np

from engine.calendars.exchanges import ExchangeDays, exchange_days
from engine.calendars.period_closes import EVERY_DAY, WEEKDAYS, PeriodCloses
from engine.calendars.sessions import SessionRule
from engine.calendars.zones import local_to_utc, utc_to_local
from engine.domain.durations import DAY_NS, MINUTE_NS
from engine.domain.timeframe import Timeframe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    Times = NDArray[np.int64]

_DAY_MINUTES = 1_440


class Periods(NamedTuple):
    """Longer bars that shorter ones make.

    Attributes
    ----------
    firsts : ndarray of int64, shape (k,)
        Number of the first short bar of each.
    starts : ndarray of int64, shape (k,)
        Their own starts, as a library stores them.
    ends : ndarray of int64, shape (k,)
        When each is complete.
    is_inside : ndarray of bool, shape (n,), or None
        Which short bars count; None for all. A bar that does not stands in the period before it.
    """

    firsts: Times
    starts: Times
    ends: Times
    is_inside: NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class SymbolCalendar:
    """Zone, hours and sessions of one symbol; small, hashable, and may cross to workers.

    Attributes
    ----------
    rule : SessionRule
        Zone and hours.
    days : ExchangeDays or None
        The sessions of its exchange; looked up at the first need where not given.
    """

    rule: SessionRule = field(default_factory=SessionRule)
    days: ExchangeDays | None = None

    @property
    def exchange_days(self) -> ExchangeDays | None:
        """The sessions of its exchange, or None where they are not known."""
        if self.days is not None or not self.rule.exchange:
            return self.days
        return exchange_days(self.rule.exchange)

    @property
    def closes(self) -> PeriodCloses:
        """On which days weeks and months close."""
        if self.exchange_days is not None:
            return self.exchange_days.sessions
        is_always_open = self.rule.is_stated and self.rule.is_around_the_clock
        return EVERY_DAY if is_always_open else WEEKDAYS

    def session_days(self, starts: Times, timeframe: Timeframe) -> Times:
        """Return the day, counted from 1970, of the session that each bar belongs to."""
        return self._session_days(self._local(starts, timeframe), timeframe)

    def sessions(self, starts: Times, timeframe: Timeframe) -> Times:
        """Return numbers that change where a session begins, and before it where a day does."""
        local = self._local(starts, timeframe)
        days = self._session_days(local, timeframe)
        opens = self.rule.opens
        if not timeframe.is_intraday or opens is None or self.rule.is_overnight:
            return days * 2
        return days * 2 + (local - days * DAY_NS >= opens * MINUTE_NS)

    def is_inside(self, starts: Times, timeframe: Timeframe) -> NDArray[np.bool_] | None:
        """Return which bars begin in a session; None where all do."""
        rule = self.rule
        if not timeframe.is_intraday or rule.opens is None or rule.closes is None:
            return None
        local = self._local(starts, timeframe)
        days = self._session_days(local, timeframe)
        minute = local % DAY_NS // MINUTE_NS
        if rule.is_overnight:
            is_inside = (minute >= rule.opens) | (minute < rule.closes)
        else:
            is_inside = (minute >= rule.opens) & (minute < rule.closes)
        return np.asarray(is_inside & (starts < self.session_ends(days)))

    def session_starts(self, days: Times) -> Times:
        """Return when the sessions of some days open, or where no hours are known the days begin.

        Longer intraday bars are counted from there in hours that pass, not in those that clocks
        show: no bar is made of two hours that are called alike.
        """
        opens = (self.rule.opens or 0) - self.rule.is_overnight * _DAY_MINUTES
        return self._utc(days * DAY_NS + opens * MINUTE_NS)

    def session_ends(self, days: Times) -> Times:
        """Return when the sessions of some days close, or where no hours are known the days do."""
        minutes = np.full(days.size, self.rule.closes or _DAY_MINUTES, dtype=np.int64)
        exchange = self.exchange_days
        if exchange is not None and exchange.early_closes:
            table = np.array(exchange.early_closes, dtype=np.int64)
            place = np.minimum(np.searchsorted(table[:, 0], days), len(table) - 1)
            minutes = np.where(table[place, 0] == days, table[place, 1], minutes)
        return self._utc(days * DAY_NS + minutes * MINUTE_NS)

    def bar_ends(self, starts: Times, timeframe: Timeframe) -> Times:
        """Return when each bar is complete; those of days and longer by their labels."""
        if timeframe.is_intraday:
            ends = starts + timeframe.nominal_ns
            if self.rule.closes is None:
                return ends
            closes = self.session_ends(self.session_days(starts, timeframe))
            return np.where(starts < closes, np.minimum(ends, closes), ends)
        return (self._period_closes(starts // DAY_NS, timeframe) + 1) * DAY_NS

    def periods(
        self, starts: Times, source: Timeframe, target: Timeframe, *, has_clock: bool
    ) -> Periods:
        """Return the bars of `target` that bars of `source` make.

        Parameters
        ----------
        starts : ndarray of int64, shape (n,)
            Starts of the short bars, increasing.
        source, target : Timeframe
            Lengths of the short and of the longer bars.
        has_clock : bool
            Whether the moments at which bars are complete are compared with those of intraday bars;
            else days are complete by their labels.
        """
        is_inside = self.is_inside(starts, source)
        days = self.session_days(starts, source)
        if target.is_intraday:
            labels = starts - (starts - self.session_starts(days)) % target.nominal_ns
            ends = np.minimum(labels + target.nominal_ns, self.session_ends(days))
        else:
            closes = self._period_closes(days, target)
            labels = _label(closes, target)
            ends = self.session_ends(closes) if has_clock else (closes + 1) * DAY_NS
        firsts = _firsts(labels, is_inside)
        return Periods(firsts, labels[firsts], ends[firsts], is_inside)

    def labels(self, days: Times, timeframe: Timeframe) -> Times:
        """Return the starts, as a library stores them, of the bars that the sessions belong to."""
        return _label(self._period_closes(days, timeframe), timeframe)

    def _period_closes(self, days: Times, timeframe: Timeframe) -> Times:
        """Return the day with which the period of each day is complete."""
        if timeframe is Timeframe.W1:
            return self.closes.week_close(days)
        if timeframe is Timeframe.MN1:
            return self.closes.month_close(days)
        return days

    def _local(self, starts: Times, timeframe: Timeframe) -> Times:
        is_local = timeframe.is_intraday and self.rule.tz != "UTC"
        return utc_to_local(starts, self.rule.tz) if is_local else starts

    def _utc(self, local: Times) -> Times:
        return local if self.rule.tz == "UTC" else local_to_utc(local, self.rule.tz)

    def _session_days(self, local: Times, timeframe: Timeframe) -> Times:
        if timeframe.is_intraday and self.rule.is_overnight and self.rule.opens is not None:
            # The evening belongs to the day on which the session closes.
            local = local + (_DAY_MINUTES - self.rule.opens) * MINUTE_NS
        return local // DAY_NS


NO_CALENDAR = SymbolCalendar()
"""Of symbols about which nothing is known: days of UTC, weeks that close on Friday."""


@runtime_checkable
class CalendarSource(Protocol):
    """A repository that knows when its symbols are traded."""

    def session_rules(self) -> Mapping[str, SessionRule]:
        """Return the trading hours of those symbols of which they are known."""


class SymbolCalendars:
    """The calendars of all symbols of a repository.

    Parameters
    ----------
    source : object
        A repository; one that is no :class:`CalendarSource` knows nothing.
    """

    def __init__(self, source: object) -> None:
        self._rules = source.session_rules() if isinstance(source, CalendarSource) else {}

    def of(self, symbol: str) -> SymbolCalendar:
        """Return the calendar of a symbol."""
        rule = self._rules.get(symbol)
        return NO_CALENDAR if rule is None else SymbolCalendar(rule)

    def known(self, symbols: Iterable[str]) -> dict[str, SymbolCalendar]:
        """Return the calendars of those symbols of which anything is known, ready to travel."""
        rules = ((symbol, self._rules.get(symbol)) for symbol in symbols)
        return {
            symbol: SymbolCalendar(rule, exchange_days(rule.exchange) if rule.exchange else None)
            for symbol, rule in rules
            if rule is not None
        }


def _label(closes: Times, timeframe: Timeframe) -> Times:
    """Return the starts of days, weeks or months by the day on which they close."""
    if timeframe is Timeframe.W1:
        closes = closes - (closes + 3) % 7  # 1970-01-01 was a Thursday
    elif timeframe is Timeframe.MN1:
        months = closes.astype("datetime64[D]").astype("datetime64[M]")
        closes = months.astype("datetime64[D]").astype(np.int64)
    return closes * DAY_NS


def _firsts(labels: Times, is_inside: NDArray[np.bool_] | None) -> Times:
    """Return the numbers of the first bars inside of each period."""
    rows = np.arange(labels.size) if is_inside is None else np.flatnonzero(is_inside)
    own = labels[rows]
    is_first = np.ones(rows.size, dtype=bool)
    is_first[1:] = own[1:] != own[:-1]
    return rows[is_first]
