from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING

import pytest

from engine.errors import (
    AdjustmentError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryFullError,
    LibraryNotFoundError,
    LibraryReadOnlyError,
    LibraryVersionError,
    SourceError,
    StaleResultError,
)
from scanner_app import texts
from scanner_app.engine_messages import engine_text, error_text
from scanner_app.services.engine_texts.sentences import is_refusal
from scanner_app.services.engine_texts.words import TIMEFRAMES
from scanner_app.services.formulas.language_service import LanguageService

if TYPE_CHECKING:
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
    "highest(close > 1, 5) > 2 and close[99999] > 1", "cross_up(close)", "close = 5; close > 1",
    "x = 1; x = 2; x > 1", "weekly(xs_rank(close)) > 1", "monthly(close) > weekly(monthly(5))",
    'symbol("", close) > 1', "ta.sma(close, 5) > 1", "close.y", "cross_up(close, 1, 2)",
)  # fmt: skip
ERRORS = (
    LibraryError("a.fslib"),
    LibraryNotFoundError("a.fslib"),
    LibraryDamagedError("a.fslib"),
    LibraryVersionError("a.fslib", 9, 2),
    LibraryReadOnlyError("a.fslib"),
    LibraryBusyError("a.fslib"),
    LibraryFullError("a.fslib"),
    AdjustmentError("AAPL", "1d", "2024-01-01"),
    SourceError("a.csv", "the table has no rows"),
    SourceError("a.csv", "a quote is not closed", 3),
    StaleResultError("AAPL"),
)
CODE = re.compile(r"[a-z_]+\(.*|param \w+ = 20|xs_rank\(\).*", re.DOTALL)


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("text", FAULTY)
def test_faults_are_told_in_korean(text: str) -> None:
    for problem in LanguageService().check(text):
        for sentence in (problem.message, problem.hint):
            told = engine_text(sentence)
            is_code = not sentence or CODE.fullmatch(sentence)
            assert is_code or re.search("[가-힣]", told), sentence


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_are_told_in_korean(error: Exception) -> None:
    told = error_text(error)
    assert set(re.findall("[A-Za-z]+", told)) <= {"fslib", "csv", "AAPL", "a"}, told


@pytest.mark.usefixtures("korean")
def test_names_and_numbers_keep_their_places() -> None:
    assert engine_text("There is no function 'smaa'") == "'smaa': 없는 함수입니다"
    assert (
        engine_text("n of sma() must be from 1 to 10000") == "sma()의 n: 1부터 10000까지여야 합니다"
    )
    assert engine_text("Expected a number, found a text") == "숫자가 와야 하는데 글입니다"
    assert engine_text("Something unheard of") == "Something unheard of"


@pytest.mark.usefixtures("korean")
def test_an_error_of_the_system_names_its_file_and_says_why() -> None:
    error = FileNotFoundError(errno.ENOENT, "No such file or directory", "b.txt")
    assert error_text(error) == "b.txt: 그런 파일이나 폴더가 없습니다"
    assert error_text(OSError(os.strerror(errno.ENOENT))) == "그런 파일이나 폴더가 없습니다"


@pytest.mark.usefixtures("korean", "qapp")
def test_sentences_in_sentences_are_told_in_korean_too() -> None:
    told = engine_text("no row could be read; line 3: column 2 'a;b' is no date")
    assert told == "읽을 수 있는 줄이 없습니다; 3번째 줄: 2열 'a;b': 날짜 값이 아닙니다"
    told = engine_text("a.csv: cannot be read: [Errno 13] Permission denied: 'a.csv'")
    assert told == "a.csv: 읽을 수 없습니다: 권한이 없습니다: 'a.csv'"
    told = engine_text("no header: column 1 open, column 2 high")
    assert told == "머리글 없음: 1열 시가, 2열 고가"


@pytest.mark.usefixtures("korean")
def test_timeframes_are_called_what_the_window_calls_them() -> None:
    told = engine_text("its candles are not of 1d; import it with the timeframe 1w and resample it")
    assert told == "일봉이 아닙니다; 주봉으로 가져온 뒤 긴 봉을 만드세요"
    assert TIMEFRAMES == texts.TIMEFRAMES


@pytest.mark.usefixtures("korean")
def test_joined_notes_are_told_in_korean_though_one_holds_the_separator() -> None:
    notes = ("'x' is taken for the close", "no column is taken for open; not used: 'a'")
    for several in (notes, notes[::-1], notes * 2):
        assert engine_text("; ".join(several)) == "; ".join(map(engine_text, several))


@pytest.mark.usefixtures("korean")
def test_what_a_user_wrote_stays_as_it_is() -> None:
    assert engine_text("'date' is taken for the close") == "'date' 열을 종가로 보았습니다"
    assert engine_text("close is missing") == "close 값이 없습니다"


def test_english_stays_as_it_is(qapp: QApplication) -> None:
    for text in ("There is no function 'smaa'", "a.csv, line 3: close 'x; y' is no number"):
        assert engine_text(text) == text


def test_only_what_the_engine_refuses_is_the_users_to_mend() -> None:
    assert is_refusal(ValueError("Candles of 1d do not make whole candles of 1h"))
    assert not is_refusal(ValueError("Expecting value: line 1 column 1 (char 0)"))
    assert not is_refusal(ValueError("operands could not be broadcast together"))
    assert not is_refusal(KeyError("the table has no rows"))
