"""Sentences and errors of the engine as the window tells them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication

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

_AREAS = (language, imports, library, scan, live, system)


def engine_text(english: str) -> str:
    """Return a sentence of the engine in the window's language; an unknown one as it is."""
    found = recogniser().recognised(english)
    return english if found is None else found.said(QCoreApplication.translate)


def error_text(error: BaseException) -> str:
    """Return what an error says in the window's language.

    An error of the system names its file first, as those of the engine do.
    """
    if isinstance(error, OSError) and error.strerror and error.filename:
        return engine_text(f"{error.filename}: {error.strerror}")
    return engine_text(str(error))


def is_refusal(error: BaseException) -> bool:
    """Tell whether the engine refuses what somebody asked for, in a sentence of its own.

    What Python's modules say is none: that is for a report.
    """
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
