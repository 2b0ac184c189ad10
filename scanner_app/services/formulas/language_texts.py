"""The one-line helps of the language, in the window's language.

The engine speaks English. Its helps are translated whole; for its sentences see
:mod:`scanner_app.engine_messages`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

HELP = "LanguageHelp"
"""Translation context of the one-line helps."""


def help_text(english: str) -> str:
    """Return a one-line help of the language in the window's language."""
    return QCoreApplication.translate(HELP, english) if english else ""
