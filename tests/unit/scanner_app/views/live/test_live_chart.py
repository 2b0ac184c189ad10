from __future__ import annotations

import math

import numpy as np
import pytest

from engine.domain.series import PRICE_COLUMNS
from scanner_app.charting.data import ChartData
from scanner_app.charting.navigation import BarRange
from scanner_app.views.live.live_chart import moved
from scanner_app.views.live.replay_bar import Speed


def chart(first: int, stop: int) -> ChartData:
    times = np.arange(first, stop, dtype=np.int64)
    return ChartData("A", "", "1d", times, dict.fromkeys(PRICE_COLUMNS, times * 1.0))


def test_view_at_the_newest_bar_goes_along_with_it() -> None:
    assert moved(BarRange(50.0, 105.0), chart(0, 100), chart(0, 101)) == BarRange(51.0, 106.0)


def test_view_at_the_newest_bar_stays_while_old_bars_go() -> None:
    assert moved(BarRange(50.0, 105.0), chart(0, 100), chart(3, 103)) == BarRange(50.0, 105.0)


def test_view_of_older_bars_stays_on_them() -> None:
    assert moved(BarRange(20.0, 60.0), chart(0, 100), chart(0, 104)) == BarRange(20.0, 60.0)
    assert moved(BarRange(20.0, 60.0), chart(0, 100), chart(4, 104)) == BarRange(16.0, 56.0)


@pytest.mark.parametrize(
    ("speed", "factor"),
    [
        (Speed(60.0, False), 60.0),
        (Speed(5.0, True), 5 * 86_400.0),
        (Speed(math.inf, False), math.inf),
    ],
)
def test_speed_in_bars_goes_by_the_length_of_a_bar(speed: Speed, factor: float) -> None:
    assert speed.factor("1d") == factor
