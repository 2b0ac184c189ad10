"""Bars that are built live are those that ``resample`` makes, whatever the symbol's hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.calendars.sessions import parse_sessions
from engine.calendars.symbol_calendar import SymbolCalendars
from engine.calendars.zones import local_to_utc
from engine.domain.candle import Candle
from engine.domain.series import from_ns
from engine.domain.timeframe import Timeframe
from engine.storage.candle_arrays import CandleArrays, to_arrays
from engine.storage.maintenance.resampling import resample
from engine.stream.bars.live_candle import LiveCandle, Tick
from engine.stream.bars.rollup import RollUp

if TYPE_CHECKING:
    from engine.calendars.sessions import SessionRule

MINUTE_NS = 60_000_000_000
DAY_NS = 1_440 * MINUTE_NS
RULES = {
    "New York": parse_sessions("09:30-16:00", "America/New_York"),
    "Seoul": parse_sessions("09:00-15:30", "Asia/Seoul"),
    "Sydney": parse_sessions("10:00-16:00", "Australia/Sydney"),
    "around the clock": parse_sessions("24/7"),
    "around the clock in New York": parse_sessions("24/7", "America/New_York"),
    "overnight": parse_sessions("18:00-17:00", "America/New_York"),
    "zone alone": parse_sessions("", "Asia/Seoul"),
}


class Hours:
    """A repository that knows the hours of one symbol."""

    def __init__(self, rule: SessionRule) -> None:
        self._rule = rule

    def session_rules(self) -> dict[str, SessionRule]:
        return {"A": self._rule}


def quarters(name: str) -> CandleArrays:
    """Return bars of a quarter of an hour over six weeks, some of them outside of the hours."""
    rule = RULES[name]
    first = int(np.datetime64("2024-02-20").astype(np.int64))
    days = np.arange(first, first + 42)
    if not rule.is_around_the_clock:
        days = days[(days + 3) % 7 < 5]
    opens, closes = rule.opens or 0, rule.closes or 1_440
    margin = 0 if rule.is_around_the_clock else 30
    begin = opens - (1_440 if rule.is_overnight else 0)
    minutes = np.arange(begin - margin, closes + margin, 15)
    local = (days[:, None] * DAY_NS + minutes[None, :] * MINUTE_NS).ravel()
    times = np.unique(local_to_utc(local, rule.tz))
    base = np.arange(float(times.size)) + 100.0
    return CandleArrays(times, base + 0.25, base + 0.75, base, base + 0.5, base)


def candles_of(arrays: CandleArrays) -> list[Candle]:
    columns = [column.tolist() for column in arrays]
    return [Candle(from_ns(ns), *prices) for ns, *prices in zip(*columns, strict=True)]


@pytest.mark.parametrize("target", ["1h", "4h", "1d", "1w", "1M"])
@pytest.mark.parametrize("name", RULES)
def test_candles_make_the_bars_that_resampling_makes(name: str, target: str) -> None:
    parts = quarters(name)
    roll_up = RollUp(target, "15m", SymbolCalendars(Hours(RULES[name])))
    closed = [
        live.candle
        for part in candles_of(parts)
        for live in roll_up.add_candle(LiveCandle("A", part, True, 0))
        if live.is_closed
    ]
    closed += [live.candle for live in roll_up.advance(2**62)]
    expected = resample(parts, Timeframe.M15, Timeframe(target), RULES[name])
    for made, column in zip(to_arrays(closed), expected, strict=True):
        np.testing.assert_array_equal(made, column)
    assert roll_up.late == 0
    assert (roll_up.outside > 0) == (RULES[name].opens is not None)


@pytest.mark.parametrize("name", RULES)
def test_trades_make_the_same_days_as_candles(name: str) -> None:
    parts = quarters(name)
    roll_up = RollUp("1d", None, SymbolCalendars(Hours(RULES[name])))
    ticks = [
        Tick("A", int(ns), float(close), 1.0, 0)
        for ns, close in zip(parts.timestamps, parts.close, strict=True)
    ]
    closed = [live.candle for tick in ticks for live in roll_up.add_ticks([tick]) if live.is_closed]
    closed += [live.candle for live in roll_up.advance(2**62)]
    expected = resample(parts, Timeframe.M15, Timeframe.D1, RULES[name])
    days = to_arrays(closed)
    np.testing.assert_array_equal(days.timestamps, expected.timestamps)
    np.testing.assert_array_equal(days.close, expected.close)


@pytest.mark.parametrize("target", ["1w", "1M"])
def test_days_make_the_weeks_and_months_that_resampling_makes(target: str) -> None:
    first = int(np.datetime64("2024-01-01").astype(np.int64))
    base = np.arange(90.0) + 100.0
    days = CandleArrays(np.arange(first, first + 90) * DAY_NS, *([base] * 5))
    rule = parse_sessions("24/7")
    roll_up = RollUp(target, "1d", SymbolCalendars(Hours(rule)))
    closed = [
        live.candle
        for day in candles_of(days)
        for live in roll_up.add_candle(LiveCandle("A", day, True, 0))
        if live.is_closed
    ]
    closed += [live.candle for live in roll_up.advance(2**62)]
    expected = resample(days, Timeframe.D1, Timeframe(target), rule)
    for made, column in zip(to_arrays(closed), expected, strict=True):
        np.testing.assert_array_equal(made, column)


def test_bar_closes_when_its_session_does() -> None:
    roll_up = RollUp("1d", "15m", SymbolCalendars(Hours(RULES["Seoul"])))
    end_ns = int(np.datetime64("2024-02-20T06:30", "ns").astype(np.int64))
    last = from_ns(end_ns - 15 * MINUTE_NS)
    for part in candles_of(quarters("Seoul")):
        if part.timestamp < last:
            bars = roll_up.add_candle(LiveCandle("A", part, True, 0))
            assert not any(live.is_closed for live in bars)
    assert roll_up.advance(end_ns - 1) == []
    assert [live.candle.timestamp.hour for live in roll_up.advance(end_ns)] == [0]
