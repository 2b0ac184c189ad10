"""The coarse bar that is still forming, against a plain recomputation."""

from __future__ import annotations

import numpy as np
import pytest

from engine.calendars.period_closes import WEEKDAYS
from engine.calendars.sessions import SessionRule
from engine.calendars.symbol_calendar import SymbolCalendar
from engine.domain.durations import DAY_NS
from engine.errors import FormulaError
from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService
from tests.helpers.formulas import (
    Columns,
    SmallUniverse,
    compile_text,
    head,
    random_columns,
    values_of,
)

COLUMNS = random_columns(160)
EXPRESSIONS = (
    "close",
    "high - low",
    "close > open",
    "sma(close, 4)",
    "ema(close, 3)",
    "close > sma(close, 4) and volume > volume[1]",
    "barssince(close > open)",
    "rsi(close, 3)",
    "open[2]",
)


def bars_so_far(columns: Columns) -> Columns:
    """Return weekly bars, the last one made of the days so far."""
    keys = WEEKDAYS.week_close(columns["timestamps"] // DAY_NS)
    parts = [np.flatnonzero(keys == key) for key in np.unique(keys)]
    return {
        "timestamps": np.array([columns["timestamps"][part[0]] for part in parts]),
        "open": np.array([columns["open"][part[0]] for part in parts]),
        "high": np.array([columns["high"][part].max() for part in parts]),
        "low": np.array([columns["low"][part].min() for part in parts]),
        "close": np.array([columns["close"][part[-1]] for part in parts]),
        "volume": np.array([columns["volume"][part].sum() for part in parts]),
    }


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_each_bar_sees_the_week_as_built_so_far(expression: str) -> None:
    result = values_of(f"weekly({expression}, forming=true)", COLUMNS)
    expected = [
        values_of(expression, bars_so_far(head(COLUMNS, n)), "1w")[-1]
        for n in range(1, len(COLUMNS["close"]) + 1)
    ]
    np.testing.assert_allclose(result, expected, rtol=1e-6)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_where_the_week_is_over_the_forming_value_is_the_completed_one(expression: str) -> None:
    forming = values_of(f"weekly({expression}, forming=true)", COLUMNS)
    completed = values_of(f"weekly({expression})", COLUMNS)
    fridays = (COLUMNS["timestamps"] // 86_400_000_000_000) % 7 == 1
    np.testing.assert_array_equal(forming[fridays], completed[fridays])


def test_gaps_in_the_candles_do_not_shorten_the_memory() -> None:
    columns = {name: values.copy() for name, values in COLUMNS.items()}
    columns["close"][60:75] = np.nan
    result = values_of("weekly(sma(close, 4), forming=true)", columns)
    assert np.isfinite(result[-1])
    assert np.isnan(result[65])


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_the_columns_that_the_plan_names_are_enough(expression: str) -> None:
    compiled = compile_text(f"weekly({expression}, forming=true)")
    named = {name: COLUMNS[name] for name in compiled.columns}
    np.testing.assert_array_equal(values_of(compiled, named), values_of(compiled, COLUMNS))


def test_the_columns_of_another_symbol_are_its_own() -> None:
    universe = SmallUniverse({"SPY": COLUMNS})
    compiled = compile_text('symbol("SPY", weekly(high, forming=true))')
    assert compiled.columns == ("timestamps",)
    times = {"timestamps": COLUMNS["timestamps"]}
    np.testing.assert_array_equal(
        values_of(compiled, times, universe=universe),
        values_of("weekly(high, forming=true)", COLUMNS),
    )


def test_a_number_is_the_same_on_the_bar_that_is_forming() -> None:
    result = values_of("weekly(ref(5, 1), forming=true)", COLUMNS)
    assert result[-1] == 5


def test_a_session_goes_on_in_the_bar_that_is_forming() -> None:
    columns = dict(COLUMNS, timestamps=np.arange(160) * 900_000_000_000)
    forming = values_of('tf("1h", vwap(), forming=true)', columns, "15m")
    completed = values_of('tf("1h", vwap())', columns, "15m")
    np.testing.assert_array_equal(forming[3::4], completed[3::4])
    assert forming[0] == pytest.approx(
        (columns["high"][0] + columns["low"][0] + columns["close"][0]) / 3
    )


def test_the_session_is_that_of_the_calendar_there_too() -> None:
    columns = dict(COLUMNS, timestamps=np.arange(160) * 900_000_000_000)
    calendar = SymbolCalendar(SessionRule("Asia/Seoul"))
    text = 'tf("1h", vwap(){})'
    forming = values_of(text.format(", forming=true"), columns, "15m", calendar=calendar)
    completed = values_of(text.format(""), columns, "15m", calendar=calendar)
    np.testing.assert_array_equal(forming[3::4], completed[3::4])
    in_utc = values_of(text.format(", forming=true"), columns, "15m")
    assert forming[-1] != in_utc[-1]
    assert forming[0] == in_utc[0]


def test_the_session_needs_intraday_bars_there_too() -> None:
    with pytest.raises(FormulaError) as caught:
        values_of("weekly(vwap(), forming=true)", COLUMNS)
    assert caught.value.code == "E605"


def test_a_registered_function_sees_the_bar_that_is_forming() -> None:
    registry = IndicatorRegistry()
    registry.register("mid", lambda frame: (frame["high"] + frame["low"]) / 2)
    compiled = FormulaService(registry=registry).compile("weekly(mid, forming=true)")
    columns = head(COLUMNS, 40)
    np.testing.assert_allclose(
        values_of(compiled, columns), values_of("weekly(hl2, forming=true)", columns)
    )
