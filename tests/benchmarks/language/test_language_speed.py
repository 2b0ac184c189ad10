"""How fast formulas are checked and evaluated; ratios, so that a busy machine does not decide.

``pytest tests/benchmarks/language -s`` prints the figures.
"""

from __future__ import annotations

import time
import timeit
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine.language.evaluation.evaluator import evaluate, evaluate_many
from engine.language.graph.nodes import all_below
from engine.language.graph.registry import IndicatorRegistry
from engine.language.presets import load_presets
from engine.language.service import FormulaService
from tests.helpers.formulas import random_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.kernels.kernel import Kernel
    from engine.language.evaluation.compiled import CompiledFormula

SERVICE = FormulaService(registry=IndicatorRegistry())
COLUMNS = random_columns(2500)

LONG = """
param fast = 20; param slow = 50
trend = close > sma(close, slow) and sma(close, slow) > sma(close, 200)
b = bbands(close, fast, 2)
squeeze = any(b.width[1] <= lowest(b.width, 126)[1], 5)
m = macd(close, 12, 26, 9)
momentum = m.line crosses above m.signal or rsi(close, 14) > 50
liquid = sma(close * volume, 20) > 5_000_000
strong = adx(14) > 20 and plus_di(14) > minus_di(14)
trend and squeeze and momentum and liquid and strong and close > b.upper
"""
FORMULAS = {
    "F1": "close > sma(close,20)",
    "F2": "close > sma(close, 20) and rsi(close, 14) < 30 and volume > 2 * sma(volume, 20)",
    "F3": "cross_above(ema(close,12), ema(close,26)) and atr(14) / close > 0.02",
    "long": LONG,
}


def best(run: Callable[[], object], number: int = 200, repeat: int = 9) -> float:
    """Return the best time of one call in microseconds of this process."""
    times = timeit.repeat(run, number=number, repeat=repeat, timer=time.process_time)
    return min(times) / number * 1e6


def test_a_formula_of_450_characters_is_checked_in_under_2_ms() -> None:
    assert 440 < len(LONG) < 460
    assert not SERVICE.check(LONG)
    sound = best(lambda: SERVICE.check(LONG), 20)
    half_typed = LONG.replace("squeeze and momentum", "squeze and momntum and (")
    broken = best(lambda: SERVICE.check(half_typed), 20)
    print(f"\ncheck {len(LONG)} characters: {sound:,.0f} us, half-typed: {broken:,.0f} us")
    assert sound < 2000
    assert broken < 4000


def bare_kernels(compiled: CompiledFormula) -> Callable[[], None]:
    """Return what runs the kernels and calculations of a plan on clean columns, and no more."""
    calls: list[tuple[Any, ...]] = []
    for node in all_below([compiled.result]):
        if node.op == "kernel":
            kernel: Kernel = node.params[0]
            inputs = [COLUMNS["close"]] * len(node.args)
            if kernel.name in ("atr", "trange"):
                inputs = [COLUMNS[name] for name in ("high", "low", "close")]
            elif kernel.name in ("plus_dm", "minus_dm"):
                inputs = [COLUMNS[name] for name in ("high", "low")]
            calls.append((kernel.compute, *inputs, *node.params[1:]))
        elif node.op in ("map", "compare") and len(node.args) == 2:
            calls.append((np.multiply, COLUMNS["close"], COLUMNS["open"]))
        elif node.op in ("and", "or"):
            flags = COLUMNS["close"] > 100
            calls += [(np.logical_and, flags, flags)] * (len(node.args) - 1)

    def run() -> None:
        for function, *args in calls:
            function(*args)

    return run


@pytest.mark.parametrize("name", list(FORMULAS))
def test_evaluation_costs_little_more_than_its_kernels(name: str) -> None:
    compiled = SERVICE.compile(FORMULAS[name])
    steps = len(compiled.plan(with_values=False).steps)
    bare = best(bare_kernels(compiled))
    whole = best(lambda: evaluate(compiled, COLUMNS, timeframe="1d"))
    allowed = 1.3 * bare + 5 * steps
    print(
        f"\n{name}: {whole:.1f} us, kernels {bare:.1f} us, {steps} steps, allowed {allowed:.1f} us"
    )
    assert whole < allowed


def test_the_presets_together_are_faster_in_one_graph() -> None:
    formulas = [p.formula for p in load_presets() if "symbol" not in p.formula.expression]
    formulas = [formula for formula in formulas if "xs_rank" not in formula.expression]
    batch = SERVICE.compile_many(formulas)
    compiled = [SERVICE.compile(formula) for formula in formulas]
    together = best(lambda: evaluate_many(batch, COLUMNS, timeframe="1d"), 20)
    alone = best(lambda: [evaluate(c, COLUMNS, timeframe="1d") for c in compiled], 20)
    print(f"\n{len(formulas)} presets: {together:,.0f} us in one graph, {alone:,.0f} us one by one")
    assert together < alone


def test_a_chain_of_150_doublings_compiles_and_runs_well_under_a_second() -> None:
    lines = ["a0 = close"] + [f"a{i} = a{i - 1} + a{i - 1}" for i in range(1, 151)]
    text = "\n".join([*lines, "a150 > 0"])

    def run() -> None:
        compiled = FormulaService(registry=IndicatorRegistry()).compile(text)
        evaluate(compiled, COLUMNS, timeframe="1d", with_values=True)

    taken = best(run, 1, 3)
    print(f"\n150 doublings: {taken / 1000:.1f} ms")
    assert taken < 300_000


def test_time_grows_with_the_length_of_a_formula_and_not_faster() -> None:
    def check(lines: int) -> float:
        text = "\n".join(
            [
                f"a{i} = sma(close, {i + 2}) + {'a' + str(i - 1) if i else 'open'}"
                for i in range(lines)
            ]
            + [f"a{lines - 1} > 0"]
        )
        return best(lambda: SERVICE.check(text), 3, 5)

    short, long = check(20), check(160)
    print(f"\n20 lines {short:,.0f} us, 160 lines {long:,.0f} us")
    assert long < 8 * short * 2
