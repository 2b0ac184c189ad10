"""Coarser timeframes and other symbols, against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from engine.calendars.exchanges import ExchangeDays
from engine.calendars.symbol_calendar import SymbolCalendar
from engine.domain.durations import DAY_NS
from engine.errors import FormulaError
from tests.helpers.formulas import (
    Columns,
    SmallUniverse,
    compile_text,
    frame_of,
    head,
    random_columns,
    values_of,
)

COLUMNS = random_columns(400)
_HOW = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}


def resampled(columns: Columns, rule: str) -> pd.DataFrame:
    return frame_of(columns).resample(rule).agg(_HOW)


def completed(coarse: pd.Series, columns: Columns) -> np.ndarray:
    """Return for each daily bar the last value whose period had closed by the end of that day."""
    days = pd.DatetimeIndex(columns["timestamps"].view("datetime64[ns]"), tz="UTC")
    return coarse.reindex(days, method="ffill").to_numpy()


@pytest.mark.parametrize("name", list(_HOW))
@pytest.mark.parametrize(("function", "rule"), [("weekly", "W-FRI"), ("monthly", "BME")])
def test_a_coarser_bar_is_what_pandas_resamples(name: str, function: str, rule: str) -> None:
    columns = head(COLUMNS, 300)
    result = values_of(f"{function}({name})", columns)
    coarse = resampled(columns, rule)[name]
    last_day = pd.Timestamp(columns["timestamps"][-1], tz="UTC")
    expected = completed(coarse[coarse.index <= last_day], columns)
    np.testing.assert_allclose(result, expected, rtol=1e-12)


def test_an_indicator_sees_coarse_bars() -> None:
    result = values_of("weekly(sma(close, 10))", COLUMNS)
    weekly = resampled(COLUMNS, "W-FRI")["close"].rolling(10).mean()
    np.testing.assert_allclose(result, completed(weekly, COLUMNS), rtol=1e-12)


def test_a_condition_stays_three_valued_on_coarse_bars() -> None:
    result = values_of("weekly(close > sma(close, 10))", COLUMNS)
    assert np.isnan(result[:45]).all()
    assert set(np.unique(result[55:])) == {0.0, 1.0}


def test_a_variable_means_the_coarse_bars_inside() -> None:
    inside = values_of("s = sma(close, 10); w = weekly(close - s); w", COLUMNS)
    np.testing.assert_array_equal(inside, values_of("weekly(close - sma(close, 10))", COLUMNS))
    outside = values_of("s = sma(close, 10); w = weekly(close - s); w - s", COLUMNS)
    assert not np.array_equal(inside, outside, equal_nan=True)


def test_timeframes_nest_from_fine_to_coarse() -> None:
    np.testing.assert_array_equal(
        values_of("weekly(monthly(close))", COLUMNS), values_of("weekly(tf('1M', close))", COLUMNS)
    )
    result = values_of("weekly(monthly(close))", COLUMNS)
    assert np.isfinite(result[-1])


def test_no_bar_sees_a_period_that_is_not_over() -> None:
    """Cut at every bar of three weeks: what was known stays what it was."""
    for text in ("weekly(close)", "monthly(sma(close, 3))", "weekly(close, forming=true)"):
        whole = values_of(text, COLUMNS)
        for cut in range(200, 220):
            np.testing.assert_array_equal(values_of(text, head(COLUMNS, cut)), whole[:cut])


def test_a_holiday_friday_closes_its_week_on_thursday_by_the_exchange_calendar() -> None:
    days = pd.to_datetime(["2024-03-25", "2024-03-26", "2024-03-27", "2024-03-28", "2024-04-01"])
    values = np.array([1.0, 2, 3, 4, 5])
    columns = {"timestamps": days.to_numpy("datetime64[ns]").view(np.int64), "close": values}
    assert np.isnan(values_of("weekly(close)", columns)[3])
    good_friday = int(np.datetime64("2024-03-29").astype(np.int64))
    sessions = ExchangeDays("XNYS", good_friday - 9, good_friday + 9, closed=(good_friday,))
    result = values_of("weekly(close)", columns, calendar=SymbolCalendar(days=sessions))
    np.testing.assert_array_equal(result, [np.nan, np.nan, np.nan, 4, 4])


def test_unknown_prices_are_left_out_of_a_coarse_bar() -> None:
    columns = {name: values[:10].copy() for name, values in COLUMNS.items()}
    first = int(np.argmax(np.diff(columns["timestamps"]) > 2 * DAY_NS)) + 1
    week = slice(first, first + 5)
    for name in ("open", "high", "low", "close", "volume"):
        columns[name][[week.start, week.stop - 1]] = np.nan
    inside = slice(week.start + 1, week.stop - 1)
    bar = week.stop - 1
    for name, expected in {
        "open": columns["open"][inside][0],
        "high": columns["high"][inside].max(),
        "low": columns["low"][inside].min(),
        "close": columns["close"][inside][-1],
        "volume": columns["volume"][inside].sum(),
    }.items():
        assert values_of(f"weekly({name})", columns)[bar] == pytest.approx(expected)
        assert values_of(f"weekly({name}, forming=true)", columns)[bar] == pytest.approx(expected)


def hourly(n_bars: int = 24 * 20) -> Columns:
    columns = random_columns(n_bars)
    start = np.datetime64("2024-03-04T00", "ns").astype(np.int64)
    columns["timestamps"] = start + np.arange(n_bars) * (DAY_NS // 24)
    return columns


def test_intraday_bars_make_days_that_close_at_midnight() -> None:
    columns = hourly()
    result = values_of('tf("1d", close)', columns, "1h")
    daily = frame_of(columns)["close"].resample("1D").last()
    expected = np.repeat(daily.to_numpy(), 24)[:-1]
    np.testing.assert_array_equal(result[23:], expected[: len(result) - 23])
    assert np.isnan(result[:23]).all()


def test_a_session_average_starts_anew_each_day() -> None:
    columns = hourly()
    typical = (columns["high"] + columns["low"] + columns["close"]) / 3
    frame = pd.DataFrame({"m": typical * columns["volume"], "v": columns["volume"]})
    day = columns["timestamps"] // DAY_NS
    expected = frame["m"].groupby(day).cumsum() / frame["v"].groupby(day).cumsum()
    np.testing.assert_allclose(values_of("vwap()", columns, "1h"), expected)


@pytest.mark.parametrize(
    ("text", "timeframe", "code", "piece"),
    [
        ('tf("1h", close) > 1', "1d", "E604", 'tf("1h", close)'),
        ("close > 1 and weekly(close) > 1", "1M", "E604", "weekly(close)"),
        ('close / symbol("SPY", close) > 1', "1d", "E601", 'symbol("SPY", close)'),
        ("xs_rank(close) > 50", "1d", "E602", "xs_rank(close)"),
    ],
)
def test_what_the_candles_do_not_allow_is_said_with_its_place(
    text: str, timeframe: str, code: str, piece: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        values_of(text, COLUMNS, timeframe)
    error = caught.value
    assert error.code == code
    assert text[error.offset : error.offset + error.length] == piece
    assert error.hint


def test_an_unknown_symbol_is_named() -> None:
    with pytest.raises(FormulaError, match="'QQQ'"):
        values_of('symbol("QQQ", close) > 1', COLUMNS, universe=SmallUniverse())


def test_weekly_on_weekly_bars_is_the_bar_itself() -> None:
    weekly = resampled(COLUMNS, "W-FRI")
    columns = {
        "timestamps": weekly.index.tz_localize(None).to_numpy("datetime64[ns]").view(np.int64)
    }
    columns |= {name: weekly[name].to_numpy() for name in weekly.columns}
    np.testing.assert_array_equal(values_of("weekly(close)", columns, "1w"), columns["close"])


def test_another_symbol_is_taken_as_of_each_bar() -> None:
    other = {
        name: np.delete(values, [3, 4]) for name, values in random_columns(400, seed=8).items()
    }
    universe = SmallUniverse({"SPY": other})
    result = values_of('symbol("SPY", close)', COLUMNS, universe=universe)
    expected = pd.Series(other["close"], index=other["timestamps"]).reindex(
        COLUMNS["timestamps"], method="ffill"
    )
    np.testing.assert_array_equal(result, expected)


def test_another_symbol_has_its_own_history_and_weeks() -> None:
    longer = random_columns(500, seed=8, start="2014-08-15")
    universe = SmallUniverse({"SPY": longer})
    average = values_of('symbol("SPY", sma(close, 50))', COLUMNS, universe=universe)
    assert np.isfinite(average[0])
    outside = values_of('symbol("SPY", weekly(close))', COLUMNS, universe=universe)
    inside = values_of('weekly(symbol("SPY", close))', COLUMNS, universe=universe)
    np.testing.assert_array_equal(outside[10:], inside[10:])


def test_what_a_scan_must_bring_along_is_known_before_it_starts() -> None:
    text = 'xs_rank(close / symbol("QQQ", close)) > 50 and weekly(symbol("SPY", close)) > 1'
    compiled = compile_text(text)
    assert compiled.other_symbols == ("QQQ", "SPY")
    (section,) = compiled.cross_sections
    assert section.key == compile_text('close / symbol("QQQ", close)').result.digest
    assert section.formula.other_symbols == ("QQQ",)
    assert not section.formula.is_condition


def test_a_rank_comes_from_the_universe_under_its_key() -> None:
    ranks = np.linspace(0, 100, 400)
    universe = SmallUniverse(ranks={"A": ranks})
    text = "xs_rank(roc(close, 20)) >= 80 and xs_rank(roc(close, 20)) <= 90"
    compiled = compile_text(text)
    result = values_of(compiled, COLUMNS, universe=universe, symbol="A")
    np.testing.assert_array_equal(result, ((ranks >= 80) & (ranks <= 90)).astype(float))
    assert set(universe.keys) == {section.key for section in compiled.cross_sections}
