"""Columns and how they merge."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.storage.candle_arrays import (
    CandleArrays,
    candle_row,
    concatenate,
    differing,
    in_time_order,
    merge,
    no_candles,
    to_arrays,
)
from tests.helpers.candles import bars, candle, candles


def rows_of(values: CandleArrays) -> list[tuple[float, ...]]:
    return [tuple(column[row] for column in values) for row in range(values.n_bars)]


def at(days: list[int], close: float) -> CandleArrays:
    return to_arrays(candles(days, close))


def test_columns_of_candles_are_in_time_order_and_the_last_of_equal_times_stays() -> None:
    found = to_arrays([candle(2), candle(0), candle(2, 99.0)])
    assert found.close.tolist() == [10.0, 99.0]


def test_row_of_a_candle_equals_its_columns() -> None:
    one = candle(3, 12.5)
    assert rows_of(to_arrays([one])) == [candle_row(one)]


def test_ordered_columns_are_returned_as_they_are() -> None:
    ordered = bars([1, 2, 3])
    assert in_time_order(ordered) is ordered


def test_later_bars_are_appended_and_history_is_kept() -> None:
    merged = merge(at([0, 1], 1.0), at([2], 2.0))
    assert merged.counts == (1, 0, 0)
    assert merged.n_kept == 2
    assert merged.bars.close.tolist() == [1.0, 1.0, 2.0]


def test_equal_bars_are_counted_as_unchanged_and_leave_history_alone() -> None:
    merged = merge(at([0, 1], 1.0), at([1], 1.0))
    assert merged.counts == (0, 0, 1)
    assert merged.n_kept == 2


def test_overlapping_file_that_only_adds_keeps_history() -> None:
    merged = merge(at([0, 1], 1.0), at([0, 1, 2], 1.0))
    assert merged.counts == (1, 0, 2)
    assert merged.n_kept == 2


def test_newer_bar_of_the_same_time_wins_and_touches_history() -> None:
    merged = merge(at([0, 1], 1.0), at([1], 2.0))
    assert merged.counts == (0, 1, 0)
    assert merged.n_kept == -1
    assert merged.bars.close.tolist() == [1.0, 2.0]


def test_bar_before_the_last_touches_history() -> None:
    merged = merge(at([0, 2], 1.0), at([1], 2.0))
    assert merged.counts == (1, 0, 0)
    assert merged.n_kept == -1
    assert merged.bars.close.tolist() == [1.0, 2.0, 1.0]


def test_unknown_prices_equal_unknown_prices() -> None:
    unknown = to_arrays([candle(0, 1.0, open=float("nan"))])
    assert not differing(unknown, unknown).any()
    assert merge(unknown, unknown).counts == (0, 0, 1)


def test_merging_into_nothing_adds_all() -> None:
    merged = merge(no_candles(), at([0, 1], 1.0))
    assert merged.counts == (2, 0, 0)
    assert merged.n_kept == 0


@given(
    st.lists(st.integers(0, 30), unique=True),
    st.lists(st.integers(0, 30), unique=True),
    st.booleans(),
)
def test_merge_equals_a_dictionary_update(old: list[int], new: list[int], differs: bool) -> None:
    first, second = at(sorted(old), 1.0), at(sorted(new), 2.0 if differs else 1.0)
    merged = merge(first, second)
    expected = dict.fromkeys(first.timestamps.tolist(), 1.0)
    expected.update(zip(second.timestamps.tolist(), second.close.tolist(), strict=True))
    assert dict(
        zip(merged.bars.timestamps.tolist(), merged.bars.close.tolist(), strict=True)
    ) == dict(sorted(expected.items()))
    assert (np.diff(merged.bars.timestamps) > 0).all()
    assert sum(merged.counts) == len(new)
    assert merged.counts.added == len(set(new) - set(old))
    assert merged.counts.changed == (len(set(new) & set(old)) if differs else 0)
    if merged.n_kept >= 0:
        assert rows_of(merged.bars.take(slice(0, merged.n_kept))) == rows_of(first)


def test_rows_are_put_behind_each_other() -> None:
    assert concatenate(at([0], 1.0), at([1], 2.0)).close.tolist() == [1.0, 2.0]
