"""A symbol's hours decide alike in scan, explanation, stream, chart and ``resample``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.batch.engine import ProcessingEngine
from engine.calendars.sessions import parse_sessions
from engine.calendars.symbol_calendar import SymbolCalendar, SymbolCalendars
from engine.calendars.zones import local_to_utc
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.series import from_ns
from engine.language.service import FormulaService
from engine.storage.candle_arrays import CandleArrays
from engine.storage.library import Library, open_library
from engine.storage.maintenance.resampling import resample_library
from engine.stream.evaluation.processor import StreamProcessor
from scanner_app.services.library.other_symbols import LibraryUniverse
from tests.helpers.formulas import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTE_NS = 60_000_000_000
DAY_NS = 1_440 * MINUTE_NS
HOURS = {
    "SPY": ("09:30-16:00", "America/New_York"),
    "005930": ("09:00-15:30", "Asia/Seoul"),
    "BHP": ("10:00-16:00", "Australia/Sydney"),
    "BTC": ("24/7", "UTC"),
    "ES": ("18:00-17:00", "America/New_York"),
}
FORMULA = Formula(
    1,
    "longer",
    'day = tf("1d", close); week = weekly(high); hour = tf("1h", volume); avg = vwap(); '
    'other = symbol("005930", tf("1d", close)); close > 0',
)
STORED = (("day", "1d", "close"), ("week", "1w", "high"), ("hour", "1h", "volume"))
NAMES = ("day", "week", "hour", "avg", "other")


def half_hours(symbol: str) -> CandleArrays:
    """Return bars of half an hour over five weeks with a change of clocks in New York."""
    rule = parse_sessions(*HOURS[symbol])
    first = int(np.datetime64("2024-02-26").astype(np.int64))
    days = np.arange(first, first + 35)
    if symbol != "BTC":
        days = days[(days + 3) % 7 < 5]
    opens, closes = rule.opens or 0, rule.closes or 1_440
    minutes = np.arange(opens - (1_440 if rule.is_overnight else 0), closes, 30)
    local = (days[:, None] * DAY_NS + minutes[None, :] * MINUTE_NS).ravel()
    times = np.unique(local_to_utc(local, rule.tz))
    base = np.arange(float(times.size)) + 100.0
    return CandleArrays(times, base + 0.25, base + 0.75, base, base + 0.5, base)


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    with open_library(tmp_path / "x.fslib", create=True) as library:
        for symbol, (sessions, tz) in HOURS.items():
            library.candles.save_arrays(symbol, "30m", half_hours(symbol))
            library.symbols.set_sessions([symbol], sessions=sessions, tz=tz)
        yield library


def scanned(library: Library) -> dict[str, dict[str, np.ndarray]]:
    job = ProcessingJob("j", JobType.SCAN, list(HOURS), "30m", formula=FORMULA)
    with ProcessingEngine(library.candles, FormulaService(), max_workers=2) as engine:
        results = engine.process_batch(job)
        assert [result.error for result in results] == [None] * len(HOURS)
        return {r.symbol: dict(r.matches.columns().values) for r in results}


def same(actual: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_array_equal(actual, expected)


def test_scan_chart_and_explanation_say_the_same(library: Library) -> None:
    by_scan = scanned(library)
    universe = LibraryUniverse(library)
    with ProcessingEngine(library.candles, FormulaService(), max_workers=1) as engine:
        for symbol in HOURS:
            columns = half_hours(symbol)._asdict()
            for name in NAMES:
                text = FORMULA.expression.replace("close > 0", name)
                chart = values_of(text, columns, "30m", symbol=symbol, universe=universe)
                same(by_scan[symbol][name], chart)
            value = by_scan[symbol]["day"][-1]
            exact = Formula(3, "exact", f'tf("1d", close) == {value}')
            assert engine.explain(symbol, "30m", exact).is_match


def test_stream_says_what_the_scan_says(library: Library) -> None:
    by_scan = scanned(library)
    formula = Formula(
        2, "own", FORMULA.expression.replace('symbol("005930", tf("1d", close))', "day")
    )
    processor = StreamProcessor(
        FormulaService(), None, 4_000, 1, timeframe="30m",
        calendars=SymbolCalendars(library.candles),
    )  # fmt: skip
    processor.add_formula(formula)
    for symbol in HOURS:
        series = library.candles.get_range(symbol, "30m")
        matches = [match for candle in series for match in processor.process_candle(symbol, candle)]
        assert len(matches) == len(series)
        for name in ("day", "week", "hour"):
            live = [match.indicator_values[name] for match in matches]
            same(np.array(live), by_scan[symbol][name])
        live = np.array([match.indicator_values["avg"] for match in matches])
        np.testing.assert_allclose(live, by_scan[symbol]["avg"])


def test_scan_sees_the_days_that_resampling_stores(library: Library) -> None:
    by_scan = scanned(library)
    resample_library(library, "30m", ["1h", "1d", "1w"])
    for symbol in HOURS:
        for name, target, column in STORED:
            stored = library.candles.get_columns(symbol, target, (column,)).columns[column]
            seen = by_scan[symbol][name]
            distinct = seen[np.flatnonzero(np.diff(seen, prepend=np.nan) != 0)]
            distinct = distinct[~np.isnan(distinct)]
            assert len(distinct) >= len(stored) - 1
            np.testing.assert_allclose(distinct, stored[: len(distinct)])


def test_other_symbol_keeps_its_own_hours(library: Library) -> None:
    by_scan = scanned(library)
    seoul = half_hours("005930")
    spy = half_hours("SPY")
    at = datetime(2024, 3, 12, 14, 0, tzinfo=UTC)
    row = int(np.searchsorted(spy.timestamps, int(at.timestamp()) * 1_000_000_000))
    assert from_ns(int(spy.timestamps[row])) == at
    closes = SymbolCalendar(parse_sessions(*HOURS["005930"]))
    day = int(np.datetime64("2024-03-12").astype(np.int64))
    end = closes.session_ends(np.array([day]))[0]
    last = np.searchsorted(seoul.timestamps, end) - 1
    assert by_scan["SPY"]["other"][row] == seoul.close[last]


def test_hours_that_change_between_scans_change_what_is_seen(library: Library) -> None:
    job = ProcessingJob("j", JobType.SCAN, ["BTC"], "30m", formula=FORMULA)
    with ProcessingEngine(library.candles, FormulaService(), max_workers=1) as engine:
        before = engine.process_batch(job)[0].matches.columns().values["day"]
        library.symbols.set_sessions(["BTC"], sessions="24/7", tz="Asia/Seoul")
        after = engine.process_batch(job)[0].matches.columns().values["day"]
    columns = half_hours("BTC")._asdict()
    calendar = SymbolCalendar(parse_sessions("24/7", "Asia/Seoul"))
    same(after, values_of('tf("1d", close)', columns, "30m", calendar=calendar))
    assert not np.array_equal(before, after, equal_nan=True)
