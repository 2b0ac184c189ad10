from __future__ import annotations

import pytest

from scanner_app.charting import navigation
from scanner_app.charting.navigation import BarRange


def test_the_bar_under_the_mouse_stays_when_zooming() -> None:
    view = BarRange(100.0, 200.0)
    closer = navigation.zoomed(view, 0.5, 150.0, 1000)
    assert closer.span == pytest.approx(50.0)
    assert (150.0 - closer.low) / closer.span == pytest.approx(0.5)


def test_zoom_ends_at_a_dozen_bars_and_at_all_of_them() -> None:
    view = BarRange(100.0, 200.0)
    assert navigation.zoomed(view, 1e-9, 150.0, 1000).span == navigation.MIN_BARS
    assert navigation.zoomed(view, 1e9, 150.0, 1000).span == navigation.whole(1000).span


@pytest.mark.parametrize("bars", [-1e9, 1e9])
def test_panning_never_loses_the_bars(bars: float) -> None:
    view = navigation.panned(BarRange(100.0, 200.0), bars, 1000)
    assert view.span == pytest.approx(100.0)
    assert view.high > 0.0
    assert view.low < 999.0


def test_the_last_bar_stands_near_the_right_edge() -> None:
    view = navigation.around(999, 1000, 100.0)
    assert 0.85 < (999 - view.low) / view.span < 0.95


def test_a_bar_amid_the_data_stands_right_of_the_middle() -> None:
    view = navigation.around(500, 1000, 100.0)
    assert (500 - view.low) / view.span == pytest.approx(0.7)


def test_few_bars_still_fill_a_dozen_places() -> None:
    assert navigation.whole(3).span == navigation.MIN_BARS
    assert navigation.around(1, 3, 100.0).span >= navigation.MIN_BARS
