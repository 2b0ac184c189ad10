"""Between wall-clock times of a time zone and UTC.

1. A zone's offsets are looked up every few days of the years that are asked for, and the moment of
   a change is searched for between two days that differ (:func:`_changes_in`), once for each year.
2. Each time gets the offset that holds after the last change before it.

This needs no pandas, which worker processes do not load.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from engine.domain.durations import SECOND_NS
from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray


_MAX_NS = 2**63 - 1
_MIN_YEAR, _MAX_YEAR = 1678, 2261  # what nanoseconds in 64 bits reach
_STEP = timedelta(days=6)  # no zone changed its offset there and back within so few days


def zone_named(tz: str) -> ZoneInfo:
    """Return the time zone called `tz`.

    Raises
    ------
    InputError
        There is no such zone.
    """
    try:
        return ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(Message("calendar.unknown-zone", name=tz)) from None


class _Offsets(NamedTuple):
    """Offsets of a zone over some years, in nanoseconds.

    Attributes
    ----------
    changes : ndarray of int64, shape (k,)
        When the offset changes, UTC.
    before : ndarray of int64, shape (k + 1,)
        Offset before each change, and after the last one.
    """

    changes: NDArray[np.int64]
    before: NDArray[np.int64]


def local_to_utc(local_ns: NDArray[np.int64], tz: str) -> NDArray[np.int64]:
    """Return wall-clock times of `tz` as UTC, both in nanoseconds since 1970.

    Of a time that comes twice in autumn the first is taken; one that is skipped in spring is moved
    behind the gap.
    """
    return local_to_utc_twice(local_ns, tz)[0]


def local_to_utc_twice(
    local_ns: NDArray[np.int64], tz: str
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return wall-clock times of `tz` as UTC; of those that come twice in autumn both times.

    Others are equal in both; see :func:`local_to_utc`.
    """
    if local_ns.size == 0:
        return local_ns, local_ns
    changes, before = _offsets_around(local_ns, tz)
    ends = changes + np.maximum(before[:-1], before[1:])
    place = np.searchsorted(ends, local_ns, side="right")
    utc = local_ns - before[place]
    # What a spring gap skips would lie behind the change by the offset from before it.
    limit = np.append(changes, _MAX_NS)[place]
    first = np.minimum(utc, limit)
    after = local_ns - before[np.minimum(place + 1, before.size - 1)]
    return first, np.where(after >= limit, after, first)


def utc_to_local(utc_ns: NDArray[np.int64], tz: str) -> NDArray[np.int64]:
    """Return UTC as wall-clock times of `tz`, both in nanoseconds since 1970."""
    if utc_ns.size == 0 or tz == "UTC":
        return utc_ns
    changes, before = _offsets_around(utc_ns, tz)
    return utc_ns + before[np.searchsorted(changes, utc_ns, side="right")]


def _offsets_around(times: NDArray[np.int64], tz: str) -> _Offsets:
    """Return the offsets of `tz` from the year before the first to that after the last time."""
    first, last = (year_of(int(time)) for time in (times.min(), times.max()))
    return _offsets(tz, max(first - 1, _MIN_YEAR), min(last + 1, _MAX_YEAR))


@lru_cache(maxsize=64)
def _offsets(tz: str, first_year: int, last_year: int) -> _Offsets:
    zone = zone_named(tz)
    years = range(first_year, last_year + 1)
    changes = [change for year in years for change in _changes_in(tz, year)]
    before = [_offset_at(zone, moment - timedelta(seconds=1)) for moment in changes]
    before.append(_offset_at(zone, datetime(last_year + 1, 1, 1, tzinfo=UTC)))
    seconds = [int(moment.timestamp()) for moment in changes]
    return _Offsets(
        np.array(seconds, dtype=np.int64) * SECOND_NS,
        np.array(before, dtype=np.int64) * SECOND_NS,
    )


@cache
def _changes_in(tz: str, year: int) -> list[datetime]:
    """Return when the offset of `tz` changes in a year: the first second of each new offset."""
    zone = zone_named(tz)
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    changes = []
    while start < end:
        stop = min(start + _STEP, end)
        if _offset_at(zone, start) != _offset_at(zone, stop):
            changes.append(_change_between(zone, start, stop))
        start = stop
    return changes


def _change_between(zone: ZoneInfo, start: datetime, stop: datetime) -> datetime:
    offset = _offset_at(zone, start)
    while (span := int((stop - start).total_seconds())) > 1:
        middle = start + timedelta(seconds=span // 2)
        if _offset_at(zone, middle) == offset:
            start = middle
        else:
            stop = middle
    return stop


def _offset_at(zone: ZoneInfo, moment: datetime) -> int:
    """Return the offset from UTC in seconds."""
    offset = moment.astimezone(zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def year_of(ns: int) -> int:
    """Return the year of a time in nanoseconds since 1970."""
    return int(np.int64(ns).astype("datetime64[ns]").astype("datetime64[Y]").astype(int)) + 1970
