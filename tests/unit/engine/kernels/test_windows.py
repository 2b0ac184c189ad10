"""Windows against plain recomputation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kernels import windows

if TYPE_CHECKING:
    from collections.abc import Callable

# Few different values, so that ties are common.
values = st.lists(st.integers(0, 4).map(float), min_size=1, max_size=30).map(np.array)
periods = st.integers(1, 8)


def rolled(x: np.ndarray, n: int, fold: Callable[[np.ndarray], float]) -> np.ndarray:
    """Return `fold` of each window of `n` values."""
    result = np.full(len(x), np.nan)
    for i in range(n - 1, len(x)):
        result[i] = fold(x[i - n + 1 : i + 1])
    return result


@given(values, periods)
@pytest.mark.parametrize(
    ("kernel", "fold"),
    [
        (windows.HIGHEST, np.max),
        (windows.LOWEST, np.min),
        (windows.SUM, np.sum),
        (windows.HIGHESTBARS, lambda w: np.argmax(w[::-1])),
        (windows.LOWESTBARS, lambda w: np.argmin(w[::-1])),
    ],
    ids=lambda item: getattr(item, "name", ""),
)
def test_a_window_is_folded_like_each_of_its_bars(
    kernel: windows.Kernel, fold: Callable[[np.ndarray], float], x: np.ndarray, n: int
) -> None:
    if len(x) > kernel.lookback(n):
        np.testing.assert_allclose(kernel.compute(x, n), rolled(x, n, fold), atol=1e-9)


@given(values, periods)
def test_the_percent_rank_leaves_the_value_itself_out_and_counts_ties(
    x: np.ndarray, n: int
) -> None:
    if len(x) > n:
        expected = rolled(x, n + 1, lambda w: 100 * np.mean(w[:-1] <= w[-1]))
        np.testing.assert_allclose(windows.percentrank(x, n), expected)


@given(values, periods, st.sampled_from([0.0, 10.0, 33.3, 50.0, 90.0, 100.0]))
def test_a_percentile_is_numpys(x: np.ndarray, n: int, p: float) -> None:
    if len(x) >= n:
        expected = rolled(x, n, lambda w: np.percentile(w, p))
        np.testing.assert_allclose(windows.percentile(x, n, p), expected, atol=1e-12)


@pytest.mark.parametrize("n", [64, 65, 200])
def test_long_windows_give_the_same_percentiles(n: int) -> None:
    x = np.random.default_rng(1).integers(0, 30, 400).astype(float)
    expected = rolled(x, n, lambda w: np.percentile(w, 37.5))
    np.testing.assert_allclose(windows.percentile(x, n, 37.5), expected)


@given(st.lists(st.sampled_from([True, False, None]), max_size=20), periods)
def test_a_count_is_unknown_where_a_bar_is(truths: list[bool | None], n: int) -> None:
    true = np.array([truth is True for truth in truths], dtype=bool)
    false = np.array([truth is False for truth in truths], dtype=bool)
    counts = windows.count(true, false, n)
    for i, value in enumerate(counts):
        part = truths[i - n + 1 : i + 1] if i >= n - 1 else [None]
        expected = np.nan if None in part else part.count(True)
        np.testing.assert_equal(value, float(expected))
