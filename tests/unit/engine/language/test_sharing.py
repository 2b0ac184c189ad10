"""One graph: equal parts are one node, digests name them everywhere."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from engine.language.evaluation.evaluator import evaluate, evaluate_many
from engine.language.graph.registry import IndicatorRegistry
from engine.language.presets import load_presets
from engine.language.service import FormulaService
from tests.helpers.formulas import SmallUniverse, compile_text, random_columns, values_of

COLUMNS = random_columns(400)
UNIVERSE = SmallUniverse({"SPY": random_columns(400, seed=9)}, {"": COLUMNS["close"]})


def digest(text: str) -> bytes:
    return compile_text(text).result.digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sma_20 > 1", "sma(close, 20) > 1"),
        ("volume_sma_20 > 1", "avg(V, 20) > 1"),
        ("rsi(14) > 1", "rsi(close, 14) > 1"),
        ("atr_14 > 1", "atr(n=14) > 1"),
        ("close > open", "open < close"),
        ("close >= open", "open <= close"),
        ("close > 1 and open > 2", "open > 2 and close > 1"),
        ("(close > 1 and open > 2) and high > 3", "high > 3 and close > 1 and open > 2"),
        ("close > 1 or close > 1", "close > 1"),
        ("close + open > 1", "open + close > 1"),
        ("close * open == 1", "1 == open * close"),
        ("close[1][2] > 1", "ref(close, 3) > 1"),
        ("not not (close > 1)", "close > 1"),
        ("param n = 20; sma(n) > 1", "sma(20) > 1"),
        ("x = close; x > 1", "close > 1"),
        ("30 < close < 70", "close > 30 and close < 70"),
        ("close > 2 * 10", "close > 20"),
        ("종가 > 1", "close > 1"),
        ("close crosses above open", "crossover(close, open)"),
        ("close(1) > 1", "close[1] > 1"),
        ("macd().hist > 0", "macd(close, 12, 26, 9).line - macd().signal > 0"),
    ],
)
def test_texts_that_mean_the_same_are_the_same_node(one: str, other: str) -> None:
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("close + open + high > 1", "close + (open + high) > 1"),
        ("sma(close, 20) > 1", "sma(close, 21) > 1"),
        ("close - open > 1", "open - close > 1"),
        ("weekly(close) > 1", "monthly(close) > 1"),
        ("weekly(close) > 1", "weekly(close, forming=true) > 1"),
        ('symbol("A", close) > 1', 'symbol("B", close) > 1'),
        ("any(close > 1, 3)", "all(close > 1, 3)"),
    ],
)
def test_texts_that_differ_are_different_nodes(one: str, other: str) -> None:
    assert digest(one) != digest(other)


def test_digests_are_the_same_in_another_process() -> None:
    text = "weekly(sma(close, 10)) > 1 and rsi(14) < 30"
    script = (
        "from engine.language.service import FormulaService;"
        f"print(FormulaService().compile({text!r}).result.digest.hex())"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == digest(text).hex()


@pytest.mark.parametrize("preset", load_presets(), ids=lambda preset: str(preset.formula.id))
def test_presets_mean_the_same_with_and_without_sharing(preset: object) -> None:
    text = preset.formula.expression  # type: ignore[attr-defined]
    alone = FormulaService(registry=IndicatorRegistry(), shares=False).compile(text)
    shared = compile_text(text)
    assert len(alone.plan(with_values=True).steps) >= len(shared.plan(with_values=True).steps)
    np.testing.assert_array_equal(
        values_of(alone, COLUMNS, universe=UNIVERSE), values_of(shared, COLUMNS, universe=UNIVERSE)
    )


def test_a_batch_gives_what_each_formula_gives_and_takes_fewer_steps() -> None:
    service = FormulaService(registry=IndicatorRegistry())
    formulas = [preset.formula for preset in load_presets()]
    batch = service.compile_many(formulas)
    result = evaluate_many(batch, COLUMNS, timeframe="1d", universe=UNIVERSE, with_values=True)
    steps = 0
    for formula, together in zip(formulas, result, strict=True):
        compiled = service.compile(formula)
        alone = evaluate(compiled, COLUMNS, timeframe="1d", universe=UNIVERSE, with_values=True)
        np.testing.assert_array_equal(together.is_true, alone.is_true)
        assert together.values.keys() == alone.values.keys()
        for name, values in alone.values.items():
            np.testing.assert_array_equal(together.values[name], values)
        steps += len(compiled.plan(with_values=False).steps)
    assert len(batch.plan(with_values=False).steps) < 0.8 * steps


def test_a_batch_needs_what_its_neediest_formula_needs() -> None:
    service = FormulaService(registry=IndicatorRegistry())
    batch = service.compile_many(["sma(close, 50) > 1", "ema(volume, 20) > 1"])
    assert batch.lookback == 49
    assert batch.settle == compile_text("ema(volume, 20) > 1").settle
    assert set(batch.columns) == {"close", "volume"}
    assert service.compile_many(["obv() > 1", "close > 1"]).settle is None
