"""Why is this stock not in my scan?"""

from __future__ import annotations

import numpy as np

from engine.language.evaluation.evaluator import evaluate, explain
from tests.helpers.formulas import compile_text, random_columns

COLUMNS = random_columns(100)


def test_each_clause_says_where_it_holds_and_what_was_compared() -> None:
    text = "f = sma(close, 20)\nclose > f and 30 < rsi(14) < 70 and not (volume > 5m)"
    compiled = compile_text(text)
    reports = explain(compiled, COLUMNS, timeframe="1d")
    assert [report.text for report in reports] == [
        "close > f",
        "30 < rsi(14) < 70",
        "not (volume > 5m)",
    ]
    assert list(reports[0].operands) == ["close", "f"]
    assert list(reports[1].operands) == ["30", "rsi(14)", "70"]
    np.testing.assert_array_equal(reports[0].operands["close"], COLUMNS["close"])
    assert (reports[1].operands["30"] == 30).all()
    assert not reports[0].is_known[:19].any()
    assert reports[0].is_known[19:].all()


def test_the_formula_is_true_exactly_where_all_clauses_are() -> None:
    text = "trend = close > sma(close, 20) and open > sma(open, 20)\ntrend and rsi(14) > 40"
    compiled = compile_text(text)
    reports = explain(compiled, COLUMNS, timeframe="1d")
    assert len(reports) == 3
    together = np.logical_and.reduce([report.is_true for report in reports])
    np.testing.assert_array_equal(together, evaluate(compiled, COLUMNS, timeframe="1d").is_true)


def test_a_formula_without_and_is_one_clause_and_a_number_has_none() -> None:
    assert [clause.text for clause in compile_text("rsi(14) > 50 or close > 1").clauses] == [
        "rsi(14) > 50 or close > 1"
    ]
    assert compile_text("rsi(14)").clauses == ()
