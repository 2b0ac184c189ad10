from __future__ import annotations

import pytest

from engine.language.service import FormulaService


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("clse > smaa(close, 20) and rsi(close, 14 <", ["E201 clse", "E202 smaa", "E106 ("]),
        ("clse > 5)", ["E201 clse", "E106 )"]),
        ("close crosses above smaa(close, 5) and (", ["E202 smaa", "E106 ("]),
        ("a = clse +\n3 4\na > 1", ["E201 clse", "E104 4"]),
        ("macd(close).hist > bbands(close, n=20).upper and (1", ["E106 ("]),
        ("x = 3\nx > y and z = 2", ["E201 y", "E105 ="]),
    ],
)
def test_names_before_a_fault_are_told_with_it(text: str, expected: list[str]) -> None:
    problems = FormulaService().check(text)
    places = [
        f"{problem.code} {text[problem.offset : problem.offset + problem.length]}"
        for problem in problems
    ]
    assert places[: len(expected)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "close above its twenty day average",
        "param n 20",
        "if close > open then 1",
        "ta.sma(close, 5) > 3 and (",
        "$n + close[1 > 2",
        "sma(close, 20",
    ],
)
def test_one_fault_is_told_once(text: str) -> None:
    assert len(FormulaService().check(text)) == 1


def test_name_of_a_faulty_line_is_not_called_unknown() -> None:
    problems = FormulaService().check("mean = sma(close 20)\nclose > mean")
    assert [problem.code for problem in problems] == ["E104"]
