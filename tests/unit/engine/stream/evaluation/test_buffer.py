"""The rolling buffer of one symbol."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.candle import Candle
from engine.domain.series import CandleSeries
from engine.stream.evaluation.buffer import CandleBuffer, Placement

START = datetime(2024, 1, 1, tzinfo=UTC)


def candle(number: int, close: float = 1.0) -> Candle:
    return Candle(START + timedelta(minutes=number), 1.0, 2.0, 0.5, close, 7.0)


def filled(*numbers: int, capacity: int = 5) -> CandleBuffer:
    buffer = CandleBuffer(capacity)
    for number in numbers:
        buffer.insert(candle(number))
    return buffer


def numbers(buffer: CandleBuffer) -> list[int]:
    return [(c.timestamp - START) // timedelta(minutes=1) for c in buffer.to_deque()]


def test_oldest_candles_go_when_the_buffer_is_full() -> None:
    buffer = filled(*range(12))
    assert numbers(buffer) == [7, 8, 9, 10, 11]
    assert buffer.total == 12


def test_deque_is_as_long_as_the_buffer_may_get() -> None:
    found = filled(1, 2).to_deque()
    assert isinstance(found, deque)
    assert found.maxlen == 5
    assert list(found) == [candle(1), candle(2)]


def test_same_time_replaces_the_newest_candle() -> None:
    buffer = filled(1, 2)
    assert buffer.insert(candle(2, 9.0)) is Placement.REPLACED
    assert buffer.newest() == candle(2, 9.0)
    assert len(buffer) == 2


def test_replaced_closed_candle_makes_the_buffer_volatile_but_a_forming_one_does_not() -> None:
    buffer = filled(1)
    buffer.insert(candle(2), is_closed=False)
    buffer.insert(candle(2, 3.0), is_closed=False)
    buffer.insert(candle(2, 4.0))
    assert (buffer.epoch, buffer.is_volatile, buffer.is_forming) == (0, False, False)
    buffer.insert(candle(2, 5.0))
    assert (buffer.epoch, buffer.is_volatile) == (1, True)


def test_very_same_newest_candle_again_changes_nothing() -> None:
    buffer = filled(1, 2)
    assert buffer.insert(candle(2)) is Placement.REPEATED
    assert (buffer.epoch, buffer.is_volatile, len(buffer)) == (0, False, 2)


def test_late_candle_goes_to_its_place() -> None:
    buffer = filled(1, 2, 4)
    assert buffer.insert(candle(3)) is Placement.LATE
    assert numbers(buffer) == [1, 2, 3, 4]
    assert buffer.epoch == 1


def test_late_candle_pushes_the_oldest_out_of_a_full_buffer() -> None:
    buffer = filled(1, 2, 3, 5, 6)
    assert buffer.insert(candle(4)) is Placement.LATE
    assert numbers(buffer) == [2, 3, 4, 5, 6]


def test_candle_older_than_a_full_buffer_is_dropped() -> None:
    buffer = filled(2, 3, 4, 5, 6)
    assert buffer.insert(candle(1)) is Placement.DROPPED
    assert numbers(buffer) == [2, 3, 4, 5, 6]


def test_older_candle_is_corrected_in_its_place() -> None:
    buffer = filled(1, 2, 3)
    assert buffer.insert(candle(2, 8.0)) is Placement.CORRECTED
    assert [c.close for c in buffer.to_deque()] == [1.0, 8.0, 1.0]
    assert buffer.epoch == 1


def test_same_older_candle_again_changes_nothing() -> None:
    buffer = filled(1)
    buffer.insert(candle(2, nan))
    buffer.insert(candle(3))
    assert buffer.insert(candle(2, nan)) is Placement.UNCHANGED
    assert buffer.epoch == 0


@pytest.mark.parametrize("number", [1, 2])
def test_forming_candle_of_a_closed_bar_is_stale(number: int) -> None:
    buffer = filled(1, 2)
    assert buffer.insert(candle(number, 5.0), is_closed=False) is Placement.STALE
    assert [c.close for c in buffer.to_deque()] == [1.0, 1.0]


def test_capacity_grows_and_never_shrinks() -> None:
    buffer = filled(*range(5))
    buffer.capacity = 8
    buffer.capacity = 3
    for number in range(5, 20):
        buffer.insert(candle(number))
    assert numbers(buffer) == list(range(12, 20))


def test_history_fills_up_from_before_and_leaves_what_is_here() -> None:
    buffer = filled(3, 4)
    past = CandleSeries.from_candles("A", "1m", [candle(n, 9.0) for n in range(5)])
    buffer.prefill(past)
    assert [c.close for c in buffer.to_deque()] == [9.0, 9.0, 9.0, 1.0, 1.0]
    assert buffer.total == 5
    buffer.prefill(past)
    assert buffer.epoch == 1


def test_history_longer_than_the_buffer_leaves_its_newest_part() -> None:
    buffer = CandleBuffer(4)
    buffer.prefill(CandleSeries.from_candles("A", "1m", [candle(n) for n in range(9)]))
    buffer.insert(candle(9))
    assert numbers(buffer) == [6, 7, 8, 9]


def test_views_taken_before_stay_as_they_were() -> None:
    buffer = filled(*range(5))
    before = buffer.column("close")
    kept = before.copy()
    for number in range(5, 200):
        buffer.insert(candle(number, 2.0))
    assert np.array_equal(before[-1:], kept[-1:])


def test_series_is_a_copy_with_all_columns() -> None:
    series = filled(1, 2).to_series("A", "1m")
    assert list(series) == [candle(1), candle(2)]
    assert (series.symbol, series.timeframe) == ("A", "1m")


def test_empty_buffer_has_no_newest_candle() -> None:
    with pytest.raises(IndexError, match="empty"):
        CandleBuffer(5).newest()


_puts = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.booleans()), max_size=120)


@given(puts=_puts, capacity=st.integers(2, 12))
def test_buffer_holds_what_a_sorted_table_would(
    puts: list[tuple[int, int, bool]], capacity: int
) -> None:
    buffer = CandleBuffer(capacity)
    model: dict[int, float] = {}
    forming: int | None = None
    for number, close, closed in puts:
        newest = max(model, default=-1)
        is_newest = number > newest or (number == newest and (closed or forming == number))
        fits = number in model or len(model) < capacity or number > min(model)
        placement = buffer.insert(candle(number, float(close)), closed)
        assert placement.is_newest == is_newest
        if is_newest or (closed and fits and number != newest):
            model[number] = float(close)
            forming = number if not closed else (None if number >= newest else forming)
        if len(model) > capacity:
            del model[min(model)]
        assert buffer.is_forming == (forming is not None and forming == max(model))
    assert numbers(buffer) == sorted(model)
    assert [c.close for c in buffer.to_deque()] == [model[n] for n in sorted(model)]
    assert buffer.timestamps.size == len(buffer) <= capacity
