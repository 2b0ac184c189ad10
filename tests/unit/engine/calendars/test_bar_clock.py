"""When bars start and end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.calendars.bar_clock import bar_end, bar_start
from engine.domain.series import from_ns, to_ns
from engine.domain.timeframe import Timeframe


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("timeframe", "start", "end"),
    [
        ("1m", at(2024, 2, 29, 13, 47), at(2024, 2, 29, 13, 48)),
        ("5m", at(2024, 2, 29, 13, 45), at(2024, 2, 29, 13, 50)),
        ("4h", at(2024, 2, 29, 12), at(2024, 2, 29, 16)),
        ("1d", at(2024, 2, 29), at(2024, 3, 1)),
        ("1w", at(2024, 2, 26), at(2024, 3, 4)),
        ("1M", at(2024, 2, 1), at(2024, 3, 1)),
    ],
)
def test_moment_falls_into_the_bar_of_its_timeframe(
    timeframe: str, start: datetime, end: datetime
) -> None:
    moment = to_ns(at(2024, 2, 29, 13, 47, 12))
    found = bar_start(moment, Timeframe(timeframe))
    assert from_ns(found) == start
    assert from_ns(bar_end(found, Timeframe(timeframe))) == end


@pytest.mark.parametrize("timeframe", list(Timeframe))
def test_bar_starts_where_the_one_before_ends(timeframe: Timeframe) -> None:
    start = bar_start(to_ns(at(2023, 12, 31, 23, 59)), timeframe)
    for _ in range(40):
        end = bar_end(start, timeframe)
        assert bar_start(end - 1, timeframe) == start
        assert bar_start(end, timeframe) == end
        start = end
