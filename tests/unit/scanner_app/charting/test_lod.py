from __future__ import annotations

import numpy as np
import pytest

from scanner_app.charting import lod


def test_as_many_columns_as_bars_while_there_are_pixels_enough() -> None:
    assert lod.window_of(-0.5, 99.5, 100, 800.0) == lod.Window(0, 100, 1)


def test_bars_denser_than_pixels_are_bundled() -> None:
    window = lod.window_of(0.0, 100_000.0, 100_000, 1000.0)
    assert window.step == 67
    assert window.n_columns <= 1.5 * 1000


def test_window_begins_at_a_multiple_of_its_step_so_that_panning_does_not_flicker() -> None:
    for low in range(1000, 1100):
        window = lod.window_of(low, low + 50_000.0, 100_000, 1000.0)
        assert window.first % window.step == 0


@pytest.mark.parametrize(
    ("low", "high", "n_bars"), [(0.0, 10.0, 0), (5.0, 5.0, 10), (50.0, 60.0, 10)]
)
def test_nothing_in_view_gives_no_column(low: float, high: float, n_bars: int) -> None:
    assert lod.window_of(low, high, n_bars, 100.0).n_columns == 0


def test_a_column_has_first_open_last_close_and_the_extremes() -> None:
    values = np.array([3.0, 1.0, 2.0, 9.0, np.nan, 7.0, 5.0])
    window = lod.Window(0, 7, 3)
    assert lod.opening(values, window).tolist() == [3.0, 9.0, 5.0]
    assert lod.closing(values, window).tolist() == [2.0, 7.0, 5.0]
    assert lod.lowest(values, window).tolist() == [1.0, 7.0, 5.0]
    assert lod.highest(values, window).tolist() == [3.0, 9.0, 5.0]
    assert lod.total(values, window).tolist() == [6.0, 16.0, 5.0]


def test_extremes_of_bundles_are_those_of_the_bars() -> None:
    values = np.random.default_rng(1).random(1000)
    window = lod.window_of(100.0, 900.0, 1000, 50.0)
    part = values[window.first : window.stop]
    assert lod.lowest(values, window).min() == part.min()
    assert lod.highest(values, window).max() == part.max()


def test_centre_of_a_column_is_the_middle_of_its_bars() -> None:
    assert lod.Window(10, 16, 3).centres().tolist() == [11.0, 14.0]
