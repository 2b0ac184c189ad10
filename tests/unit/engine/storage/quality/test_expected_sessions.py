"""Bars that calendars of exchanges and trading hours lead to expect."""

from __future__ import annotations

import numpy as np
import pytest

from engine.calendars.sessions import parse_sessions
from engine.domain.timeframe import Timeframe
from engine.storage.quality.expected import missing_before
from engine.storage.quality.expected_sessions import (
    bars_of_hours,
    exchange_bars,
    expected_exchange_days,
)

HOUR_NS = 3_600_000_000_000


def times(*moments: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(moments, dtype="datetime64[ns]").astype(np.int64)


def hours(*spans: tuple[str, str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the hours from each first to each last one."""
    ends = [times(*span) for span in spans]
    return np.concatenate([np.arange(first, last + 1, HOUR_NS) for first, last in ends])


def test_exchange_has_its_holidays() -> None:
    pytest.importorskip("exchange_calendars")
    found = expected_exchange_days("XNYS", int(times("2024-01-02")[0]))
    assert found is not None
    good_friday = times("2024-03-28", "2024-04-01")
    assert missing_before(good_friday, found).tolist() == [0, 0]
    ordinary = times("2024-04-03", "2024-04-05")
    assert missing_before(ordinary, found).tolist() == [0, 1]


def test_calendar_reaches_back_as_far_as_the_candles() -> None:
    pytest.importorskip("exchange_calendars")
    moments = times("1985-01-02", "1985-01-04", "1985-01-07")
    found = expected_exchange_days("XNYS", int(moments[0]))
    assert found is not None
    assert missing_before(moments, found).tolist() == [0, 1, 0]


def test_before_a_calendar_begins_weekdays_are_expected() -> None:
    pytest.importorskip("exchange_calendars")
    moments = times("1985-01-02", "1985-01-04", "1985-02-04", "2024-01-04", "2024-01-09")
    found = expected_exchange_days("XTKS", int(moments[0]))
    assert found is not None
    missing = missing_before(moments, found)
    # 8 January 2024 was a holiday in Tokyo, the 5th was none.
    assert missing[[1, 2, 4]].tolist() == [0, 20, 1]
    assert missing[3] > 9_000


def test_exchange_that_nobody_knows_has_no_days() -> None:
    assert expected_exchange_days("NOWHERE", 0) is None
    assert exchange_bars("NOWHERE", Timeframe.H1, times("2024-01-02"), 0) is None


def test_early_close_ends_the_bars_of_a_day() -> None:
    pytest.importorskip("exchange_calendars")
    # New York closed at 13:00 on 29 November 2024, the day after a holiday.
    bars = hours(
        ("2024-11-27T14:30", "2024-11-27T20:30"),
        ("2024-11-29T14:30", "2024-11-29T17:30"),
        ("2024-12-02T14:30", "2024-12-02T20:30"),
    )
    found = exchange_bars("XNYS", Timeframe.H1, bars, int(bars[-1]))
    assert found is not None
    assert not missing_before(bars, found).any()
    assert missing_before(np.delete(bars, 2), found).sum() == 1


def test_lunch_break_is_no_gap() -> None:
    pytest.importorskip("exchange_calendars")
    bars = hours(
        ("2024-01-10T00:00", "2024-01-10T02:00"),
        ("2024-01-10T04:00", "2024-01-10T05:00"),
        ("2024-01-11T00:00", "2024-01-11T02:00"),
        ("2024-01-11T04:00", "2024-01-11T05:00"),
    )
    found = exchange_bars("XTKS", Timeframe.H1, bars, int(bars[-1]))
    assert found is not None
    assert not missing_before(bars, found).any()


def test_step_that_a_symbol_seldom_has_is_not_expected() -> None:
    rule = parse_sessions("09:00-13:00", "Asia/Seoul")
    bars = hours(*((f"2024-01-{day:02}T00:00", f"2024-01-{day:02}T02:00") for day in range(8, 12)))
    found = bars_of_hours(rule, Timeframe.H1, bars)
    assert found is not None
    assert not missing_before(bars, found).any()
    assert missing_before(np.delete(bars, 4), found).sum() == 1


@pytest.mark.parametrize("sessions", ["", "24/7", "17:00-16:00"])
def test_hours_that_do_not_lie_within_days_lead_to_nothing(sessions: str) -> None:
    assert bars_of_hours(parse_sessions(sessions), Timeframe.H1, times("2024-01-02")) is None
