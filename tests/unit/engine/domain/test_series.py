"""Candles as columns."""

import pickle
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.candle import Candle
from engine.domain.series import CandleSeries, from_ns, to_ns


def _candle(day: int, close: float = 1.5) -> Candle:
    return Candle(datetime(2024, 1, day, tzinfo=UTC), 1.0, 2.0, 0.5, close, 10.0)


@pytest.fixture
def series() -> CandleSeries:
    return CandleSeries.from_candles("005930", "1d", [_candle(d) for d in (2, 3, 4)])


def test_candles_are_put_in_time_order_and_the_last_of_equal_times_stays():
    series = CandleSeries.from_candles("A", "1d", [_candle(3), _candle(2, 7.0), _candle(2, 8.0)])
    assert list(series) == [_candle(2, 8.0), _candle(3)]


def test_series_is_a_sequence_of_candles(series):
    assert isinstance(series, Sequence)
    assert len(series) == 3
    assert series[0] == _candle(2)
    assert series[-1] == _candle(4)
    assert list(series[1:]) == [_candle(3), _candle(4)]
    assert _candle(3) in series


def test_index_outside_the_series_is_refused(series):
    with pytest.raises(IndexError):
        series[3]


def test_columns_cannot_be_written(series):
    with pytest.raises(ValueError, match="read-only"):
        series.close[0] = 9.0


def test_given_array_stays_writable_for_its_owner():
    close = np.ones(1)
    times = np.zeros(1, "datetime64[ns]")
    CandleSeries("A", "1d", times, *(close,) * 5)
    close[0] = 2.0


def test_columns_of_unequal_length_are_refused():
    times = np.arange(2).astype("datetime64[ns]")
    with pytest.raises(ValueError, match=r"open has shape \(1,\)"):
        CandleSeries("A", "1d", times, *(np.ones(1),) * 5)


def test_times_that_do_not_increase_are_refused():
    times = np.array([1, 1]).astype("datetime64[ns]")
    with pytest.raises(ValueError, match="times of A do not increase"):
        CandleSeries("A", "1d", times, *(np.ones(2),) * 5)


def test_frame_has_a_utc_index_named_timestamp(series):
    frame = series.to_frame()
    assert frame.index.name == "timestamp"
    assert str(frame.index.tz) == "UTC"
    assert list(frame.columns) == ["open", "high", "low", "close", "volume"]


def test_frame_and_back_is_the_same_series(series):
    assert CandleSeries.from_frame("005930", "1d", series.to_frame()) == series


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_frame_in_another_zone_and_unit_is_converted(series, unit):
    frame = series.to_frame()
    frame.index = frame.index.tz_convert("Asia/Seoul").as_unit(unit)
    assert CandleSeries.from_frame("005930", "1d", frame) == series


def test_frame_without_times_or_columns_is_refused(series):
    with pytest.raises(ValueError, match="DatetimeIndex"):
        CandleSeries.from_frame("A", "1d", series.to_frame().reset_index())
    with pytest.raises(ValueError, match="no column close, volume"):
        CandleSeries.from_frame("A", "1d", series.to_frame()[["open", "high", "low"]])


def test_pickle_keeps_values_and_the_lock(series):
    copy = pickle.loads(pickle.dumps(series))
    assert copy == series
    assert not copy.close.flags.writeable


def test_empty_series_has_no_candles():
    empty = CandleSeries.empty("A", "1d")
    assert list(empty) == []
    assert empty.to_frame().empty


def test_unknown_values_compare_equal_to_themselves():
    unknown = [Candle(datetime(2024, 1, 2), *(float("nan"),) * 5)]
    one, other = (CandleSeries.from_candles("A", "1d", unknown) for _ in range(2))
    assert one == other
    assert one != "A"


@given(st.datetimes(datetime(1700, 1, 1), datetime(2250, 1, 1)))
def test_time_to_nanoseconds_and_back_is_the_same(moment):
    aware = moment.replace(tzinfo=UTC)
    assert from_ns(to_ns(aware)) == aware
    assert to_ns(aware) == pd.Timestamp(aware).as_unit("ns").value
