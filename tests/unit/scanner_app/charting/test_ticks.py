from __future__ import annotations

import numpy as np
import pytest

from scanner_app.charting import ticks
from scanner_app.charting.ticks import TimeScale, Unit


def days(first: str, last: str) -> np.ndarray:
    every = np.arange(np.datetime64(first), np.datetime64(last))
    return every[np.is_busday(every)].astype("datetime64[ns]").astype(np.int64)


def test_price_ticks_are_round_and_inside() -> None:
    assert ticks.price_ticks(61.3, 84.2, 5) == pytest.approx([65.0, 70.0, 75.0, 80.0])


def test_no_span_gives_no_tick() -> None:
    assert ticks.price_ticks(5.0, 5.0, 4) == []
    assert ticks.price_ticks(float("nan"), 5.0, 4) == []


def test_log_ticks_step_through_decades() -> None:
    assert ticks.log_ticks(0.9, 120.0, 10) == [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]


@pytest.mark.parametrize(
    ("low", "high", "n_target", "expected"),
    [
        (10.0, 45.0, 10, [10, 12, 15, 20, 25, 30, 40]),
        (8.0, 90.0, 6, [10, 15, 20, 30, 50, 70]),
        (0.001, 1_000_000.0, 10, [10.0**n for n in range(-3, 7)]),
    ],
)
def test_log_axis_has_about_as_many_labels_as_there_is_room_for(
    low: float, high: float, n_target: int, expected: list[float]
) -> None:
    assert ticks.log_ticks(low, high, n_target) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("values", "is_price", "labels"),
    [
        ([0.0000498, 0.00005, 0.0000502], True, ["0.0000498", "0.0000500", "0.0000502"]),
        ([100_000.0, 100_010.0, 100_020.0], True, ["100,000", "100,010", "100,020"]),
        ([0.1, 1.0, 10.0, 1_000.0], True, ["0.1", "1", "10", "1,000"]),
        ([0.0, 200_000.0, 400_000.0], False, ["0K", "200K", "400K"]),
        ([1_000_000.0, 1_000_500.0], False, ["1.0000M", "1.0005M"]),
        ([30.0, 50.0, 70.0], False, ["30", "50", "70"]),
        ([], False, []),
    ],
)
def test_labels_tell_ticks_apart(values: list[float], is_price: bool, labels: list[str]) -> None:
    assert ticks.tick_labels(values, is_price=is_price) == labels


def test_an_oscillator_is_labelled_at_the_levels_that_it_is_compared_with() -> None:
    assert ticks.level_ticks(12.0, 88.0, 3) == [30.0, 50.0, 70.0]
    assert ticks.level_ticks(60.0, 65.0, 3) == ticks.price_ticks(60.0, 65.0, 3)


def test_log_ticks_of_a_narrow_range_are_linear() -> None:
    assert ticks.log_ticks(50.0, 60.0, 5) == ticks.price_ticks(50.0, 60.0, 5)


def test_log_axis_without_positive_prices_has_no_tick() -> None:
    assert ticks.log_ticks(-1.0, 10.0, 5) == []


@pytest.mark.parametrize(
    ("step", "decimals"), [(0.0, 0), (5.0, 0), (0.5, 1), (0.02, 2), (1e-12, 8)]
)
def test_decimals_tell_neighbouring_ticks_apart(step: float, decimals: int) -> None:
    assert ticks.decimals_for(step) == decimals


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234.5, "1,234.50"),
        (2_500_000.0, "2.5M"),
        (100_000.0, "100K"),
        (3.2e9, "3.2B"),
        (1.5e12, "1.5T"),
        (0.0312, "0.0312"),
        (0.0000499, "0.0000499"),
        (float("nan"), "–"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert ticks.short_number(value) == text


def test_time_ticks_stand_where_months_and_years_begin_among_trading_days() -> None:
    times = days("2023-10-02", "2024-03-29")
    found = TimeScale(times).ticks(0, len(times), 6)
    starts = [
        str(times[tick.bar].astype("datetime64[ns]").astype("datetime64[D]")) for tick in found
    ]
    assert starts == ["2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01"]
    assert [tick.unit for tick in found] == [
        Unit.MONTH, Unit.MONTH, Unit.YEAR, Unit.MONTH, Unit.MONTH,
    ]  # fmt: skip


def test_fewer_pixels_give_fewer_time_ticks() -> None:
    times = days("1990-01-01", "2024-01-01")
    scale = TimeScale(times)
    for n_most in (3, 6, 12, 40):
        assert 1 <= len(scale.ticks(0, len(times), n_most)) <= n_most


def test_weekly_ticks_stand_on_mondays() -> None:
    times = days("2024-01-02", "2024-02-20")
    found = TimeScale(times).ticks(0, len(times), 7)
    weekdays = {
        times[t.bar].astype("datetime64[ns]").astype("datetime64[D]").item().weekday()
        for t in found
    }
    assert weekdays <= {0}


def test_intraday_ticks_name_times_and_new_days() -> None:
    start = np.datetime64("2024-01-02T09:00", "ns").astype(np.int64)
    times = np.concatenate(
        [start + np.arange(40) * 600_000_000_000 + d * 86_400_000_000_000 for d in range(2)]
    )
    units = {tick.unit for tick in TimeScale(times).ticks(0, len(times), 20)}
    assert units == {Unit.TIME, Unit.DAY}
