"""What the engine says, in the window's language.

The engine speaks English, and so do the log and reports to be copied. A sentence of it carries a
code, and the window looks the code up; a text without one is shown as it is.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from engine.messages import CATALOGUES, said
from engine.resources import read_text
from engine.system_messages import error_message
from scanner_app.translations import SOURCE, window_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.messages import Template


def engine_text(text: str) -> str:
    """Return what the engine says in the window's language."""
    return said(text, template_in_window)


def error_text(error: BaseException) -> str:
    """Return what an error says in the window's language.

    An error of the system names its file first, as those of the engine do.
    """
    return engine_text(error_message(error))


def template_in_window(code: str) -> Template | None:
    """Return the template of a message in the window's language; None for its English."""
    language = window_language()
    if language == SOURCE:
        return None
    return _templates(language, code.partition(".")[0]).get(code)


@cache
def _templates(language: str, prefix: str) -> Mapping[str, Template]:
    """Return the templates of the messages with a prefix, by their codes."""
    if prefix not in CATALOGUES:
        return {}
    table = tomllib.loads(read_text("messages", language, f"{prefix}.toml"))
    return {f"{prefix}.{name}": text for name, text in table.items()}
