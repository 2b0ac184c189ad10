"""The languages of the window, their files, and the forms of texts with a number."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from scanner_app.resources import resource
from scanner_app.services.formulas.presets import preset_entries
from scanner_app.translations import (
    first_spoken,
    install_translations,
    language_of,
    numerus,
    remove_translations,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

# "2 of 5 symbols", "3 new candles": a number before the plural of a noun.
_COUNTED = re.compile(r"\{(?:n|all|total|rate|bars)\}(?: \w+)? \w+s\b")
# A text of its own stands for one, or the number is never one.
_NEVER_ONE = {
    "needs {n} candles", "{n} conditions", "{n} bars/s", "the last {n} bars", "Import {n} files",
}  # fmt: skip


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Return a function that has the window speak a language until the end of the test."""
    installed = []
    yield lambda language: installed.extend(install_translations(qapp, language))
    remove_translations(qapp, installed)
    QLocale.setDefault(QLocale.c())


def test_languages_without_translation_are_english() -> None:
    assert language_of("ko") == "ko"
    assert language_of("fr") == "en"
    assert language_of("en") == "en"


def test_the_first_language_of_the_system_that_is_spoken_is_taken() -> None:
    assert first_spoken(["ko-Kore-KR", "ko-KR", "ko"]) == "ko"
    assert first_spoken(["fr-FR", "fr", "ko-KR", "en-US"]) == "ko"
    assert first_spoken(["en-US", "ko-KR"]) == "en"
    assert first_spoken(["C"]) == first_spoken([]) == "en"


def test_every_text_of_the_sources_has_a_finished_translation_that_is_compiled() -> None:
    tool = Path(__file__).parents[3] / "packaging" / "dev" / "translate.py"
    command = [sys.executable, str(tool), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("language", ["en", "ko"])
def test_translations_keep_the_places_of_numbers_and_names(language: str) -> None:
    for message in messages(language):
        source = message.findtext("source", "")
        forms = message.findall("translation/numerusform") or message.findall("translation")
        for form in forms:
            assert places(form.text or "") == places(source), source


def test_texts_with_a_number_before_a_plural_have_a_form_for_one() -> None:
    for message in messages("ko"):
        source = message.findtext("source", "")
        if _COUNTED.search(source) and source not in _NEVER_ONE:
            assert message.get("numerus") == "yes", source


def test_the_window_speaks_korean(qapp: QApplication) -> None:
    installed = install_translations(qapp, "ko")
    try:
        assert qapp.translate("FormulasFeature", "New formula") == "새 수식"
        assert preset_entries()[0].formula.name == "골든 크로스"
    finally:
        remove_translations(qapp, installed)
        QLocale.setDefault(QLocale.c())
    assert qapp.translate("FormulasFeature", "New formula") == "New formula"


def test_texts_belong_to_a_class_or_a_named_context() -> None:
    contexts = ET.parse(resource("translations", "app_ko.ts")).getroot().findall("context")
    names = [context.findtext("name", "") for context in contexts]
    assert [name for name in names if not name.isidentifier()] == []
    assert not {"self", "_", ""} & set(names)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["0 matches", "1 match", "2 matches", "2,500 matches"]),
        ("ko", ["결과 0건", "결과 1건", "결과 2건", "결과 2,500건"]),
    ],
)
def test_one_of_a_thing_is_told_in_the_singular(
    qapp: QApplication, speak: Callable[[str], None], language: str, told: list[str]
) -> None:
    speak(language)
    numbers = (0, 1, 2, 2_500)
    texts = [qapp.translate("ResultsView", "{n} matches", "", n) for n in numbers]
    assert [text.format(n=f"{n:,}") for text, n in zip(texts, numbers, strict=True)] == told


def test_counts_that_are_too_large_for_qt_are_plural(
    qapp: QApplication, speak: Callable[[str], None]
) -> None:
    speak("en")
    assert qapp.translate("DataTab", "{n} candles", "", numerus(5_000_000_000)) == "{n} candles"
    assert qapp.translate("DataTab", "{n} candles", "", numerus(1.0)) == "{n} candle"


def messages(language: str) -> Iterator[ET.Element]:
    return ET.parse(resource("translations", f"app_{language}.ts")).getroot().iter("message")


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
