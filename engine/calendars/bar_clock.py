"""When bars start and end: up to a day counted from 1970 UTC, weeks from Monday, months by date."""

from __future__ import annotations

from datetime import UTC, datetime

from engine.domain.durations import DAY_NS
from engine.domain.series import from_ns, to_ns
from engine.domain.timeframe import Timeframe

# 1970-01-01 was a Thursday; the first Monday came four days later.
_FIRST_MONDAY_NS = 4 * DAY_NS


def bar_start(moment_ns: int, timeframe: Timeframe) -> int:
    """Return the start of the bar that `moment_ns` falls in; nanoseconds since 1970 UTC."""
    if timeframe is Timeframe.MN1:
        moment = from_ns(moment_ns)
        return to_ns(datetime(moment.year, moment.month, 1, tzinfo=UTC))
    origin = _FIRST_MONDAY_NS if timeframe is Timeframe.W1 else 0
    return moment_ns - (moment_ns - origin) % timeframe.nominal_ns


def bar_end(start_ns: int, timeframe: Timeframe) -> int:
    """Return the end of the bar that starts at `start_ns`, which is the start of the next one."""
    if timeframe is not Timeframe.MN1:
        return start_ns + timeframe.nominal_ns
    # 32 days after the first of a month it is always the next month.
    return bar_start(bar_start(start_ns, timeframe) + 32 * DAY_NS, timeframe)
