"""What happened since, against plain loops."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.kernels import since

bars = st.lists(
    st.tuples(st.booleans(), st.sampled_from([1.0, 2.0, 3.0, np.nan])), max_size=25
).map(lambda rows: (np.array([r[0] for r in rows], dtype=bool), np.array([r[1] for r in rows])))


@given(bars)
def test_barssince_and_streak_count_back(given_bars: tuple[np.ndarray, np.ndarray]) -> None:
    true, _ = given_bars
    since_true, streaks = since.barssince(true), since.streak(true)
    for i in range(len(true)):
        back = true[: i + 1][::-1]
        expected = float(np.argmax(back)) if back.any() else np.nan
        np.testing.assert_equal(since_true[i], expected)
        np.testing.assert_equal(streaks[i], float(len(back) if back.all() else np.argmin(back)))


@given(bars, st.integers(1, 4))
def test_valuewhen_finds_the_kth_last_time(
    given_bars: tuple[np.ndarray, np.ndarray], k: int
) -> None:
    true, x = given_bars
    result = since.valuewhen(true, x, k)
    for i in range(len(true)):
        places = np.flatnonzero(true[: i + 1])
        expected = x[places[-k]] if len(places) >= k else np.nan
        np.testing.assert_equal(result[i], expected)


@given(bars)
def test_extremes_since_skip_unknown_bars(given_bars: tuple[np.ndarray, np.ndarray]) -> None:
    true, x = given_bars
    highest, lowest = since.highest_since(true, x), since.lowest_since(true, x)
    for i in range(len(true)):
        places = np.flatnonzero(true[: i + 1])
        part = x[places[-1] : i + 1] if len(places) else x[:0]
        valid = part[~np.isnan(part)]
        np.testing.assert_equal(highest[i], valid.max() if len(valid) else np.nan)
        np.testing.assert_equal(lowest[i], valid.min() if len(valid) else np.nan)
