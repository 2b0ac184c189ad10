"""Tests of cutting a formula into tokens."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.syntax import limits
from engine.language.syntax.lexer import tokenize
from engine.language.syntax.tokens import TokenKind


def values(text: str) -> list[str]:
    return [token.value for token in tokenize(text).tokens[:-1]]


def problems(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.offset, p.length) for p in tokenize(text).problems]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20", 20.0), ("2.5", 2.5), (".5", 0.5), ("1e6", 1e6), ("1_000", 1000.0), ("5.", 5.0),
        ("500k", 500e3), ("5m", 5e6), ("2b", 2e9), ("2.5M", 2.5e6), ("1E-3", 1e-3),
    ],
)  # fmt: skip
def test_a_number_has_the_value_that_is_written(text: str, number: float) -> None:
    (token, _end) = tokenize(text).tokens
    assert (token.kind, token.number) == (TokenKind.NUMBER, number)


@pytest.mark.parametrize("text", ["12abc", "1.2.3", "1__0", "20d", "1e999", "1" * 33])
def test_a_malformed_number_is_one_problem_over_its_whole_length(text: str) -> None:
    assert problems(text) == [("E404", 0, len(text))]


def test_operators_of_other_languages_get_one_spelling() -> None:
    assert values("a && b || !c <> d ** e & f | g") == [
        "a", "and", "b", "or", "not", "c", "!=", "d", "^", "e", "and", "f", "or", "g",
    ]  # fmt: skip


def test_names_and_keywords_are_lower_case() -> None:
    assert values("CLOSE Crosses ABOVE Sma") == ["close", "crosses", "above", "sma"]


def test_comments_are_kept_aside() -> None:
    lexed = tokenize("a # one\nb // two\n/* three\nfour */ c")
    assert [comment.text for comment in lexed.comments] == ["# one", "// two", "/* three\nfour */"]
    assert [t.value for t in lexed.tokens] == ["a", "\n", "b", "\n", "c", ""]


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("a \u20ac b", "E101", 2),
        ('symbol("SPY', "E102", 7),
        ("a /* b", "E103", 2),
        ("_x", "E101", 0),
    ],
)
def test_a_problem_stands_where_it_begins(text: str, code: str, offset: int) -> None:
    assert problems(text)[0][:2] == (code, offset)


def test_a_sign_from_another_keyboard_is_named_and_understood() -> None:
    lexed = tokenize("close ≥ 3")
    assert lexed.problems[0].hint == "Write >="
    assert [t.value for t in lexed.tokens[:-1]] == ["close", ">=", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "a and\nb", "a\nand b", "a >\nb", "a\n> b", "f(a,\nb)", "x[\n1\n]", "a =\nb", "not\na",
        "a\n\n\n* b", "a\ncrosses above b", "m\n.line", "a\n# note\nand b",
    ],
)  # fmt: skip
def test_a_newline_that_ends_nothing_is_left_out(text: str) -> None:
    assert "\n" not in values(text)


@pytest.mark.parametrize("text", ["a\n+ b", "a\n- b", "a\n(b)", "a\n[b]", "a\nnot b"])
def test_a_line_that_may_begin_a_statement_does(text: str) -> None:
    assert values(text)[1] == "\n"


def test_places_count_in_the_text_as_given_even_where_it_is_not_composed() -> None:
    name = unicodedata.normalize("NFD", "단기")
    text = f"{name} > \u20ac"
    lexed = tokenize(text)
    assert lexed.tokens[0].value == "단기"
    assert lexed.tokens[0].span == (0, len(name))
    assert lexed.problems[0].offset == len(name) + 3


def test_a_text_beyond_the_limit_is_one_problem() -> None:
    assert problems("a" * (limits.MAX_CHARACTERS + 1))[0][0] == "E401"


def test_more_words_than_the_limit_are_one_problem() -> None:
    text = "+".join("a" for _ in range(limits.MAX_TOKENS))
    assert [code for code, *_ in problems(text)] == ["E402"]


@given(st.text(max_size=200))
def test_any_text_gives_tokens_in_order_within_the_text(text: str) -> None:
    tokens = tokenize(text).tokens
    assert tokens[-1].kind is TokenKind.END
    for token, following in pairwise(tokens):
        assert 0 <= token.start <= token.end <= following.start <= len(text)


@given(st.text(alphabet="가나단기é\u0301\u1100\u1161\u11a8ab1 ", max_size=40))
def test_composed_and_decomposed_texts_give_the_same_words(text: str) -> None:
    composed = values(unicodedata.normalize("NFC", text))
    assert values(unicodedata.normalize("NFD", text)) == composed
