"""The editor with its parameters: values belong to one formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSpinBox

from scanner_app.icons import Icons
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.theme import load_theme
from scanner_app.views.editor.formula_panel import FormulaPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

FIRST = "param n = 20\nclose > sma(close, n)"
SECOND = "param n = 20\nrsi(close, n) < 30"
LANGUAGE = LanguageService()


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[FormulaPanel]:
    theme = load_theme("light")
    panel = FormulaPanel(LANGUAGE, Icons(theme), theme)
    qtbot.addWidget(panel)
    panel.show_formula(FIRST, {})
    check(panel)
    panel.findChild(QSpinBox, "parameter_n").setValue(5)
    assert panel.state().parameters == {"n": 5}
    yield panel
    panel.parameters.expect({})  # ends the wait for more edits
    with qtbot.waitSignal(panel.text_settled):
        panel.editor.insertPlainText(" ")


def check(panel: FormulaPanel) -> None:
    text = panel.state().text
    panel.show_check(LANGUAGE.check(text), LANGUAGE.facts(text))


def paste(qtbot: QtBot, panel: FormulaPanel, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    panel.editor.selectAll()
    qtbot.keyClick(panel.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert panel.state().text == text
    check(panel)


def test_a_formula_that_is_pasted_over_another_has_its_own_values(
    qtbot: QtBot, panel: FormulaPanel
) -> None:
    paste(qtbot, panel, SECOND)
    assert panel.state().parameters == {}
    assert panel.findChild(QSpinBox, "parameter_n").value() == 20


def test_a_formula_that_is_typed_after_all_was_deleted_has_its_own_values(
    qtbot: QtBot, panel: FormulaPanel
) -> None:
    for _ in range(len(FIRST)):
        qtbot.keyClick(panel.editor, Qt.Key.Key_Backspace)
        panel.editor.moveCursor(panel.editor.textCursor().MoveOperation.End)
    assert panel.state().text == ""
    panel.editor.insertPlainText(SECOND)
    check(panel)
    assert panel.state().parameters == {}


def test_another_formula_of_the_library_has_its_own_values(panel: FormulaPanel) -> None:
    panel.show_formula(SECOND, {})
    check(panel)
    assert panel.state().parameters == {}
    panel.show_formula(FIRST, {"n": 7})
    check(panel)
    assert panel.state().parameters == {"n": 7}


def test_an_edit_of_the_formula_keeps_its_values(panel: FormulaPanel) -> None:
    panel.editor.moveCursor(panel.editor.textCursor().MoveOperation.End)
    panel.editor.insertPlainText(" and volume > 0")
    check(panel)
    assert panel.state().parameters == {"n": 5}


def test_formatting_keeps_the_values(panel: FormulaPanel) -> None:
    panel.show_text(FIRST.replace(" ", "  "))
    panel.editor.undo()
    check(panel)
    assert panel.state().parameters == {"n": 5}


def test_another_theme_keeps_the_values(panel: FormulaPanel) -> None:
    panel.set_theme(load_theme("dark"))
    check(panel)
    assert panel.state().parameters == {"n": 5}
