"""Which bars the calendar of an exchange, or the hours of a symbol, lead to expect.

1. Sessions are those of the exchange's calendar, with early closes and lunch breaks; where only
   hours are known, those hours on the days on which the symbol was traded.
2. Within each session a bar is expected at every step of the clock.
3. Steps at which the symbol has a bar in less than half of its sessions are left out: they are the
   minutes of an auction, or of a symbol that is seldom traded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.calendars.exchanges import exchange_calendar
from engine.calendars.zones import local_to_utc, utc_to_local, year_of
from engine.domain.durations import DAY_NS, MINUTE_NS
from engine.messages import Message
from engine.storage.quality.expected import EveryWeekday, KnownTimes, Times

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.calendars.sessions import SessionRule
    from engine.domain.timeframe import Timeframe
    from engine.storage.quality.expected import Expectation

_USUAL_SHARE = 0.5


class _Sessions(NamedTuple):
    """Times of sessions in nanoseconds since 1970 UTC; a break may be of no length."""

    opens: Times
    closes: Times
    break_starts: Times
    break_ends: Times


@dataclass(frozen=True, slots=True, eq=False)
class _Since:
    """The days of a calendar, and weekdays before it begins."""

    sessions: KnownTimes

    @property
    def name(self) -> Message:
        """See :class:`~engine.storage.quality.expected.Expectation`."""
        return self.sessions.name

    def between(self, starts: Times, ends: Times) -> Times:
        """See :class:`~engine.storage.quality.expected.Expectation`."""
        is_before = starts < self.sessions.times[0]
        guessed = EveryWeekday().between(starts, np.minimum(ends, self.sessions.times[0]))
        return np.where(is_before, guessed, 0) + self.sessions.between(starts, ends)


def expected_exchange_days(exchange: str, first_ns: int) -> Expectation | None:
    """Return the days of an exchange from a time on.

    None means that its calendar is not known, or that the package of calendars is not installed.
    """
    calendar = exchange_calendar(exchange, year_of(first_ns))
    if calendar is None:
        return None
    days = calendar.sessions.tz_localize(None).as_unit("ns").asi8
    return _Since(KnownTimes(_name_of(exchange), np.array(days, dtype=np.int64)))


def exchange_bars(
    exchange: str, timeframe: Timeframe, times: Times, last_ns: int
) -> KnownTimes | None:
    """Return the intraday bars of an exchange that a symbol with bars at `times` should have.

    Parameters
    ----------
    exchange : str
        Code of its calendar.
    timeframe : Timeframe
        Shorter than a day.
    times : ndarray of int64
        The symbol's bars, increasing; at least one.
    last_ns : int
        Up to which time bars are expected.
    """
    calendar = exchange_calendar(exchange, year_of(int(times[0])))
    if calendar is None:
        return None
    sessions = _Sessions(
        *(_ns(getattr(calendar, name)) for name in ("opens", "closes")),
        *(_ns(getattr(calendar, name)) for name in ("break_starts", "break_ends")),
    )
    is_inside = (sessions.closes > times[0]) & (sessions.opens <= last_ns)
    inside = _Sessions(*(column[is_inside] for column in sessions))
    return KnownTimes(_name_of(exchange), _expected(inside, timeframe.nominal_ns, times))


def bars_of_hours(rule: SessionRule, timeframe: Timeframe, times: Times) -> KnownTimes | None:
    """Return the intraday bars in the hours of `rule`, on the days on which there are any."""
    if rule.opens is None or rule.closes is None or rule.is_overnight:
        return None
    days = np.unique(utc_to_local(times, rule.tz) // DAY_NS) * DAY_NS
    opens = local_to_utc(days + rule.opens * MINUTE_NS, rule.tz)
    closes = local_to_utc(days + rule.closes * MINUTE_NS, rule.tz)
    sessions = _Sessions(opens, closes, closes, closes)
    return KnownTimes(
        Message("calendar.of-hours"), _expected(sessions, timeframe.nominal_ns, times)
    )


def _expected(sessions: _Sessions, step_ns: int, times: Times) -> Times:
    """Return the starts of bars in sessions, of those steps at which the symbol usually has one."""
    phase = _most_frequent(times % step_ns)
    firsts = sessions.opens + (phase - sessions.opens) % step_ns
    counts = np.maximum(-(-(sessions.closes - firsts) // step_ns), 0)
    session = np.repeat(np.arange(firsts.size), counts)
    slot = np.arange(session.size) - np.repeat(np.cumsum(counts) - counts, counts)
    starts = firsts[session] + slot * step_ns
    is_there = np.isin(starts, times)
    is_traded = np.zeros(firsts.size, dtype=bool)
    is_traded[session[is_there]] = True
    n_there = np.bincount(slot[is_there], minlength=int(counts.max(initial=0)))
    n_possible = np.bincount(slot[is_traded[session]], minlength=n_there.size)
    is_usual = n_there >= _USUAL_SHARE * np.maximum(n_possible, 1)
    is_break = (starts >= sessions.break_starts[session]) & (starts < sessions.break_ends[session])
    return np.asarray(starts[is_usual[slot] & ~is_break], dtype=np.int64)


def _most_frequent(values: Times) -> int:
    distinct, counts = np.unique(values, return_counts=True)
    return int(distinct[np.argmax(counts)])


def _name_of(exchange: str) -> Message:
    return Message("calendar.of-exchange", exchange=exchange)


def _ns(column: Any) -> NDArray[np.int64]:
    """Return a column of times; breaks that there are not are at the beginning of all time."""
    return np.array(column.to_numpy(dtype="datetime64[ns]").astype(np.int64))
