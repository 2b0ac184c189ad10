"""The recogniser of sentences that carry no code yet."""

from __future__ import annotations

from functools import cache

from scanner_app.services.engine_texts import scan
from scanner_app.services.engine_texts.recogniser import Recogniser

_AREAS = (scan,)


@cache
def recogniser() -> Recogniser:
    """Return what knows all sentences."""
    return Recogniser({area.CONTEXT: area.TEMPLATES for area in _AREAS})


def contexts() -> dict[str, tuple[str, ...]]:
    """Return all that is to be translated, by context."""
    return {area.CONTEXT: area.TEMPLATES for area in _AREAS}
