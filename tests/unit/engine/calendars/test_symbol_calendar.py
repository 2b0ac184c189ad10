"""Longer bars in formulas are those that ``resample`` makes, whatever the symbol's hours."""

from __future__ import annotations

import numpy as np
import pytest

from engine.calendars.exchanges import ExchangeDays
from engine.calendars.sessions import parse_sessions
from engine.calendars.symbol_calendar import NO_CALENDAR, SymbolCalendar
from engine.calendars.zones import local_to_utc
from engine.domain.timeframe import Timeframe
from engine.storage.candle_arrays import CandleArrays
from engine.storage.maintenance.resampling import resample
from tests.helpers.formulas import values_of

MINUTE_NS = 60_000_000_000
DAY_NS = 1_440 * MINUTE_NS
CALENDARS = {
    "New York": parse_sessions("09:30-16:00", "America/New_York"),
    "Seoul": parse_sessions("09:00-15:30", "Asia/Seoul"),
    "Sydney": parse_sessions("10:00-16:00", "Australia/Sydney"),
    "around the clock": parse_sessions("24/7"),
    "around the clock in New York": parse_sessions("24/7", "America/New_York"),
    "overnight": parse_sessions("18:00-17:00", "America/New_York"),
}


def day_of(text: str) -> int:
    return int(np.datetime64(text).astype(np.int64))


def intraday(name: str, first: str, n_days: int, *, margin: int = 0) -> CandleArrays:
    """Return bars of five minutes in all sessions, and `margin` minutes before and after them."""
    rule = CALENDARS[name]
    days = np.arange(day_of(first), day_of(first) + n_days)
    if not rule.is_around_the_clock:
        days = days[(days + 3) % 7 < 5]
    opens, closes = rule.opens or 0, rule.closes or 1_440
    begin = opens - (1_440 if rule.is_overnight else 0)
    minutes = np.arange(begin - margin, closes + margin, 5)
    local = (days[:, None] * DAY_NS + minutes[None, :] * MINUTE_NS).ravel()
    times = np.unique(local_to_utc(local, rule.tz))
    return _distinct(times)


def _distinct(times: np.ndarray) -> CandleArrays:
    """Return bars of which no two, and no two sums of them, have a value in common."""
    base = np.arange(float(times.size)) + 100.0
    return CandleArrays(times, base + 0.25, base + 0.75, base, base + 0.5, base**2)


def columns_of(candles: CandleArrays) -> dict[str, np.ndarray]:
    return candles._asdict()


@pytest.mark.parametrize("first", ["2024-03-04", "2024-10-01", "2024-10-28"])
@pytest.mark.parametrize("target", ["15m", "1h", "4h", "1d", "1w", "1M"])
@pytest.mark.parametrize("name", CALENDARS)
def test_formulas_see_the_bars_that_resampling_makes(name: str, target: str, first: str) -> None:
    candles = intraday(name, first, 40, margin=0 if "clock" in name or name == "overnight" else 30)
    longer = resample(candles, Timeframe.M5, Timeframe(target), CALENDARS[name])
    calendar = SymbolCalendar(CALENDARS[name])
    for column in ("open", "high", "low", "close", "volume"):
        seen = values_of(f'tf("{target}", {column})', columns_of(candles), "5m", calendar=calendar)
        distinct = seen[np.flatnonzero(np.diff(seen, prepend=np.nan) != 0)]
        distinct = distinct[~np.isnan(distinct)]
        expected = getattr(longer, column)
        n_complete = len(distinct)
        assert n_complete >= len(expected) - 1
        np.testing.assert_allclose(distinct, expected[:n_complete])


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize("text", ['tf("1d", close)', "weekly(high)", 'tf("1h", volume)', "vwap()"])
def test_no_bar_sees_what_comes_after_it(name: str, text: str) -> None:
    columns = columns_of(intraday(name, "2024-03-04", 12))
    calendar = SymbolCalendar(CALENDARS[name])
    whole = values_of(text, columns, "5m", calendar=calendar)
    for cut in range(1, len(whole), 97):
        head = {key: column[:cut] for key, column in columns.items()}
        part = values_of(text, head, "5m", calendar=calendar)
        np.testing.assert_array_equal(part, whole[:cut])


def test_a_day_is_complete_when_its_session_closes() -> None:
    candles = intraday("Seoul", "2024-03-04", 5)
    calendar = SymbolCalendar(CALENDARS["Seoul"])
    seen = values_of('tf("1d", close)', columns_of(candles), "5m", calendar=calendar)
    n_bars = 390 // 5
    assert np.isnan(seen[: n_bars - 1]).all()
    assert seen[n_bars - 1] == candles.close[n_bars - 1]
    assert (seen[n_bars : 2 * n_bars - 1] == candles.close[n_bars - 1]).all()


def test_without_hours_a_day_ends_at_local_midnight() -> None:
    candles = intraday("Sydney", "2024-01-08", 2)
    calendar = SymbolCalendar(parse_sessions("", "Australia/Sydney"))
    seen = values_of('tf("1d", close)', columns_of(candles), "5m", calendar=calendar)
    assert seen[-1] == candles.close[72 - 1]


def test_around_the_clock_a_week_closes_on_sunday() -> None:
    days = np.arange(day_of("2024-01-01"), day_of("2024-01-16"))
    columns = {"timestamps": days * DAY_NS, "close": np.arange(1.0, days.size + 1)}
    calendar = SymbolCalendar(parse_sessions("24/7"))
    assert values_of("weekly(close)", columns, calendar=calendar)[6] == 7.0
    assert values_of("weekly(close)", columns)[6] == 5.0


def test_a_session_average_begins_anew_when_the_session_opens() -> None:
    candles = intraday("Sydney", "2024-01-08", 3)
    calendar = SymbolCalendar(CALENDARS["Sydney"])
    average = values_of("vwap()", columns_of(candles), "5m", calendar=calendar)
    typical = (candles.high + candles.low + candles.close) / 3
    firsts = np.arange(3) * 72
    np.testing.assert_allclose(average[firsts], typical[firsts])
    last = slice(72, 144)
    expected = np.average(typical[last], weights=candles.volume[last])
    assert average[143] == pytest.approx(expected)


def test_an_early_close_completes_the_day_and_its_week() -> None:
    friday = day_of("2024-11-29")
    days = ExchangeDays("XNYS", friday - 30, friday + 30, early_closes=((friday, 13 * 60),))
    calendar = SymbolCalendar(parse_sessions("XNYS"), days)
    candles = intraday("New York", "2024-11-25", 5)
    until = local_to_utc(np.array([friday * DAY_NS + 13 * 60 * MINUTE_NS]), "America/New_York")
    candles = candles.take(candles.timestamps < until[0])
    for text in ('tf("1d", close)', "weekly(close)"):
        seen = values_of(text, columns_of(candles), "5m", calendar=calendar)
        assert seen[-1] == candles.close[-1]
        assert np.isnan(seen[-2]) or seen[-2] != candles.close[-1]


def test_a_holiday_before_the_weekend_closes_the_week_the_day_before() -> None:
    friday = day_of("2024-03-29")
    days = ExchangeDays("XNYS", friday - 30, friday + 30, closed=(friday,))
    calendar = SymbolCalendar(parse_sessions("XNYS"), days)
    candles = intraday("New York", "2024-03-25", 4)
    seen = values_of("weekly(close)", columns_of(candles), "5m", calendar=calendar)
    assert seen[-1] == candles.close[-1]
    assert np.isnan(seen[:-1]).all()


def test_nothing_known_is_days_of_utc_and_weeks_that_close_on_friday() -> None:
    days = np.arange(day_of("2024-03-04"), day_of("2024-03-16"))
    ends = NO_CALENDAR.bar_ends(days * DAY_NS, Timeframe.W1) // DAY_NS - 1
    assert set(ends.tolist()) == {day_of("2024-03-08"), day_of("2024-03-15")}
