"""The language of the window: English, or a translation of it.

Texts with a number say it to ``tr()``, which chooses among the forms that a language has for
numbers: ``tr("{n} rows", "", n).format(n=f"{n:,}")``. English has a file for these alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from scanner_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QApplication

SYSTEM = "system"
SOURCE = "en"
TRANSLATED = ("ko",)
_MAX_COUNT = 2**31 - 1
_LANGUAGE = "language"


def language_of(choice: str) -> str:
    """Return the language that a setting means: the system's where that is translated.

    The system's is that of its menus; its name alone would be that of its dates and numbers.
    """
    return first_spoken(QLocale.system().uiLanguages() if choice == SYSTEM else [choice])


def first_spoken(names: Iterable[str]) -> str:
    """Return the first language among locales, such as ``ko-Kore-KR``, that the window speaks."""
    languages = (name.partition("-")[0] for name in names)
    return next((name for name in languages if name in (SOURCE, *TRANSLATED)), SOURCE)


def install_translations(app: QApplication, choice: str) -> list[QTranslator]:
    """Set the language of the window; returns what must be kept alive.

    Qt's own dialogs are translated by files that come with it.
    """
    language = language_of(choice)
    app.setProperty(_LANGUAGE, language)
    QLocale.setDefault(QLocale(language if choice != SYSTEM else QLocale.system().name()))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed = []
    for name, folder in (
        (f"qtbase_{language}", qt_folder),
        (f"app_{language}", str(resource("translations"))),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            installed.append(translator)
    return installed


def remove_translations(app: QApplication, installed: list[QTranslator]) -> None:
    """Go back to the texts of the sources."""
    app.setProperty(_LANGUAGE, SOURCE)
    for translator in installed:
        app.removeTranslator(translator)


def window_language() -> str:
    """Return the language that the window speaks now."""
    app = QCoreApplication.instance()
    return SOURCE if app is None else app.property(_LANGUAGE) or SOURCE


def numerus(number: float) -> int:
    """Return what to give `tr()` for a number that may be too large for it, or a fraction."""
    return min(round(number), _MAX_COUNT)
