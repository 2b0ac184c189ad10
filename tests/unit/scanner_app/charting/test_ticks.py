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
