"""Sentences and errors of the engine as the window tells them."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.errors import EngineError, InputError
from engine.messages import Message, filled
from scanner_app.services.engine_texts import (
    imports,
    language,
    library,
    live,
    scan,
    system,
    words,
)
from scanner_app.services.engine_texts.recogniser import Recogniser, Told
from scanner_app.translations import message_template

_FRAMES = frozenset({"timeframe", "source_timeframe"})
_AREAS = (language, imports, library, scan, live, system)


def engine_text(english: str) -> str:
    """Return a sentence of the engine in the window's language; an unknown one as it is."""
    if isinstance(english, Message):
        return _message_text(english)
    found = recogniser().recognised(english)
    return english if found is None else found.said(QCoreApplication.translate)


def error_text(error: BaseException) -> str:
    """Return what an error says in the window's language.

    An error of the system names its file first, as those of the engine do.
    """
    if isinstance(error, EngineError) and isinstance(error.message, Message):
        return _message_text(error.message)
    if isinstance(error, OSError) and error.strerror and error.filename:
        return engine_text(f"{error.filename}: {error.strerror}")
    return engine_text(str(error))


def _message_text(message: Message) -> str:
    """Return a message in the window's language; texts in it that are none are recognised."""
    template = message_template(message.code)
    if template is None:
        return str(message)
    return filled(template, {name: _field(name, value) for name, value in message.fields.items()})


def _field(name: str, value: Any) -> Any:
    if name in _FRAMES:
        return QCoreApplication.translate(words.TIMEFRAMES, value)
    if isinstance(value, tuple | list):
        return tuple(_field("", item) for item in value)
    return engine_text(value) if isinstance(value, str) else value


def is_refusal(error: BaseException) -> bool:
    """Tell whether the engine refuses what somebody asked for, in a sentence of its own.

    What Python's modules say is none: that is for a report.
    """
    if isinstance(error, InputError):
        return True
    found = recogniser().recognised(str(error)) if isinstance(error, ValueError) else None
    return isinstance(found, Told) and found.context != system.CONTEXT


@cache
def recogniser() -> Recogniser:
    """Return what knows all sentences."""
    return Recogniser({area.CONTEXT: area.TEMPLATES for area in _AREAS})


def contexts() -> dict[str, tuple[str, ...]]:
    """Return all that is to be translated, by context."""
    found = {area.CONTEXT: area.TEMPLATES for area in _AREAS}
    return found | {words.WORDS: words.texts()}
