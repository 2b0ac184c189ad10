"""Helpers that the kernels share."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kernels.arrays import behind, windowed_sum

_values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=80).map(np.array)


@given(_values, st.integers(1, 90))
def test_windowed_sum_is_the_sum_of_each_window(values, n):
    sums = windowed_sum(values, n)
    assert len(sums) == max(len(values) - n + 1, 0)
    for start, total in enumerate(sums):
        exact = math.fsum(values[start : start + n])
        assert total == pytest.approx(exact, rel=1e-12, abs=1e-9 * n)


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=80), st.integers(1, 80))
def test_windowed_sum_of_whole_numbers_is_exact(values, n):
    sums = windowed_sum(np.array(values, dtype=float), n)
    assert sums.tolist() == [sum(values[i : i + n]) for i in range(len(values) - n + 1)]


@given(_values, st.integers(1, 20), st.integers(0, 60))
def test_windowed_sum_depends_on_its_window_alone(values, n, cut):
    whole = windowed_sum(values, n)
    part = windowed_sum(values[cut:], n)
    assert part.tolist() == whole[cut:].tolist()


def test_spike_leaves_no_trace_once_it_has_left_the_window():
    values = np.full(60, 0.1)
    spiked = values.copy()
    spiked[10] = 1e12
    assert windowed_sum(spiked, 20)[11:].tolist() == windowed_sum(values, 20)[11:].tolist()


def test_behind_puts_unknown_bars_in_front():
    assert np.array_equal(behind(2, np.array([1.0])), [np.nan, np.nan, 1.0], equal_nan=True)
