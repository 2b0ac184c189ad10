"""The window says what the engine says in its own language, by code."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

import pytest

from engine.domain.timeframe import Timeframe, timeframe_name
from engine.errors import (
    AdjustmentError,
    InputError,
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
from engine.messages import Message
from scanner_app.engine_messages import engine_text, error_text
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.texts import timeframe_text

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
    SourceError("a.csv", Message("import.no-rows"), 3),
    StaleResultError("AAPL"),
)
CODE = re.compile(r"[a-z_]+\(.*|param \w+ = 20|xs_rank\(\).*", re.DOTALL)


@pytest.mark.usefixtures("korean")
def test_message_is_looked_up_by_its_code() -> None:
    assert engine_text(Message("library.closed")) == "닫혔습니다"


@pytest.mark.usefixtures("korean")
def test_messages_in_the_fields_of_a_message_are_looked_up_too() -> None:
    message = Message("library.empty-file", kind=Message("library.workspace"))
    assert engine_text(message) == "작업 공간 파일이 비어 있습니다"


@pytest.mark.usefixtures("korean")
def test_timeframes_in_sentences_are_called_what_the_window_calls_them() -> None:
    for timeframe in Timeframe:
        name = engine_text(timeframe_name(timeframe))
        assert name == timeframe_text(str(timeframe))
        assert name.endswith("봉")


@pytest.mark.usefixtures("korean")
def test_error_names_its_file_and_says_why() -> None:
    error = FileNotFoundError(errno.ENOENT, "Das System kann nicht", "b.txt")
    assert error_text(error) == "b.txt: 그런 파일이나 폴더가 없습니다"
    damaged = LibraryDamagedError("a.fslib", Message("library.damaged"))
    assert error_text(damaged) == "a.fslib: 파일이 손상되었거나 잘렸습니다. 사본에서 되살리세요"
    newer = LibraryVersionError("a.fslib", 9, 2)
    assert error_text(newer).startswith("a.fslib: 더 새로운 버전이 쓴 형식 9입니다.")


@pytest.mark.usefixtures("korean")
def test_text_without_a_code_stays_as_it_is() -> None:
    assert engine_text("Something unheard of") == "Something unheard of"
    assert error_text(RuntimeError("odd")) == "odd"


def test_english_window_shows_the_message_itself(qapp: QApplication) -> None:
    error = InputError(Message("library.watchlist-exists", name="나의 것"))
    assert error_text(error) == "There is a watchlist '나의 것' already"


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("text", FAULTY)
def test_faults_of_formulas_are_in_korean(text: str) -> None:
    for problem in LanguageService().check(text):
        for sentence in (problem.message, problem.hint):
            is_code = not sentence or CODE.fullmatch(sentence)
            assert is_code or re.search("[가-힣]", engine_text(sentence)), sentence


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_are_in_korean_but_for_names(error: Exception) -> None:
    words = set(re.findall("[A-Za-z]+", error_text(error)))
    assert words <= {"fslib", "csv", "AAPL", "a"}, words
