"""Names that users register: expressions and Python functions."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.errors import FormulaError, IndicatorError
from engine.language.graph.registry import DEFAULTS, IndicatorRegistry
from engine.language.service import FormulaService
from tests.helpers.formulas import frame_of, head, random_columns, values_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

COLUMNS = random_columns(120, seed=8)


def service_with(name: str, meaning: Any, **more: Any) -> FormulaService:
    registry = IndicatorRegistry()
    registry.register(name, meaning, **more)
    return FormulaService(registry=registry)


def middle(df: pd.DataFrame) -> pd.Series:
    return (df["high"] + df["low"]) / 2


@pytest.mark.parametrize(("name", "expression"), DEFAULTS.items())
def test_a_default_name_is_its_expression(name: str, expression: str) -> None:
    service = FormulaService(registry=IndicatorRegistry())
    assert service.compile(name).result.digest == service.compile(expression).result.digest


def test_a_python_function_is_usable_by_its_name() -> None:
    compiled = service_with("Mid", middle).compile("mid > close and MID() > 0")
    expected = (COLUMNS["high"] + COLUMNS["low"]) / 2 > COLUMNS["close"]
    np.testing.assert_array_equal(values_of(compiled, COLUMNS), expected.astype(float))
    assert compiled.registered == ("mid",)
    assert compiled.settle is None
    assert set(compiled.columns) == set(COLUMNS)
    assert "mid" in compiled.value_names


def test_a_function_sees_the_bars_where_it_is_used() -> None:
    service = service_with("mid", middle)
    weekly = values_of(service.compile("weekly(mid)"), COLUMNS)
    np.testing.assert_allclose(weekly, values_of("weekly(hl2)", COLUMNS))


def test_an_expression_can_be_registered_and_is_shared_with_what_it_says() -> None:
    service = service_with("spread", "ema(close, 10) - ema(close, 30)")
    assert (
        service.compile("spread > 0").result.digest
        == service.compile("ema(close, 10) - ema(close, 30) > 0").result.digest
    )


def test_a_faulty_expression_is_reported_where_the_name_stands() -> None:
    problems = service_with("bad", "sma(close, 0)").check("close > bad")
    assert [(p.code, p.offset, p.length) for p in problems] == [("E304", 8, 3)]


@pytest.mark.parametrize("name", ["close", "C", "and", "crosses", "a b", "1st", "", "_x", "a-b"])
def test_a_name_that_cannot_stand_in_a_formula_is_refused(name: str) -> None:
    with pytest.raises(IndicatorError, match="cannot be registered"):
        IndicatorRegistry().register(name, middle)


def raises(df: pd.DataFrame) -> pd.Series:
    raise KeyError("bid")


def too_short(df: pd.DataFrame) -> pd.Series:
    return df["close"].iloc[1:]


def other_index(df: pd.DataFrame) -> pd.Series:
    return df["close"].reset_index(drop=True)


def no_numbers(df: pd.DataFrame) -> object:
    return "up"


def ahead_by_one(df: pd.DataFrame) -> pd.Series:
    return df["close"].shift(-1)


def of_the_whole(df: pd.DataFrame) -> pd.Series:
    return df["close"] / df["close"].max()


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (raises, "raised KeyError: 'bid'"),
        (too_short, "returned 119 values for 120 bars"),
        (other_index, "returned a series with another index"),
        (no_numbers, "returned str, not one number for each bar"),
        (ahead_by_one, "looks ahead"),
        (of_the_whole, "looks ahead"),
    ],
)
def test_a_function_that_cannot_be_believed_is_an_error(
    function: Callable[..., Any], sentence: str
) -> None:
    compiled = service_with("mine", function).compile("mine > 0")
    with pytest.raises(IndicatorError, match="'mine'") as caught:
        values_of(compiled, COLUMNS)
    assert sentence in str(caught.value)


def test_a_function_may_scribble_on_its_frame_and_give_infinities() -> None:
    def scribbles(df: pd.DataFrame) -> pd.Series:
        df["close"] = 0.0
        return 1 / df["close"]

    before = COLUMNS["close"].copy()
    assert np.isnan(values_of(service_with("bad", scribbles).compile("bad"), COLUMNS)).all()
    np.testing.assert_array_equal(COLUMNS["close"], before)


@pytest.mark.parametrize("n_bars", [0, 1, 3])
def test_a_function_runs_on_few_bars(n_bars: int) -> None:
    compiled = service_with("mid", middle).compile("mid")
    assert len(values_of(compiled, head(COLUMNS, n_bars))) == n_bars


def test_a_new_registration_is_used_at_once_and_has_another_digest() -> None:
    registry = IndicatorRegistry()
    service = FormulaService(registry=registry)
    registry.register("mine", middle)
    first = service.compile("mine > 0")
    registry.register("mine", lambda df: df["close"])
    second = service.compile("mine > 0")
    assert first.result.digest != second.result.digest
    assert registry.unregister("mine")
    assert not registry.unregister("mine")
    with pytest.raises(FormulaError, match="E201"):
        service.compile("mine > 0")


def test_functions_travel_to_another_process_and_keep_their_digest() -> None:
    here = IndicatorRegistry()
    here.register("mid", middle, lookback=3)
    sent = pickle.loads(pickle.dumps(here.functions(("mid", "sma_20", "unknown"))))
    there = IndicatorRegistry()
    version = there.version
    there.adopt(sent)
    there.adopt(sent)
    assert there.version == version + 1
    compiled = [FormulaService(registry=registry).compile("mid > 1") for registry in (here, there)]
    assert compiled[0].result.digest == compiled[1].result.digest
    assert compiled[0].lookback == 3


def test_talib_takes_data_frames_where_a_function_runs() -> None:
    def average(df: pd.DataFrame) -> pd.Series:
        import talib.abstract  # noqa: PLC0415 - as a user's own code would

        return talib.abstract.SMA(df, timeperiod=5)

    compiled = service_with("mine", average).compile("mine")
    np.testing.assert_allclose(values_of(compiled, COLUMNS), values_of("sma(5)", COLUMNS))


def test_evaluation_without_python_functions_leaves_pandas_unimported() -> None:
    script = (
        "import sys, numpy as np;"
        "from engine.language.service import FormulaService;"
        "from engine.language.evaluation.evaluator import evaluate;"
        "k = FormulaService().compile('rsi(14) < 30 and weekly(close > open)');"
        "c = {n: np.arange(50.0) for n in k.columns};"
        "c['timestamps'] = np.arange(50) * 86400 * 10**9;"
        "evaluate(k, c, timeframe='1d');"
        "print(sorted({'pandas', 'polars', 'pyarrow'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_evaluate_takes_a_registered_name_on_a_data_frame() -> None:
    service = service_with("mid", middle)
    result = service.evaluate("mid", frame_of(COLUMNS))
    np.testing.assert_allclose(result, (COLUMNS["high"] + COLUMNS["low"]) / 2)
