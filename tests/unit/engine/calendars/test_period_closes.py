"""When periods close."""

from __future__ import annotations

import numpy as np

from engine.calendars.period_closes import (
    EVERY_DAY,
    WEEKDAYS,
    Sessions,
)


def days(*dates: str) -> np.ndarray:
    return np.array(dates, dtype="datetime64[D]").view(np.int64)


def dates(numbers: np.ndarray) -> list[str]:
    return numbers.view("datetime64[D]").astype(str).tolist()


def test_a_week_closes_on_friday_and_the_weekend_belongs_to_the_next() -> None:
    week = days("2024-03-04", "2024-03-07", "2024-03-08", "2024-03-09", "2024-03-10", "2024-03-11")
    assert dates(WEEKDAYS.week_close(week)) == ["2024-03-08"] * 3 + ["2024-03-15"] * 3


def test_a_month_closes_on_its_last_weekday() -> None:
    found = WEEKDAYS.month_close(
        days("2024-03-01", "2024-03-29", "2024-03-30", "2024-02-29", "2024-12-31")
    )
    assert dates(found) == ["2024-03-29", "2024-03-29", "2024-04-30", "2024-02-29", "2024-12-31"]


def test_thursday_before_good_friday_closes_its_week_with_an_exchange_calendar() -> None:
    sessions = Sessions(
        days(
            "2024-03-25",
            "2024-03-26",
            "2024-03-27",
            "2024-03-28",
            "2024-04-01",
            "2024-04-05",
            "2024-04-30",
        )
    )
    assert dates(sessions.week_close(days("2024-03-25", "2024-03-28", "2024-04-01"))) == [
        "2024-03-28", "2024-03-28", "2024-04-05",
    ]  # fmt: skip
    assert dates(sessions.month_close(days("2024-03-25", "2024-04-01"))) == [
        "2024-03-28",
        "2024-04-30",
    ]


def test_beyond_the_known_sessions_weekdays_decide() -> None:
    sessions = Sessions(days("2024-03-25", "2024-03-28"))
    assert dates(sessions.week_close(days("2030-01-02"))) == ["2030-01-04"]
    assert dates(sessions.month_close(days("2010-01-02"))) == ["2010-01-29"]


def test_around_the_clock_weeks_close_on_sunday_and_months_on_their_last_day() -> None:
    moments = days("2024-03-04", "2024-03-09", "2024-03-10", "2024-03-11")
    assert dates(EVERY_DAY.week_close(moments)) == ["2024-03-10"] * 3 + ["2024-03-17"]
    assert dates(EVERY_DAY.month_close(days("2024-02-10", "2024-03-31"))) == [
        "2024-02-29",
        "2024-03-31",
    ]
