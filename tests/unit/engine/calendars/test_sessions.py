"""Trading hours and time zones."""

from __future__ import annotations

import numpy as np
import pytest

from engine.calendars.sessions import SessionRule, exchange_named, parse_sessions
from engine.calendars.zones import local_to_utc, utc_to_local, zone_named


def ns(*moments: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(moments, dtype="datetime64[ns]").astype(np.int64)


def test_nothing_and_round_the_clock_are_the_same() -> None:
    assert parse_sessions("") == parse_sessions("24/7") == SessionRule()
    assert parse_sessions("").is_around_the_clock


def test_hours_are_minutes_since_midnight() -> None:
    assert parse_sessions("09:30-16:00", "America/New_York") == SessionRule(
        "America/New_York", 570, 960
    )


@pytest.mark.parametrize("name", ["XKRX", "krx", " KOSDAQ ", "KOSPI"])
def test_exchange_is_known_by_its_code_and_usual_names(name: str) -> None:
    rule = exchange_named(name)
    assert rule is not None
    assert (rule.exchange, rule.tz) == ("XKRX", "Asia/Seoul")


def test_zone_of_the_caller_goes_before_that_of_the_exchange() -> None:
    assert parse_sessions("XNYS", "UTC").tz == "UTC"


def test_exchanges_stand_in_real_zones() -> None:
    for name in ("XNYS", "XTKS", "XETR", "BVMF", "CMES"):
        rule = exchange_named(name)
        assert rule is not None
        zone_named(rule.tz)


def test_session_over_midnight_is_told_apart() -> None:
    assert parse_sessions("17:00-16:00").is_overnight
    assert not parse_sessions("09:00-16:00").is_overnight
    assert not parse_sessions("24/7").is_overnight


@pytest.mark.parametrize("text", ["9-5", "25:00-26:00", "NOWHERE", "09:30"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse_sessions(text)


def test_unknown_zone_is_refused_with_an_example() -> None:
    with pytest.raises(ValueError, match="America/New_York"):
        zone_named("Mars/Olympus")


def test_wall_clock_goes_to_utc_and_back() -> None:
    local = ns("2024-01-15T09:30", "2024-07-15T09:30")
    utc = local_to_utc(local, "America/New_York")
    assert utc.tolist() == ns("2024-01-15T14:30", "2024-07-15T13:30").tolist()
    assert utc_to_local(utc, "America/New_York").tolist() == local.tolist()


def test_hour_that_comes_twice_is_taken_as_its_first() -> None:
    utc = local_to_utc(ns("2024-11-03T01:30"), "America/New_York")
    assert utc.tolist() == ns("2024-11-03T05:30").tolist()


def test_hour_that_is_skipped_is_moved_behind_the_gap() -> None:
    utc = local_to_utc(ns("2024-03-10T02:30"), "America/New_York")
    assert utc.tolist() == ns("2024-03-10T07:00").tolist()
