"""Ranges of dates with both ends inside."""

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest

from engine.domain.date_range import DateRange


def _ns(text: str) -> int:
    return int(np.datetime64(text, "ns").astype(np.int64))


def test_plain_end_date_counts_until_its_last_nanosecond():
    span = DateRange(date(2024, 1, 1), date(2024, 1, 31))
    assert span.start_ns == _ns("2024-01-01")
    assert span.end_ns == _ns("2024-02-01") - 1


def test_end_with_a_time_is_that_instant():
    assert DateRange(None, datetime(2024, 1, 31, 9, 30)).end_ns == _ns("2024-01-31T09:30")


def test_zone_of_a_time_is_heeded():
    seoul = timezone(timedelta(hours=9))
    start = datetime(2024, 1, 1, 9, tzinfo=seoul)
    assert DateRange(start).start_ns == _ns("2024-01-01")


def test_open_ends_hold_every_time():
    span = DateRange()
    assert span.start_ns < _ns("1700-01-01")
    assert span.end_ns > _ns("2200-01-01")


def test_start_after_end_is_refused():
    with pytest.raises(ValueError, match=r"starts .* after it ends"):
        DateRange(date(2024, 2, 1), datetime(2024, 1, 31, tzinfo=UTC))


def test_one_day_may_be_both_ends():
    day = date(2024, 2, 1)
    assert DateRange(day, day).end_ns - DateRange(day, day).start_ns == 86_400 * 10**9 - 1
