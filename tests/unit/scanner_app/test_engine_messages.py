"""The window says what the engine says in its own language, by code."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from engine.domain.timeframe import Timeframe, timeframe_name
from engine.errors import InputError, LibraryDamagedError, LibraryVersionError
from engine.messages import Message
from scanner_app.engine_messages import engine_text, error_text
from scanner_app.texts import timeframe_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


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
        assert engine_text(timeframe_name(timeframe)) == timeframe_text(str(timeframe))


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
