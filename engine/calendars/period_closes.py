"""When weeks and months close: by weekday, or by an exchange's sessions.

A bar of a coarser timeframe is complete with the last session of its period, and that must be
known without looking at the next bar. Without a calendar a week closes on Friday and a month on its
last weekday, and whatever trades after that belongs to the next period. With an exchange's sessions
the Thursday before Good Friday closes its week.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.int64]

_FRIDAY, _SUNDAY = 1, 3  # 1970-01-01 was a Thursday


class PeriodCloses(Protocol):
    """Knows the last session of weeks and months."""

    def week_close(self, days: Days) -> Days:
        """Return the day on which the week of each day closes (days since 1970)."""

    def month_close(self, days: Days) -> Days:
        """Return the day on which the month of each day closes (days since 1970)."""


class Weekdays:
    """Weeks close on Friday, months on their last weekday."""

    def week_close(self, days: Days) -> Days:
        """See :class:`PeriodCloses`; Saturday and Sunday belong to the next week."""
        return days + (_FRIDAY - days) % 7

    def month_close(self, days: Days) -> Days:
        """See :class:`PeriodCloses`; a weekend that ends a month belongs to the next one."""
        close = _last_weekday(days, 0)
        return np.where(days > close, _last_weekday(days, 1), close)


class EveryDay:
    """Weeks close on Sunday, months on their last day: trade around the clock."""

    def week_close(self, days: Days) -> Days:
        """See :class:`PeriodCloses`."""
        return days + (_SUNDAY - days) % 7

    def month_close(self, days: Days) -> Days:
        """See :class:`PeriodCloses`."""
        following = days.view("datetime64[D]").astype("datetime64[M]") + np.timedelta64(1, "M")
        return following.astype("datetime64[D]").view(np.int64) - 1


WEEKDAYS = Weekdays()
EVERY_DAY = EveryDay()


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
        """See :class:`PeriodCloses`."""
        friday = WEEKDAYS.week_close(days)
        return self._close(days, friday, friday + 7)

    def month_close(self, days: Days) -> Days:
        """See :class:`PeriodCloses`."""
        return self._close(days, _last_weekday(days, 0), _last_weekday(days, 1))

    def _close(self, days: Days, end: Days, next_end: Days) -> Days:
        """Return the last session up to `end`, or up to `next_end` where the day is after that."""
        close = self._last_session(end)
        return np.where(days > close, self._last_session(next_end), close)

    def _last_session(self, end: Days) -> Days:
        place = np.searchsorted(self.days, end, side="right") - 1
        inside = (place >= 0) & (end <= self.days[-1])
        return np.where(inside, self.days[np.maximum(place, 0)], end)
