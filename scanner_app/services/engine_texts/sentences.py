"""The recogniser of sentences that carry no code yet."""

from __future__ import annotations

from functools import cache

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
