"""FormulaService: data frames in, series out; formulas kept."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from engine.calendars.exchanges import ExchangeDays
from engine.calendars.sessions import SessionRule
from engine.calendars.symbol_calendar import SymbolCalendar
from engine.domain.formula import Formula, FormulaCategory
from engine.errors import FormulaError
from engine.language.evaluation.data_frames import timeframe_of
from engine.language.graph.registry import DEFAULT_REGISTRY, IndicatorRegistry
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryFormulaRepository
from tests.helpers.formulas import frame_of, random_columns

FRAME = frame_of(random_columns(300))


def service() -> FormulaService:
    return FormulaService(registry=IndicatorRegistry())


def test_evaluate_gives_bools_on_the_index_and_leaves_the_frame_alone() -> None:
    before = FRAME.copy()
    result = service().evaluate("close > sma(close, 20)", FRAME)
    assert result.dtype == bool
    assert result.index.equals(FRAME.index)
    pd.testing.assert_frame_equal(FRAME, before)
    expected = FRAME["close"] > FRAME["close"].rolling(20).mean()
    pd.testing.assert_series_equal(result, expected, check_names=False)


def test_a_number_gives_floats() -> None:
    result = service().evaluate("sma(close, 20)", FRAME)
    assert result.dtype == np.float64
    np.testing.assert_allclose(result, FRAME["close"].rolling(20).mean())


def test_parameters_of_the_call_go_before_those_of_the_formula() -> None:
    formula = Formula(
        1, "x", "param n = 5\nparam m = 1\nsma(n) * m", FormulaCategory.FILTER, parameters={"N": 7}
    )
    compiled = service().compile(formula)
    assert compiled.parameters == {"n": 7, "m": 1}
    assert service().compile(formula, {"n": 9}).parameters == {"n": 9, "m": 1}


def test_the_category_of_a_formula_asks_for_a_condition() -> None:
    formula = Formula(1, "x", "rsi(14)", FormulaCategory.SCAN)
    with pytest.raises(FormulaError, match="E306"):
        service().compile(formula)


def test_the_same_question_gets_the_same_answer() -> None:
    formulas = service()
    assert formulas.compile("close > 1") is formulas.compile("close > 1")
    assert formulas.compile("param n = 1; close > n", {"n": 2}) is not formulas.compile(
        "param n = 1; close > n"
    )


def test_an_error_carries_all_problems_and_their_places() -> None:
    with pytest.raises(FormulaError) as caught:
        service().compile("clse > 1 and foo(2) > 3")
    error = caught.value
    assert [d.code for d in error.diagnostics] == ["E201", "E202"]
    assert (error.code, error.line, error.column, error.offset, error.length) == (
        "E201",
        1,
        1,
        0,
        4,
    )
    assert "line 1, column 1" in str(error)


@pytest.mark.parametrize(
    ("frame", "text", "code"),
    [
        (FRAME.drop(columns="volume"), "volume > 1", "E603"),
        (FRAME.assign(close="a"), "close > 1", "E603"),
        (FRAME.reset_index(drop=True), "weekly(close) > 1", "E604"),
        (FRAME.iloc[::-1], "close > 1", "E610"),
        (pd.concat([FRAME, FRAME]), "close > 1", "E610"),
        (FRAME.set_index(pd.DatetimeIndex([pd.NaT] * len(FRAME))), "close > 1", "E610"),
        (FRAME, 'symbol("SPY", close) > 1', "E601"),
        (FRAME, "xs_rank(close) > 1", "E602"),
    ],
)
def test_a_frame_that_does_not_fit_is_explained(frame: pd.DataFrame, text: str, code: str) -> None:
    with pytest.raises(FormulaError) as caught:
        service().evaluate(text, frame)
    assert caught.value.code == code
    assert caught.value.hint


def test_a_frame_needs_only_what_the_formula_reads() -> None:
    only_close = pd.DataFrame({"Close": [1, 2, 3]})
    assert service().evaluate("close > 1", only_close).tolist() == [False, True, True]
    assert service().evaluate("v2 = volume; close > 1", only_close).tolist() == [False, True, True]
    assert service().evaluate("close > 1", only_close.iloc[:0]).tolist() == []


@pytest.mark.parametrize("dtype", ["int64", "float32", "Float64", "object"])
def test_numbers_of_any_kind_are_taken(dtype: str) -> None:
    frame = pd.DataFrame({"close": pd.Series([1, 2, 3], dtype=dtype)})
    assert service().evaluate("close * 1.5", frame).tolist() == [1.5, 3.0, 4.5]


def test_local_midnights_are_days_of_the_exchange() -> None:
    days = pd.bdate_range("2024-03-04", periods=10, tz="Asia/Seoul")
    frame = pd.DataFrame({"close": np.arange(10.0)}, index=days)
    result = service().evaluate("weekly(close)", frame)
    assert result.tolist()[4] == 4.0


def test_a_calendar_closes_weeks_before_holidays() -> None:
    days = pd.to_datetime(["2024-03-27", "2024-03-28", "2024-04-01"])
    frame = pd.DataFrame({"close": [1.0, 2.0, 3.0]}, index=days)
    good_friday = int(np.datetime64("2024-03-29").astype(np.int64))
    sessions = ExchangeDays("XNYS", good_friday - 9, good_friday + 9, closed=(good_friday,))
    calendar = SymbolCalendar(SessionRule("America/New_York", exchange="XNYS"), sessions)
    with_calendar = FormulaService(registry=IndicatorRegistry(), calendar=calendar)
    assert with_calendar.evaluate("weekly(close)", frame).tolist()[1] == 2.0
    assert np.isnan(service().evaluate("weekly(close)", frame).tolist()[1])


@pytest.mark.parametrize(
    ("frequency", "timeframe"),
    [("1min", "1m"), ("15min", "15m"), ("1h", "1h"), ("B", "1d"), ("W-FRI", "1w"), ("BME", "1M")],
)
def test_the_timeframe_is_read_off_the_usual_distance(frequency: str, timeframe: str) -> None:
    times = pd.date_range("2024-01-01", periods=50, freq=frequency).to_numpy("datetime64[ns]")
    assert timeframe_of(times.view(np.int64)) == timeframe


def test_a_single_bar_counts_as_a_day() -> None:
    assert timeframe_of(np.array([5])) == "1d"


def test_formulas_are_checked_kept_and_forgotten() -> None:
    formulas = FormulaService(InMemoryFormulaRepository(), IndicatorRegistry())
    formula = Formula("a", "Up", "close > open")
    assert formulas.create(formula) == formula
    assert formulas.get("a") == formula
    assert formulas.all() == [formula]
    assert formulas.update(Formula("a", "Down", "close < open")).name == "Down"
    with pytest.raises(FormulaError):
        formulas.create(Formula("b", "Bad", "close >"))
    assert formulas.delete("a")
    assert not formulas.delete("a")
    with pytest.raises(ValueError, match="without a formula repository"):
        service().all()


def test_without_a_registry_the_shared_one_is_used() -> None:
    assert FormulaService().registry is DEFAULT_REGISTRY
