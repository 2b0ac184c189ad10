"""How many earlier bars a formula needs."""

from __future__ import annotations

import numpy as np
import pytest

from engine.kernels.kernel import settle_ema, settle_rma
from engine.language.presets import load_presets
from tests.helpers.formulas import SmallUniverse, compile_text, random_columns, values_of


@pytest.mark.parametrize(
    ("text", "lookback", "settle"),
    [
        ("close > 1", 0, 0),
        ("close[5] > 1", 5, 0),
        ("sma(close, 20) > 1", 19, 0),
        ("highest(high, 252)[1] < close", 252, 0),
        ("rsi(14) > 1", 14, settle_rma(14)),
        ("adx(14) > 1", 27, 2 * settle_rma(14)),
        ("ema(ema(close, 5), 9) > 1", 12, settle_ema(5) + settle_ema(9)),
        ("close crosses above sma(close, 20)", 20, 0),
        ("any(close > sma(close, 20), 5)", 23, 0),
        ("ema(close, 5) > 1 and sma(close, 50) > 1", 49, settle_ema(5)),
        ("barssince(close > open) > 1", 0, None),
        ("sma(obv(), 20) > 1", 19, None),
        ("weekly(sma(close, 10)) > 1", 70, 0),
        ("x = sma(close, 200); close > 1", 199, 0),
    ],
)  # fmt: skip
def test_lookback_and_settle_add_up_along_the_path(
    text: str, lookback: int, settle: int | None
) -> None:
    compiled = compile_text(text)
    assert (compiled.lookback, compiled.settle) == (lookback, settle)


def test_a_coarser_timeframe_needs_more_of_finer_candles() -> None:
    compiled = compile_text("weekly(ema(close, 3)) > sma(close, 100)")
    assert compiled.history("1w").lookback == 99
    assert compiled.history("1d").lookback == 99
    assert compiled.history("1h").lookback == 3 * 7 * 24
    assert compiled.history("1h").settle == settle_ema(3) * 7 * 24
    ranked = compile_text("xs_rank(weekly(close)) > 1")
    assert ranked.history("1h").lookback == 7 * 24


def test_too_few_bars_are_a_warning_with_the_number_that_is_needed() -> None:
    compiled = compile_text("close > sma(close, 200)")
    problem = compiled.history_warning(199)
    assert problem is not None
    assert problem.code == "W703"
    assert "200 bars" in problem.message
    assert compiled.history_warning(200) is None


WINDOWS_ONLY = [p for p in load_presets() if compile_text(p.formula.expression).settle is not None]


@pytest.mark.parametrize("preset", WINDOWS_ONLY, ids=lambda preset: str(preset.formula.id))
def test_the_bars_that_are_asked_for_settle_the_last_bar(preset: object) -> None:
    columns = random_columns(2600, seed=3)
    universe = SmallUniverse({"SPY": random_columns(2600, seed=9)}, {"": columns["close"]})
    compiled = compile_text(preset.formula.expression)  # type: ignore[attr-defined]
    settle = compiled.settle
    assert settle is not None
    whole = values_of(compiled, columns, universe=universe)
    for end in (1900, 2250, 2600):
        start = max(0, end - compiled.lookback - settle - 1)
        tail = {name: values[start:end] for name, values in columns.items()}
        universe.ranks[""] = columns["close"][start:end]
        assert values_of(compiled, tail, universe=universe)[-1] == whole[end - 1]


def test_an_exponential_mean_settles_within_the_tolerance() -> None:
    columns = random_columns(900)
    for text in (
        "ema(close, 20)",
        "rsi(14)",
        "atr(14)",
        "adx(14)",
        "t3(close, 5)",
        "tema(close, 10)",
    ):
        compiled = compile_text(text)
        start = 900 - compiled.lookback - (compiled.settle or 0) - 1
        tail = {name: values[start:] for name, values in columns.items()}
        assert values_of(compiled, tail)[-1] == pytest.approx(
            values_of(compiled, columns)[-1], rel=1e-5
        ), text
    assert np.isfinite(values_of("adx(14)", columns)[-1])
