"""Between wall-clock times of a time zone and UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from engine.errors import InputError
from engine.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray


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


def local_to_utc(local_ns: NDArray[np.int64], tz: str) -> NDArray[np.int64]:
    """Return wall-clock times of `tz` as UTC, both in nanoseconds since 1970.

    Of a time that comes twice in autumn the first is taken; one that is skipped in spring is moved
    behind the gap.
    """
    import pandas as pd  # noqa: PLC0415 - only for files in local time

    index = pd.DatetimeIndex(local_ns.view("datetime64[ns]"))
    first = np.ones(local_ns.size, dtype=bool)
    zoned = index.tz_localize(zone_named(tz), ambiguous=first, nonexistent="shift_forward")
    return np.array(zoned.asi8, dtype=np.int64)


def utc_to_local(utc_ns: NDArray[np.int64], tz: str) -> NDArray[np.int64]:
    """Return UTC as wall-clock times of `tz`, both in nanoseconds since 1970."""
    import pandas as pd  # noqa: PLC0415 - only where the zone is not UTC

    index = pd.DatetimeIndex(utc_ns.view("datetime64[ns]"), tz="UTC").tz_convert(zone_named(tz))
    return np.array(index.tz_localize(None).asi8, dtype=np.int64)
