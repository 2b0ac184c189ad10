"""Running a plan: inputs stay as they are, results are freed, caches are asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.errors import FormulaError
from engine.language.evaluation.cached_plan import CachedPlan
from engine.language.evaluation.evaluator import evaluate
from tests.helpers.formulas import close_only, compile_text, random_columns, values_of

if TYPE_CHECKING:
    from engine.language.evaluation.evaluation_plan import EvaluationPlan

COLUMNS = random_columns(300)


class DictCache(dict[bytes, Any]):
    """A cache that counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.hits = 0

    def planned(self, plan: EvaluationPlan) -> CachedPlan:
        return CachedPlan(plan, lambda _: True)

    def get(self, digest: bytes, default: Any = None) -> Any:
        self.hits += digest in self
        return super().get(digest, default)

    def set(self, digest: bytes, column: Any) -> None:
        self[digest] = column


def test_a_condition_gives_bools_and_a_number_floats() -> None:
    condition = evaluate(compile_text("close > sma(close, 20)"), COLUMNS, timeframe="1d")
    assert condition.is_true.dtype == bool
    assert condition.number is None
    number = evaluate(compile_text("sma(close, 20)"), COLUMNS, timeframe="1d")
    assert number.number is not None
    assert number.number.dtype == np.float64
    np.testing.assert_array_equal(number.is_true, ~np.isnan(number.number))
    np.testing.assert_array_equal(number.is_known, number.is_true)


@pytest.mark.parametrize("text", ["true", "1 < 2", "3", "na", "close > 0 or true"])
def test_a_constant_formula_has_a_value_on_every_bar(text: str) -> None:
    compiled = compile_text(text)
    columns = {name: COLUMNS[name] for name in compiled.columns}
    assert len(values_of(compiled, columns)) == 300


def test_inputs_stay_as_they_are() -> None:
    columns = {name: values.copy() for name, values in COLUMNS.items()}
    for values in columns.values():
        values.flags.writeable = False
    compiled = compile_text(
        "x = close; y = close / (high - low); rsi(x, 14) > y and obv() > ema(x, 9)"
    )
    evaluate(compiled, columns, timeframe="1d", with_values=True)
    for name, values in columns.items():
        np.testing.assert_array_equal(values, COLUMNS[name])


def test_only_the_columns_that_are_named_are_read() -> None:
    compiled = compile_text("close > sma(volume, 5)")
    assert compiled.columns == ("close", "volume")
    columns = {name: COLUMNS[name] for name in compiled.columns}
    np.testing.assert_array_equal(values_of(compiled, columns), values_of(compiled, COLUMNS))


def test_intermediate_results_are_dropped_when_nobody_needs_them() -> None:
    plan = compile_text("sma(close, 5) + sma(close, 6) > sma(close, 7)").plan(with_values=False)
    dropped = [register for step in plan.steps for register in step.drops]
    filled = [step.out for step in plan.steps]
    assert sorted(dropped) == sorted(set(filled) - plan.results)


def test_values_hold_variables_and_indicator_calls() -> None:
    compiled = compile_text("f = ema(close, 5); up = close > f; n = 3; up and rsi(14) < 100")
    result = evaluate(compiled, COLUMNS, timeframe="1d", with_values=True)
    assert list(result.values) == ["f", "up", "n", "ema(close,5)", "rsi(close,14)"]
    assert (result.values["n"] == 3).all()
    assert np.isnan(result.values["up"][:4]).all()
    assert set(np.unique(result.values["up"][4:])) == {0.0, 1.0}


def test_a_cache_gives_the_same_answer_and_saves_the_kernels() -> None:
    compiled = compile_text("close > sma(close, 20) and bbands(close, 20, 2).upper > ema(high, 9)")
    cache = DictCache()
    first = evaluate(compiled, COLUMNS, timeframe="1d", cache=cache, with_values=True)
    assert len(cache) == 5  # three indicators, two comparisons
    assert not any(column.flags.writeable for column in cache.values())
    again = evaluate(compiled, COLUMNS, timeframe="1d", cache=cache, with_values=True)
    plain = evaluate(compiled, COLUMNS, timeframe="1d", with_values=True)
    assert cache.hits == 5
    for result in (first, again):
        np.testing.assert_array_equal(result.is_true, plain.is_true)
        np.testing.assert_array_equal(result.is_known, plain.is_known)
        for name, values in plain.values.items():
            np.testing.assert_array_equal(result.values[name], values)


def test_a_cached_indicator_spares_what_only_it_needed() -> None:
    cache = DictCache()
    inner, outer = (
        compile_text("sma(rsi(close, 14), 5)"),
        compile_text("sma(rsi(close, 14), 5) > 50"),
    )
    evaluate(inner, COLUMNS, timeframe="1d", cache=cache)
    column = cache[inner.result.digest]
    only_outer = DictCache()
    only_outer[inner.result.digest] = column
    result = evaluate(outer, {}, timeframe="1d", cache=only_outer)
    np.testing.assert_array_equal(result.is_true, column > 50)


def test_a_cached_condition_spares_what_only_it_needed() -> None:
    cache = DictCache()
    before = compile_text("close > sma(close, 20) and rsi(close, 14) < 30")
    after = compile_text("close > sma(close, 20) and volume > 1000")
    evaluate(before, COLUMNS, timeframe="1d", cache=cache)
    volume_only = {"volume": COLUMNS["volume"]}
    result = evaluate(after, volume_only, timeframe="1d", cache=cache)
    plain = evaluate(after, COLUMNS, timeframe="1d")
    np.testing.assert_array_equal(result.is_true, plain.is_true)


def test_both_channels_of_a_condition_are_kept_apart() -> None:
    cache = DictCache()
    text = "not (rsi(close, 14) < 30) and close > 0"
    for formula in (text, "rsi(close, 14) < 30", text):
        result = evaluate(compile_text(formula), COLUMNS, timeframe="1d", cache=cache)
        plain = evaluate(compile_text(formula), COLUMNS, timeframe="1d")
        np.testing.assert_array_equal(result.is_true, plain.is_true)
        np.testing.assert_array_equal(result.is_known, plain.is_known)


@pytest.mark.parametrize(
    "text",
    [
        'correl(close, symbol("QQQ", close), 20) > 0.5',
        'sma(symbol("QQQ", close), 5) > close',
        "sma(xs_rank(close), 5) > 0.5",
    ],
)
def test_what_other_symbols_have_a_part_in_is_not_kept_for_one(text: str) -> None:
    plan = compile_text(text).plan(with_values=False)
    assert [step for step in plan.steps if step.digest is not None] == []


@pytest.mark.parametrize("n_bars", [0, 1, 2, 5])
def test_too_few_bars_give_unknown_values_only(n_bars: int) -> None:
    columns = {name: values[:n_bars] for name, values in COLUMNS.items()}
    for text in ("rsi(14)", "macd().signal", "supertrend().dir", "adx(14)", "cdl_doji()"):
        result = values_of(text, columns)
        assert len(result) == n_bars
        assert np.isnan(result).all()


def test_multiple_outputs_can_be_shifted_together() -> None:
    np.testing.assert_array_equal(
        values_of("macd()[1].signal", COLUMNS), values_of("macd().signal[1]", COLUMNS)
    )


def test_elementwise_functions_calculate_what_they_say() -> None:
    columns = close_only(-2.5, 2.5, 7)
    for text, expected in {
        "abs(close)": [2.5, 2.5, 7],
        "sign(close)": [-1, 1, 1],
        "round(close)": [-2, 3, 7],
        "floor(close)": [-3, 2, 7],
        "ceil(close)": [-2, 3, 7],
        "close % 2": [-0.5, 0.5, 1],
        "-close ^ 2": [-6.25, -6.25, -49],
        "max(close, 0, 3)": [3, 3, 7],
        "min(close, 0, 3)": [-2.5, 0, 0],
        "if(close > 0, close, -1)": [-1, 2.5, 7],
        "(close > 0) + (close > 5)": [0, 1, 2],
        "between(close, 0, 5)": [0, 1, 0],
        "pow(close, 2)": [6.25, 6.25, 49],
    }.items():
        np.testing.assert_allclose(values_of(text, columns), expected, err_msg=text)


def test_a_session_average_is_refused_on_daily_bars() -> None:
    text = "close > 1 and close > vwap()"
    with pytest.raises(FormulaError) as caught:
        values_of(text, COLUMNS)
    error = caught.value
    assert error.code == "E605"
    assert text[error.offset : error.offset + error.length] == "vwap()"
    assert "vwap(20)" in error.hint
