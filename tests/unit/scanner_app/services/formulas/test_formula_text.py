from __future__ import annotations

import pytest

from scanner_app.services.formulas import formula_text as ft
from scanner_app.services.formulas.formula_text import OpenCall, Style

SERIES = {"close", "open", "high", "low", "volume"}


def styles(text: str) -> list[tuple[str, Style]]:
    return [(text[s.start : s.end], s.style) for s in ft.styled_spans(text, SERIES)]


def test_every_kind_of_word_has_its_style() -> None:
    found = dict(styles('param n = 20; m = sma(close, n) and symbol("SPY", x) # note'))
    assert found["param"] is Style.KEYWORD
    assert found["n"] is Style.VARIABLE
    assert found["20"] is Style.NUMBER
    assert found["sma"] is Style.FUNCTION
    assert found["close"] is Style.SERIES
    assert found['"SPY"'] is Style.TEXT
    assert found["# note"] is Style.COMMENT


def test_crosses_above_is_one_pair_of_keywords() -> None:
    found = styles("a crosses above b")
    assert ("above", Style.KEYWORD) in found
    assert ("above", Style.VARIABLE) in styles("above > 1")


def test_a_series_with_an_offset_in_brackets_stays_a_series() -> None:
    assert ("close", Style.SERIES) in styles("close(1) > 2")


@pytest.mark.parametrize(
    ("text", "word"), [("sma(close", "sma"), ("(close", ""), ("", ""), ("1 + rsi", "")]
)
def test_the_word_at_the_beginning_is_found(text: str, word: str) -> None:
    assert ft.word_at(text, 0) == word


def test_the_word_under_the_cursor_is_found_at_both_its_ends() -> None:
    assert ft.word_at("1 + rsi(close)", 4) == ft.word_at("1 + rsi(close)", 7) == "rsi"


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("clo", "clo"),
        ("close > sm", "sm"),
        ("close > ", ""),
        ("# sm", ""),
        ("12k", ""),
        ("종", "종"),
    ],
)
def test_prefix_is_what_is_typed_of_a_name(text: str, prefix: str) -> None:
    assert ft.prefix_at(text, len(text)) == prefix


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("m.", "m"),
        ("m.li", "m"),
        ("macd(close,12,26,9).s", "macd"),
        ("m", ""),
        ("(a).b", ""),
        ("", ""),
    ],
)
def test_owner_of_a_field_is_the_name_before_the_point(text: str, owner: str) -> None:
    assert ft.field_owner(text, len(text)) == owner


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("sma(", OpenCall("sma", 0, "", 0)),
        ("sma(close, ", OpenCall("sma", 1, "", 0)),
        ("sma(ema(close, 3), ", OpenCall("sma", 1, "", 0)),
        ("x > sma(ema(close,", OpenCall("ema", 1, "", 8)),
        ("keltner(n=", OpenCall("keltner", 0, "n", 0)),
        ("sma((close + ", OpenCall("sma", 0, "", 0)),
        ("sma(close)", None),
        ("(close", None),
        ("", None),
    ],
)
def test_open_call_knows_the_argument_under_the_cursor(text: str, call: OpenCall | None) -> None:
    assert ft.open_call(text, len(text)) == call


def test_brackets_know_their_partners() -> None:
    text = "a[(1 + 2) * 3]"
    assert ft.bracket_pair(text, 1) == (1, 13)
    assert ft.bracket_pair(text, 9) == (2, 8)
    assert ft.bracket_pair(text, 5) is None
    assert ft.bracket_pair("(]", 0) is None
    assert ft.bracket_pair("# (a)", 2) is None


def test_commenting_twice_changes_nothing() -> None:
    lines = ["close > 1", "", "  rsi < 2"]
    commented = ft.toggled_comment(lines)
    assert commented == ["# close > 1", "", "#   rsi < 2"]
    assert ft.toggled_comment(commented) == lines


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("# x", 0), ("close > 1", 1), ("x = a and b; c and d or e", 3), ("a and b\n", 2)],
)
def test_clauses_of_the_result_are_counted(text: str, count: int) -> None:
    assert ft.clause_count(text) == count
