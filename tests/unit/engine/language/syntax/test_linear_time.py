"""Long hostile texts, on which nested repetition or a look back over everything would never end."""

from __future__ import annotations

import pytest

from engine.language.service import FormulaService
from engine.language.syntax import limits
from engine.language.syntax.lexer import tokenize
from engine.language.translate.translator import Language, translate

_LONG = 400_000
PIECES = (
    "{", "{}", "[", "[]", "(", "1 ", "1", "a", "e\u0301", "daily ", "rsi ", "rsi(", "'", '"', "/*",
    "\n", "1,000,", "a.", "1e", "1_",
)  # fmt: skip


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_pasted_text_of_any_length_is_translated(piece: str, language: Language) -> None:
    for text in (piece * (_LONG // len(piece)), f"[{piece * (_LONG // len(piece))}]"):
        assert translate(text, language).text is not None


@pytest.mark.parametrize(
    "text",
    [
        "e" + "\u0301\u0316" * 4000,
        "\u1100\u1161\u11a8" * 2700,
        "'a\n" * 2700,
        "close > 1" + ",000" * 2000,
        "close > 1" + " 100" * 900,
    ],
    ids=["marks", "jamo", "quotes", "commas", "groups"],
)
def test_a_formula_of_the_greatest_length_is_checked(text: str) -> None:
    assert len(text) <= limits.MAX_CHARACTERS
    assert FormulaService().check(text)


def test_marks_that_belong_together_stay_one_character_of_the_origin() -> None:
    token = tokenize("e\u0301" + "\u0316" * 3)
    assert [problem.code for problem in token.problems] == []
    assert token.tokens[0].span == (0, 5)
