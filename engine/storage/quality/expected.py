"""Which bars a symbol should have between its first and its last.

In the order of trust: the days of its exchange's calendar; every step of the clock for symbols that
are traded without pause; the times at which most of the other symbols have a bar; and without any
of that weekdays, where a few that are absent pass for holidays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.domain.durations import DAY_NS
from engine.domain.timeframe import Timeframe
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

Times = NDArray[np.int64]

_MAX_HOLIDAY_DAYS = 4
_MIN_PEERS = 10
_SUNDAY_SHARE = 0.07


class Expectation(Protocol):
    """Knows how many bars lie between two times."""

    @property
    def name(self) -> Message:
        """Where that is known from."""

    def between(self, starts: Times, ends: Times) -> NDArray[np.int64]:
        """Return the number of expected bars after each start and before each end."""


def missing_before(times: Times, expectation: Expectation) -> NDArray[np.int64]:
    """Return how many bars are missing before each one; none before the first."""
    missing = np.zeros(times.size, dtype=np.int64)
    missing[1:] = expectation.between(times[:-1], times[1:])
    return missing


@dataclass(frozen=True, slots=True, eq=False)
class KnownTimes:
    """Bars at the given times.

    Attributes
    ----------
    name : Message
        Where the times are from.
    times : ndarray of int64
        Increasing, nanoseconds since 1970 UTC.
    """

    name: Message
    times: Times

    def between(self, starts: Times, ends: Times) -> NDArray[np.int64]:
        """See :class:`Expectation`."""
        after = np.searchsorted(self.times, starts, side="right")
        count = np.searchsorted(self.times, ends, side="left") - after
        return np.asarray(np.maximum(count, 0), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class EveryStep:
    """A bar at each step of the clock or the calendar, around the clock."""

    timeframe: Timeframe

    @property
    def name(self) -> Message:
        """See :class:`Expectation`."""
        return Message("calendar.around-the-clock")

    def between(self, starts: Times, ends: Times) -> NDArray[np.int64]:
        """See :class:`Expectation`."""
        if self.timeframe is Timeframe.MN1:
            steps = _months(ends) - _months(starts)
        else:
            steps = (ends - starts + self.timeframe.nominal_ns // 2) // self.timeframe.nominal_ns
        return np.asarray(np.maximum(steps - 1, 0), dtype=np.int64)


class EveryWeekday:
    """A bar each weekday, where no calendar is known; short absences count as holidays."""

    @property
    def name(self) -> Message:
        """See :class:`Expectation`."""
        return Message("calendar.weekdays")

    def between(self, starts: Times, ends: Times) -> NDArray[np.int64]:
        """See :class:`Expectation`."""
        first = (starts // DAY_NS + 1).astype("datetime64[D]")
        count = np.busday_count(first, (ends // DAY_NS).astype("datetime64[D]"))
        return np.where(count > _MAX_HOLIDAY_DAYS, count, 0)


def common_times(series: Iterable[Times]) -> KnownTimes | None:
    """Return the times that most symbols of those that had begun and not ended have, or None.

    None means that there are too few symbols to tell.
    """
    columns = [times for times in series if times.size]
    if len(columns) < _MIN_PEERS:
        return None
    all_times, counts = np.unique(np.concatenate(columns), return_counts=True)
    begun = np.searchsorted(np.sort([times[0] for times in columns]), all_times, side="right")
    ended = np.searchsorted(np.sort([times[-1] for times in columns]), all_times, side="left")
    return KnownTimes(Message("calendar.of-other-symbols"), all_times[2 * counts >= begun - ended])


def trades_on_weekends(times: Times) -> bool:
    """Whether so many bars are on Sundays that the market knows no weekend.

    Saturdays tell nothing: exchanges in Asia were open on them until the nineties.
    """
    weekday = (times // DAY_NS + 3) % 7
    return times.size > 0 and float((weekday == 6).mean()) > _SUNDAY_SHARE


def _months(times: Times) -> NDArray[np.int64]:
    return times.view("datetime64[ns]").astype("datetime64[M]").astype(np.int64)
