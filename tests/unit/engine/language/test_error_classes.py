"""Every class of error: its code, its place, and the way out that it names."""

from __future__ import annotations

import pytest

from engine.domain.formula import FormulaCategory
from engine.errors import Severity
from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService

SERVICE = FormulaService(registry=IndicatorRegistry())

# text, code, the piece of the text that is marked, a part of the hint
CASES = [
    ("close > ¤", "E101", "¤", ""),
    ("close ≥ 5", "E101", "≥", "Write >="),
    ('symbol("SPY, close) > 1', "E102", '"SPY, close) > 1', 'Add "'),
    ("close > 1 /* so", "E103", "/*", "*/"),
    ("close > > 1", "E104", ">", ""),
    ("close open", "E104", "open", "operator"),
    ("close above open", "E104", "above", "crosses above"),
    ("close crosses open", "E104", "open", "a crosses above b"),
    ("close >", "E104", ">", ""),
    ("(close) (open) > 1", "E104", "(", ""),
    ("x = 1; (close = open) and x > 0", "E105", "=", "=="),
    ("if(close = open, 1, 0) > 0", "E105", "=", "=="),
    ("(close > 1", "E106", "(", "Add )"),
    ("close[1 > 1", "E106", "[", "Add ]"),
    ("close > 1)", "E106", ")", ""),
    ("close > open ? 1 : 0", "E107", "?", "if(condition, a, b)"),
    ("if close > open then 1", "E107", "if", "if(condition, a, b)"),
    ("ta.sma(close, 20) > 1", "E107", "ta", "sma(...)"),
    ("30 < close > 20", "E108", ">", "and"),
    ("close == open == high", "E108", "==", "and"),
    ("sma(n=20, close) > 1", "E109", "close", ""),
    ("x = close", "E110", "x = close", "last line"),
    ("", "E110", "", "last line"),
    ("close > 1\nopen > 1", "E111", "close > 1", "and"),
    ("clse > 1", "E201", "clse", "'close'"),
    ("sma > 1", "E201", "sma", "sma(x=close, n)"),
    ("sma_30 > 1", "E201", "sma_30", "sma(30)"),
    ("smma2(close, 20) > 1", "E202", "smma2", ""),
    ("emaa(close, 20) > 1", "E202", "emaa", "'ema'"),
    ("x = close; x(1) > 1", "E202", "x", "x[1]"),
    ("macd().sig > 1", "E203", "sig", "'signal'"),
    ("close.foo > 1", "E203", "foo", ""),
    ("close = 3 > 2", "E204", "close", "=="),
    ("x = 1; x = 2; close > x", "E204", "x", ""),
    ("true = 3; close > 1", "E204", "true", ""),
    ("param not = 3; close > 1", "E204", "not", ""),
    ("param high = 3; close > 1", "E204", "high", ""),
    ("sma_20 = 3; close > 1", "E204", "sma_20", ""),
    ("param n = 1; n = 2; close > n", "E204", "n", ""),
    ("$n > 1", "E205", "$n", "param n"),
    ("sma(close, bars=20) > 1", "E205", "bars", "n"),
    ("sma() > 1", "E301", "sma()", "sma(x=close, n)"),
    ("sma(close, 20, 1) > 1", "E301", "sma(close, 20, 1)", "rma"),
    ("atr(14, 2) > 1", "E301", "atr(14, 2)", "atr(n=14)"),
    ("sma(close, 20, n=20) > 1", "E301", "20", ""),
    ("sma(close, n=20, n=30) > 1", "E301", "30", ""),
    ("close and open > 1", "E302", "close", "x > 0"),
    ("not close", "E302", "close", "x > 0"),
    ("(close > 1) > 2", "E302", "(close > 1)", ""),
    ("rsi(close > open, 14) > 1", "E302", "close > open", "if(c, 1, 0)"),
    ('"SPY" > 1', "E302", '"SPY"', ""),
    ('"SPY" + 1 > 1', "E302", '"SPY"', ""),
    ('"SPY"', "E302", '"SPY"', ""),
    ('"SPY"[1] > 1', "E302", '"SPY"', ""),
    ("symbol(close, close) > 1", "E302", "close", '"SPY"'),
    ("weekly(close, forming=3) > 1", "E302", "3", ""),
    ('isna("SPY")', "E302", '"SPY"', ""),
    ('weekly("SPY")', "E302", '"SPY"', ""),
    ("tf(5, close) > 1", "E302", "5", '"1w"'),
    ("xs_rank(close > open) > 1", "E302", "close > open", ""),
    ("symbol(clse, close) > 1", "E201", "clse", ""),
    ("tf(wkly, close) > 1", "E201", "wkly", ""),
    ("weekly() > 1", "E301", "weekly()", "weekly(x"),
    ('symbol("SPY") > 1', "E301", 'symbol("SPY")', "symbol(s, x)"),
    ("xs_rank() > 1", "E301", "xs_rank()", ""),
    ("isna(bbands())", "E305", "bbands()", ".middle"),
    ("weekly(bbands()) > 1", "E305", "bbands()", ".middle"),
    ("weekly(clse) > 1", "E201", "clse", ""),
    ("mama(close, 2.0).fama > 1", "E304", "2.0", ""),
    ("stdev(close, 20) ^ (close > 1 and 3) > 1", "E302", "3", ""),
    ("-bbands() > 1", "E305", "bbands()", ""),
    ("close > bbands()", "E305", "bbands()", ""),
    ("close[1](2) > 1", "E104", "(", ""),
    ("x = close\nparam = 3\nx > 1", "E104", "=", "param n = 20"),
    ("param n 20\nclose > 1", "E104", "20", "param n = 20"),
    ("$3 > 1", "E104", "3", ""),
    ("macd().3 > 1", "E104", ".3", "operator"),
    ("sma(20, close) > 1", "E303", "close", "swapped"),
    ("sma(close, 2.5) > 1", "E303", "2.5", ""),
    ("close[open] > 1", "E303", "open", ""),
    ("param n = close; close > n", "E303", "close", "param n = 20"),
    ("sma(close, 0) > 1", "E304", "0", ""),
    ("sma(close, 10001) > 1", "E304", "10001", ""),
    ("close[10001] > 1", "E304", "10001", ""),
    ("bbands(20, 2) > 1", "E305", "bbands(20, 2)", ".middle"),
    ("a = sma(close,9999)[9999]; b = sma(a,9999); b > 1", "E405", "sma(a,9999)", ""),
    ("close[-1] > 1", "E501", "-1", "close[1]"),
    ('symbol("", close) > 1', "E601", '""', ""),
    ("xs_rank(xs_rank(close)) > 1", "E602", "xs_rank(close)", ""),
    ("weekly(xs_rank(close)) > 1", "E602", "xs_rank(close)", "xs_rank(weekly(x))"),
    ('tf("3w", close) > 1', "E604", '"3w"', ""),
    ("monthly(weekly(close)) > 1", "E604", "weekly(close)", ""),
    ("weekly(weekly(close), forming=true) > 1", "E604", "weekly(close)", "forming"),
    ('weekly(symbol("A", close), forming=true) > 1', "E604", 'symbol("A", close)', "forming"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "piece", "hint"), CASES)
def test_an_error_has_its_code_its_place_and_a_way_out(
    text: str, code: str, piece: str, hint: str
) -> None:
    problems = [p for p in SERVICE.check(text) if p.severity is Severity.ERROR]
    first = next(p for p in problems if p.code == code)
    marked = text[first.offset : first.offset + first.length]
    assert marked == (piece[1:-1] if piece[:1] == "(" and piece[-1:] == ")" else piece)
    assert hint in first.hint
    assert first.message
    assert [p.code for p in problems] == [code], "one mistake is reported as several"


@pytest.mark.parametrize(
    ("text", "code", "piece"),
    [
        ("1 < 2", "W701", "1"),
        ("true", "W701", "true"),
        ("close == na", "W701", "close"),
        ("close > max(20, high)", "W702", "20"),
        ("close > max(high, 20)", "W702", "20"),
        ("param n = 20; close > min(low, n)", "W702", "n"),
        ("supertrend() == 1", "W704", "supertrend()"),
        ("-1 != supertrend(10, 3)[1]", "W704", "supertrend(10, 3)[1]"),
    ],
)
def test_a_warning_leaves_the_formula_usable(text: str, code: str, piece: str) -> None:
    first = SERVICE.check(text)[0]
    assert (first.code, first.severity) == (code, Severity.WARNING)
    assert text[first.offset : first.offset + first.length] == piece
    SERVICE.compile(text)


def test_problems_of_all_parts_appear_in_one_pass() -> None:
    text = "x = clse + 1\ny = sma(close)\nx > y and rsi(14) and bbands() > 3 and foo(2)"
    assert [p.code for p in SERVICE.check(text)] == ["E201", "E301", "E302", "E305", "E202"]


def test_places_count_lines_and_columns_from_one() -> None:
    problem = SERVICE.check("x = close\n  y > x")[0]
    assert (problem.line, problem.column, problem.offset, problem.length) == (2, 3, 12, 1)


def test_a_number_is_refused_only_where_a_condition_is_asked_for() -> None:
    text = "rsi(close, 14)"
    assert SERVICE.check(text) == []
    for category in (FormulaCategory.SCAN, FormulaCategory.ENTRY, FormulaCategory.EXIT):
        assert [p.code for p in SERVICE.check(text, category=category)] == ["E306"]
    assert SERVICE.check(text, category=FormulaCategory.FILTER) == []


@pytest.mark.parametrize(
    ("parameters", "codes"),
    [
        ({"n": 30}, []),
        ({"N": 30.0}, []),
        ({"n": 2.5}, ["E205"]),
        ({"n": "20"}, ["E205"]),
        ({"n": True}, ["E205"]),
        ({"n": float("nan")}, ["E205"]),
        ({"n": None}, ["E205"]),
        ({"n": 0}, ["E304"]),
        ({"m": 1}, ["E205"]),
        ({"k": 3}, []),
        ({"on": False}, []),
        ({"on": 1}, ["E205"]),
        ({"s": "QQQ"}, []),
        ({"s": 3}, ["E205"]),
    ],
)
def test_a_given_parameter_must_fit_the_type_of_its_default(
    parameters: dict[str, object], codes: list[str]
) -> None:
    text = 'param n = 20; param k = 1.5; param on = true; param s = "SPY"\nsma(n) * k > 1 and on'
    problems = SERVICE.check(text, parameters)
    assert [p.code for p in problems if p.severity is Severity.ERROR] == codes


def test_more_than_64_parameters_are_refused() -> None:
    lines = [f"param p{i} = {i}" for i in range(65)]
    assert [p.code for p in SERVICE.check("\n".join([*lines, "close > p1"]))] == ["E402"]


def test_a_fault_inside_a_definition_is_reported_at_the_call() -> None:
    text = "close > 1 and nr(2) and sma(stdev(close, 9999), 9999)[9999] > 1 and adx(9000) > 1"
    problems = SERVICE.check(text)
    assert {p.code for p in problems} == {"E405"}
    pieces = [text[p.offset : p.offset + p.length] for p in problems]
    assert pieces == ["sma(stdev(close, 9999), 9999)[9999]"]


def test_suggestions_prefer_series_to_functions() -> None:
    assert "'high'" in SERVICE.check("hihg > 1")[0].hint


def test_a_warning_is_given_once_though_its_place_is_looked_at_twice() -> None:
    problems = FormulaService().check("1/0 > 1")
    assert [problem.message for problem in problems] == list(
        dict.fromkeys(problem.message for problem in problems)
    )


@pytest.mark.parametrize(
    "text",
    [
        "close > max(high, 1)",
        "close > max(high, 20.5)",
        "close > max(high, low)",
        "close > max(high, low, 20)",
        "supertrend() > close",
        "supertrend() > 100",
        "supertrend().dir == 1",
    ],
)
def test_what_can_only_be_meant_so_gives_no_warning(text: str) -> None:
    assert SERVICE.check(text) == []


def test_a_direction_that_was_meant_is_named() -> None:
    (problem,) = SERVICE.check("supertrend() == 1")
    assert problem.hint == "For the direction write supertrend(...).dir"


@pytest.mark.parametrize("text", ["close[-1] > 1", "ref(close, -1) > 1", "Ref(C,-1) > 1"])
def test_an_offset_into_the_future_is_told_apart_and_shown_the_other_way(text: str) -> None:
    (problem,) = SERVICE.check(text)
    assert (problem.code, text[problem.offset : problem.offset + problem.length]) == ("E501", "-1")
    assert "write close[1]" in problem.hint


def test_a_parameter_takes_either_sign_of_assignment_and_no_other() -> None:
    assert SERVICE.check("param n := 20; close > sma(n)") == []
    assert [p.code for p in SERVICE.check("param n : 20; close > 1")] == ["E104"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("close > 1,000", "1000"),
        ("close > 1,500", "1500"),
        ("close > 12,345,678", "12345678"),
        ("1,000,000 < volume", "1000000"),
        ("volume > 1,500,000", "1500000"),
        ("volume > 1,234.5", "1234.5"),
        ("volume > 1,500k", "1500k"),
        ("close > 1 000", "1000"),
        ("close > 1\u00a0000", "1000"),
        ("close > 1'000", "1000"),
        ("close > 1'000'000", "1000000"),
        ("close > 1.000.000", "1000000"),
        ("x = 1,000; close > x", "1000"),
        ("(close > 1,500) and volume > 1", "1500"),
        ("sma(close, 1,500) > 5", "1500"),
        ("if(close > 1,500, 1, 0) > 0", "1500"),
        ("max(close, 1,000) > 5", "1000"),
    ],
)
def test_a_number_with_signs_between_its_digits_is_shown_without_them(
    text: str, number: str
) -> None:
    (problem,) = [p for p in SERVICE.check(text) if p.severity is Severity.ERROR]
    assert problem.hint == f"Write the number without a sign between its digits: {number}"


@pytest.mark.parametrize("text", ["close > 10,5", "close > 1 0000", "close > 1,50", "close, 100"])
def test_what_is_no_number_in_groups_has_no_such_hint(text: str) -> None:
    assert all("digits" not in problem.hint for problem in SERVICE.check(text))


def test_arguments_may_follow_each_other_without_a_space() -> None:
    assert SERVICE.check("macd(12,100,9) > 0 and bbands(close,20,2).upper > 0") == []
