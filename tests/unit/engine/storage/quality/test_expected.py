"""Which bars there should be."""

from __future__ import annotations

import numpy as np
import pytest

from engine.domain.timeframe import Timeframe
from engine.storage.quality.expected import (
    EveryStep,
    EveryWeekday,
    Expectation,
    KnownTimes,
    common_times,
    missing_before,
    trades_on_weekends,
)
from tests.helpers.candles import DAY_NS, MINUTE_NS


def times(*moments: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(moments, dtype="datetime64[ns]").astype(np.int64)


THREE_DAYS = times("2024-01-02", "2024-01-03", "2024-01-04")


@pytest.mark.parametrize(
    ("expectation", "moments", "expected"),
    [
        (EveryStep(Timeframe.M1), ["2024-01-06T00:00", "2024-01-06T00:04"], [0, 3]),
        (EveryStep(Timeframe.D1), ["2024-01-06", "2024-01-08"], [0, 1]),
        (EveryStep(Timeframe.W1), ["2024-01-01", "2024-01-08", "2024-01-22"], [0, 0, 1]),
        (EveryStep(Timeframe.MN1), ["2024-01-01", "2024-02-01", "2024-05-01"], [0, 0, 2]),
        (EveryWeekday(), ["2024-01-05", "2024-01-08"], [0, 0]),
        (EveryWeekday(), ["2024-02-08", "2024-02-13"], [0, 0]),
        (EveryWeekday(), ["2024-01-05", "2024-01-15"], [0, 5]),
        (KnownTimes("x", THREE_DAYS), ["2024-01-02", "2024-01-04"], [0, 1]),
    ],
)
def test_missing_bars_are_counted(
    expectation: Expectation, moments: list[str], expected: list[int]
) -> None:
    assert missing_before(times(*moments), expectation).tolist() == expected


def test_first_bar_misses_nothing() -> None:
    assert missing_before(times("2024-01-05"), EveryWeekday()).tolist() == [0]
    assert missing_before(np.empty(0, dtype=np.int64), EveryWeekday()).size == 0


def test_times_that_most_symbols_have_are_expected() -> None:
    days = np.arange(10) * DAY_NS
    holiday = np.delete(days, 4)
    odd = np.array([3 * DAY_NS + 7])
    series = [holiday] * 9 + [days, np.sort(np.concatenate((holiday, odd)))]
    found = common_times(series)
    assert found is not None
    assert found.times.tolist() == holiday.tolist()


def test_symbols_that_had_not_begun_or_had_ended_do_not_count() -> None:
    days = np.arange(10) * DAY_NS
    found = common_times([days, *[days[:3]] * 6, *[days[7:]] * 6])
    assert found is not None
    assert found.times.tolist() == days.tolist()


def test_few_symbols_tell_nothing() -> None:
    assert common_times([np.arange(3)] * 9) is None


def test_market_without_weekends_is_known_by_its_bars() -> None:
    week = np.arange(28) * DAY_NS
    weekday = (np.arange(28) + 3) % 7
    assert trades_on_weekends(week)
    assert not trades_on_weekends(week[weekday < 5])
    assert not trades_on_weekends(week[weekday < 6])
    assert not trades_on_weekends(week[:0])


def test_minutes_are_not_days() -> None:
    assert EveryStep(Timeframe.M1).between(np.array([0]), np.array([3 * MINUTE_NS])).tolist() == [2]
