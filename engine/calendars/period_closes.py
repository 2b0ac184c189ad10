"""When weeks, months and days close: by weekday, or by an exchange's sessions.

A bar of a coarser timeframe is complete with the last session of its period, and that must be
known without looking at the next bar. Without a calendar a week closes on Friday and a month on its
last weekday, and whatever trades after that belongs to the next period. With an exchange's sessions
the Thursday before Good Friday closes its week.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from engine.domain.timeframe import Timeframe
from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.int64]

DAY_NS = 86_400_000_000_000
_FRIDAY = 1  # 1970-01-01 was a Thursday


class TradingCalendar(Protocol):
    """Knows the last session of weeks and months."""

    def week_close(self, days: Days) -> Days:
        """Return the day on which the week of each day closes (days since 1970)."""

    def month_close(self, days: Days) -> Days:
        """Return the day on which the month of each day closes (days since 1970)."""


class Weekdays:
    """Weeks close on Friday, months on their last weekday."""

    def week_close(self, days: Days) -> Days:
        """See :class:`TradingCalendar`; Saturday and Sunday belong to the next week."""
        return days + (_FRIDAY - days) % 7

    def month_close(self, days: Days) -> Days:
        """See :class:`TradingCalendar`; a weekend that ends a month belongs to the next one."""
        close = _last_weekday(days, 0)
        return np.where(days > close, _last_weekday(days, 1), close)


WEEKDAYS = Weekdays()


def _last_weekday(days: Days, months_later: int) -> Days:
    """Return the last weekday of the month of each day, or of a later month."""
    month = days.view("datetime64[D]").astype("datetime64[M]")
    following = month + np.timedelta64(months_later + 1, "M")
    last = following.astype("datetime64[D]").view(np.int64) - 1
    beyond_friday = (last - _FRIDAY) % 7  # 1 on Saturday, 2 on Sunday
    return np.where(beyond_friday <= 2, last - beyond_friday, last)


@dataclass(frozen=True, slots=True, eq=False)
class Sessions:
    """An exchange's sessions; beyond the first and last one weekdays decide.

    Attributes
    ----------
    days : ndarray of int64
        The sessions as days since 1970, increasing.
    """

    days: Days

    def week_close(self, days: Days) -> Days:
        """See :class:`TradingCalendar`."""
        friday = WEEKDAYS.week_close(days)
        return self._close(days, friday, friday + 7)

    def month_close(self, days: Days) -> Days:
        """See :class:`TradingCalendar`."""
        return self._close(days, _last_weekday(days, 0), _last_weekday(days, 1))

    def _close(self, days: Days, end: Days, next_end: Days) -> Days:
        """Return the last session up to `end`, or up to `next_end` where the day is after that."""
        close = self._last_session(end)
        return np.where(days > close, self._last_session(next_end), close)

    def _last_session(self, end: Days) -> Days:
        place = np.searchsorted(self.days, end, side="right") - 1
        inside = (place >= 0) & (end <= self.days[-1])
        return np.where(inside, self.days[np.maximum(place, 0)], end)


def exchange_sessions(name: str) -> Sessions:
    """Return the sessions of an exchange, such as ``XNYS`` or ``XKRX``.

    Needs the library ``exchange_calendars``.

    Raises
    ------
    InputError
        If the library is not installed or does not know the exchange.
    """
    try:
        import exchange_calendars  # noqa: PLC0415 - an option, and slow to load
    except ImportError:
        command = "pip install exchange_calendars"
        raise InputError(Message("calendar.needs-package", command=command)) from None
    try:
        calendar = exchange_calendars.get_calendar(name)
    except exchange_calendars.errors.InvalidCalendarName:
        raise InputError(Message("calendar.unknown-exchange", name=name)) from None
    days = calendar.sessions.tz_localize(None).to_numpy("datetime64[D]").view(np.int64)
    return Sessions(days)


def bar_ends(
    starts_ns: NDArray[np.int64], timeframe: Timeframe, calendar: TradingCalendar
) -> NDArray[np.int64]:
    """Return when each bar is complete, in nanoseconds since 1970 UTC.

    Parameters
    ----------
    starts_ns : ndarray of int64
        Starts of the bars.
    timeframe : Timeframe
        Their length.
    calendar : TradingCalendar
        Decides for weeks and months.
    """
    if timeframe.is_intraday:
        return starts_ns + timeframe.nominal_ns
    return _day_ends(starts_ns // DAY_NS, timeframe, calendar)


def period_ends(
    ends_ns: NDArray[np.int64], timeframe: Timeframe, calendar: TradingCalendar
) -> NDArray[np.int64]:
    """Return the end of the coarser period in which each bar ends."""
    if timeframe.is_intraday:
        length = timeframe.nominal_ns
        return -(-ends_ns // length) * length
    return _day_ends((ends_ns - 1) // DAY_NS, timeframe, calendar)


def _day_ends(
    days: NDArray[np.int64], timeframe: Timeframe, calendar: TradingCalendar
) -> NDArray[np.int64]:
    if timeframe is Timeframe.W1:
        days = calendar.week_close(days)
    elif timeframe is Timeframe.MN1:
        days = calendar.month_close(days)
    return (days + 1) * DAY_NS
