from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from scanner_app.services.language_service import LanguageService
from scanner_app.services.language_texts import fault_text, help_text
from scanner_app.translations import install_translations, remove_translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

FAULTY = (
    "xclose > 1", "smaa(close, 20) > 1", "close >", "(close > 1", "close > 1)", "close > $",
    "close", "param n = close; close > n", "x = 1", "sma(close, 0) > 1", "sma(close, 2.5) > 1",
    "sma(close, close) > 1", "sma() > 1", "sma(close, 1, 2, 3) > 1", "sma(close, m=3) > 1",
    "macd(close, 12, 26, 9) > 1", "macd(close, 12, 26, 9).foo > 1", "close[-1] > 1",
    "close[n] > 1", "if close > 1 then 2", "close = 5", "close > 1 > 2 < 3", "5m5 > close",
    '"abc', "/* abc", "close > 1 close < 2", "open > 1\nclose > 2", 'symbol(close, "A") > 1',
    'tf("9q", close) > 1', "rsi(close, n=14, 3) > 1", "and = 5", "(close > 1) + 1 > 2",
    "(close > 1) < 5", "close > na", "select close", "close.x > 1", "param = 3",
    "highest(close > 1, 5) > 2 and close[99999] > 1", "cross_up(close)",
)  # fmt: skip


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    installed = install_translations(qapp, "ko")
    yield
    remove_translations(qapp, installed)
    QLocale.setDefault(QLocale.c())


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("text", FAULTY)
def test_faults_are_told_in_korean(text: str) -> None:
    for problem in LanguageService().check(text):
        for sentence in (problem.message, problem.hint):
            told = fault_text(sentence)
            is_code = not sentence or re.fullmatch(r"[a-z_]+\(.*|param \w+ = 20", sentence)
            assert is_code or re.search("[가-힣]", told), sentence


@pytest.mark.usefixtures("korean")
def test_names_and_numbers_keep_their_places() -> None:
    assert fault_text("There is no function 'smaa'") == "'smaa': 없는 함수입니다"
    assert (
        fault_text("n of sma() must be from 1 to 10000") == "sma()의 n: 1부터 10000까지여야 합니다"
    )
    assert fault_text("Expected a number, found a text") == "숫자가 와야 하는데 글입니다"
    assert fault_text("Something unheard of") == "Something unheard of"


@pytest.mark.usefixtures("korean")
def test_every_function_has_a_korean_help() -> None:
    functions = LanguageService().functions.values()
    english = {f.summary for f in functions if help_text(f.summary) == f.summary}
    assert english <= {"a + b.", "a - b."}


def test_english_stays_as_it_is(qapp: QApplication) -> None:
    assert fault_text("There is no function 'smaa'") == "There is no function 'smaa'"
