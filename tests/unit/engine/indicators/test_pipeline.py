"""IndicatorPipeline: names in, series out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import engine
from engine.errors import FormulaError, IndicatorError
from engine.indicators.pipeline import IndicatorPipeline
from engine.language.graph.registry import DEFAULT_REGISTRY, IndicatorRegistry
from tests.helpers.formulas import frame_of, random_columns, values_of

COLUMNS = random_columns(260)
FRAME = frame_of(COLUMNS)


def pipeline() -> IndicatorPipeline:
    return IndicatorPipeline(IndicatorRegistry())


def test_the_defaults_are_computed_by_name() -> None:
    result = pipeline().compute(FRAME)
    assert list(result) == [
        "sma_20", "sma_50", "sma_200", "ema_12", "ema_26", "rsi_14", "atr_14", "volume_sma_20",
    ]  # fmt: skip
    for name, values in result.items():
        assert isinstance(values, pd.Series)
        assert values.name == name
        assert values.index.equals(FRAME.index)
        np.testing.assert_array_equal(values, values_of(name, COLUMNS))


def test_an_expression_is_computed_like_a_name() -> None:
    result = pipeline().compute(FRAME, ["rsi(close,14)", "sma_20", "close > sma_20"])
    assert list(result) == ["rsi(close,14)", "sma_20", "close > sma_20"]
    assert result["close > sma_20"].dtype == bool


def test_what_is_registered_can_be_used_in_formulas_and_forgotten() -> None:
    mine = pipeline()
    mine.register("mid", lambda df: (df["high"] + df["low"]) / 2)
    mine.register("wide", "atr(14) / close")
    assert {"mid", "wide"} <= set(mine.names)
    result = mine.compute(FRAME, ["mid", "wide > 0.01"])
    np.testing.assert_allclose(result["mid"], (FRAME["high"] + FRAME["low"]) / 2)
    assert mine.unregister("mid")
    with pytest.raises(FormulaError, match="E201"):
        mine.compute(FRAME, ["mid"])


def test_an_unknown_name_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(FormulaError, match="sma"):
        pipeline().compute(FRAME, ["smaa(close, 5)"])


def test_a_failing_function_is_named() -> None:
    mine = pipeline()
    mine.register("bad", lambda df: df["bid"])
    with pytest.raises(IndicatorError, match="'bad' raised KeyError"):
        mine.compute(FRAME, ["bad"])


def test_the_shared_registry_is_used_unless_another_is_given() -> None:
    assert engine.IndicatorPipeline().registry is DEFAULT_REGISTRY
    engine.IndicatorPipeline().register("shared_for_a_test", "close")
    try:
        assert engine.FormulaService().check("shared_for_a_test > 1") == []
    finally:
        engine.IndicatorPipeline().unregister("shared_for_a_test")
