"""Candles of longer timeframes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from engine.calendars.sessions import SessionRule, parse_sessions
from engine.domain.cancellation import CancellationToken
from engine.domain.symbol import Symbol
from engine.domain.timeframe import Timeframe
from engine.errors import ProcessingCancelledException
from engine.storage.candle_arrays import CandleArrays, no_candles
from engine.storage.library import open_library
from engine.storage.maintenance.resampling import resample, resample_library
from tests.helpers.candles import MINUTE_NS, bars, random_bars

if TYPE_CHECKING:
    from pathlib import Path

NAN = float("nan")
NEW_YORK = parse_sessions("XNYS")


def at(*moments: str, closes: list[float] | None = None) -> CandleArrays:
    """Return bars that begin at the given UTC times."""
    times = np.array(moments, dtype="datetime64[ns]").astype(np.int64)
    values = bars(closes or list(range(1, len(moments) + 1)))
    return values._replace(timestamps=times)


def starts(found: CandleArrays) -> list[str]:
    return [str(moment)[:16] for moment in found.timestamps.view("datetime64[ns]")]


@pytest.mark.parametrize(
    ("target", "rule"), [("5m", "5min"), ("1h", "1h"), ("1d", "1D"), ("1w", "W-MON"), ("1M", "MS")]
)
def test_around_the_clock_it_is_what_pandas_makes(target: str, rule: str) -> None:
    source = random_bars(60_000, step_ns=MINUTE_NS)
    keep = np.random.default_rng(1).random(source.n_bars) > 0.1
    source = source.take(keep)
    found = resample(source, Timeframe.M1, Timeframe(target))
    frame = pd.DataFrame(source._asdict()).set_index("timestamps")
    frame.index = pd.to_datetime(frame.index)
    how = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}
    expected = frame.resample(rule, label="left", closed="left").agg(how).dropna()
    np.testing.assert_array_equal(found.timestamps, expected.index.as_unit("ns").asi8)
    for name in how:
        np.testing.assert_allclose(getattr(found, name), expected[name])


def test_unknown_prices_are_passed_over() -> None:
    source = at("2024-01-02T00:00", "2024-01-02T00:01", "2024-01-02T00:02")
    source = source._replace(
        open=np.array([NAN, 2.0, 3.0]),
        high=np.array([NAN, 5.0, 4.0]),
        low=np.array([NAN, 1.0, 2.0]),
        volume=np.array([NAN, 7.0, NAN]),
    )
    found = resample(source, Timeframe.M1, Timeframe.M3)
    assert [float(column[0]) for column in found[1:]] == [2.0, 5.0, 1.0, 3.0, 7.0]


def test_what_is_unknown_throughout_stays_unknown() -> None:
    unknown = np.full(2, NAN)
    source = at("2024-01-02T00:00", "2024-01-02T00:01")
    source = source._replace(open=unknown, high=unknown, low=unknown, volume=unknown)
    found = resample(source, Timeframe.M1, Timeframe.M5)
    assert np.isnan([found.open[0], found.high[0], found.low[0], found.volume[0]]).all()
    assert found.close.tolist() == [2.0]


def test_crypto_days_are_utc_days() -> None:
    found = resample(at("2024-01-01T23:59", "2024-01-02T00:00"), Timeframe.M1, Timeframe.D1)
    assert starts(found) == ["2024-01-01T00:00", "2024-01-02T00:00"]


def test_equity_days_are_days_of_the_exchange() -> None:
    # 09:00 in Seoul is midnight in UTC, 15:29 there the same UTC day.
    source = at("2024-01-02T00:00", "2024-01-02T06:29", "2024-01-03T00:00")
    found = resample(source, Timeframe.M1, Timeframe.D1, parse_sessions("XKRX"))
    assert starts(found) == ["2024-01-02T00:00", "2024-01-03T00:00"]


def test_bars_outside_the_session_are_left_out() -> None:
    source = at(
        "2024-01-02T13:00",
        "2024-01-02T14:29",
        "2024-01-02T14:30",
        "2024-01-02T20:59",
        "2024-01-02T21:00",
    )
    found = resample(source, Timeframe.M1, Timeframe.D1, NEW_YORK)
    assert found.open.tolist() == [2.5]
    assert found.close.tolist() == [4.0]


def test_session_follows_daylight_saving() -> None:
    source = at("2024-03-08T14:30", "2024-03-11T13:30", "2024-03-11T14:30")
    found = resample(source, Timeframe.M1, Timeframe.H1, NEW_YORK)
    assert starts(found) == ["2024-03-08T14:30", "2024-03-11T13:30", "2024-03-11T14:30"]


def test_intraday_bars_are_counted_from_the_opening() -> None:
    source = at("2024-01-02T14:30", "2024-01-02T15:29", "2024-01-02T15:30")
    assert starts(resample(source, Timeframe.M1, Timeframe.H1, NEW_YORK)) == [
        "2024-01-02T14:30",
        "2024-01-02T15:30",
    ]


def test_evening_session_belongs_to_the_day_on_which_it_closes() -> None:
    # Chicago opens at 17:00 of the day before: 23:00 UTC in winter.
    source = at("2024-01-01T23:00", "2024-01-02T21:59", "2024-01-02T22:30", "2024-01-02T23:00")
    found = resample(source, Timeframe.M1, Timeframe.D1, parse_sessions("CMES"))
    assert starts(found) == ["2024-01-02T00:00", "2024-01-03T00:00"]
    assert found.close.tolist() == [2.0, 4.0]


def test_weeks_begin_on_monday() -> None:
    source = at("2024-01-05", "2024-01-07", "2024-01-08")
    assert starts(resample(source, Timeframe.D1, Timeframe.W1)) == [
        "2024-01-01T00:00",
        "2024-01-08T00:00",
    ]


def test_days_are_not_moved_by_a_time_zone() -> None:
    source = at("2024-01-01", "2024-01-31", "2024-02-01")
    found = resample(source, Timeframe.D1, Timeframe.MN1, NEW_YORK)
    assert starts(found) == ["2024-01-01T00:00", "2024-02-01T00:00"]


def test_days_before_1970_fall_into_their_month() -> None:
    assert starts(resample(at("1969-12-31", "1970-01-01"), Timeframe.D1, Timeframe.MN1)) == [
        "1969-12-01T00:00",
        "1970-01-01T00:00",
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (Timeframe.M3, Timeframe.M5),
        (Timeframe.H1, Timeframe.M30),
        (Timeframe.D1, Timeframe.D1),
        (Timeframe.W1, Timeframe.MN1),
    ],
)
def test_timeframes_that_do_not_fit_are_refused(source: Timeframe, target: Timeframe) -> None:
    with pytest.raises(ValueError, match="do not make whole candles"):
        resample(bars([1]), source, target)


def test_nothing_makes_nothing() -> None:
    assert resample(no_candles(), Timeframe.M1, Timeframe.D1).n_bars == 0


def test_all_bars_outside_the_session_make_nothing() -> None:
    assert resample(at("2024-01-02T03:00"), Timeframe.M1, Timeframe.D1, NEW_YORK).n_bars == 0


def test_library_gets_each_symbol_by_its_own_hours(tmp_path: Path) -> None:
    evening = at("2024-01-01T23:30", "2024-01-02T00:30")
    with open_library(tmp_path / "library.fslib", create=True) as library:
        library.candles.save_arrays("KRX", "30m", evening)
        library.candles.save_arrays("CRYPTO", "30m", evening)
        library.symbols.save(Symbol("KRX", exchange="KOSPI"))
        counts = resample_library(library, "30m", ["1d", "1w"])
        assert counts == {"1d": (3, 0, 0), "1w": (2, 0, 0)}
        korean = library.candles.get_range("KRX", "1d")
        assert [each.timestamp for each in korean] == [datetime(2024, 1, 2, tzinfo=UTC)]
        assert len(library.candles.get_range("CRYPTO", "1d")) == 2


def test_rule_of_the_caller_goes_before_that_of_the_symbol(tmp_path: Path) -> None:
    with open_library(tmp_path / "library.fslib", create=True) as library:
        library.candles.save_arrays("A", "30m", at("2024-01-01T23:30", "2024-01-02T00:30"))
        resample_library(library, "30m", ["1d"], rule=SessionRule("Asia/Seoul"))
        assert len(library.candles.get_range("A", "1d")) == 1


def test_named_symbols_only_and_progress(tmp_path: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    with open_library(tmp_path / "library.fslib", create=True) as library:
        for symbol in "ABC":
            library.candles.save_arrays(symbol, "1d", bars([1, 2]))
        resample_library(library, "1d", ["1w"], ["A", "X"], progress=lambda *c: calls.append(c))
        assert library.candles.symbols("1w") == ["A"]
    assert calls == [(1, 2, "A"), (2, 2, "X")]


def test_cancelled_resampling_keeps_what_is_finished(tmp_path: Path) -> None:
    token = CancellationToken()
    with open_library(tmp_path / "library.fslib", create=True) as library:
        for symbol in "AB":
            library.candles.save_arrays(symbol, "1d", bars([1, 2]))
        with pytest.raises(ProcessingCancelledException):
            resample_library(library, "1d", ["1w"], progress=lambda *_: token.cancel(), token=token)
        assert library.candles.symbols("1w") == ["A"]
