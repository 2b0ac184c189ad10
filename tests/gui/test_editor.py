"""Writing formulas in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLabel, QSpinBox

from scanner_app.dialogs.save_formula import SaveFormulaDialog
from scanner_app.views.help_panel import HelpWindow

if TYPE_CHECKING:
    from scanner_app.views.editor.formula_editor import FormulaEditor
    from tests.helpers.app_driver import AppDriver

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(app: AppDriver) -> FormulaEditor:
    editor = app.scan_tab.formula.editor
    editor.replace_text("")
    editor.setFocus()
    return editor


def test_a_chosen_completion_takes_the_place_of_what_was_typed(
    app: AppDriver, editor: FormulaEditor
) -> None:
    app.qtbot.keyClicks(editor, "close > hig")
    popup = editor._completer.popup()
    assert popup.isVisible()
    names = [popup.model().index(n, 0).data() for n in range(popup.model().rowCount())]
    assert names[0] == "high"
    popup.setCurrentIndex(popup.model().index(names.index("highest"), 0))
    app.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.text == "close > highest("
    assert not popup.isVisible()


def test_tab_takes_the_proposal_and_leaves_the_editor_only_without_one(
    app: AppDriver, editor: FormulaEditor
) -> None:
    app.qtbot.keyClicks(editor, "close > hig")
    popup = editor._completer.popup()
    app.wait(popup.isVisible)
    app.qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert editor.text == "close > high"
    assert not popup.isVisible()
    assert editor.hasFocus()
    app.qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()


def test_ctrl_space_completes_a_single_letter_and_escape_closes_the_list(
    app: AppDriver, editor: FormulaEditor
) -> None:
    app.qtbot.keyClicks(editor, "r")
    popup = editor._completer.popup()
    assert not popup.isVisible()
    app.qtbot.keyClick(editor, Qt.Key.Key_Space, CTRL)
    assert popup.isVisible()
    app.qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert editor.text == "r"


def test_typing_on_narrows_the_list_until_nothing_fits(
    app: AppDriver, editor: FormulaEditor
) -> None:
    app.qtbot.keyClicks(editor, "sm")
    popup = editor._completer.popup()
    many = popup.model().rowCount()
    app.qtbot.keyClicks(popup, "a")
    assert 0 < popup.model().rowCount() < many
    app.qtbot.keyClicks(popup, "zz")
    assert not popup.isVisible()


def test_hangul_is_completed_too(editor: FormulaEditor) -> None:
    editor.replace_text("단기 = 1\n")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    event = QInputMethodEvent()
    event.setCommitString("단기")
    QApplication.sendEvent(editor, event)
    assert editor.text.endswith("단기")


def test_the_hint_follows_the_arguments(app: AppDriver, editor: FormulaEditor) -> None:
    app.qtbot.waitUntil(editor.hasFocus)
    app.qtbot.keyClicks(editor, "macd(close, ")
    editor._completer.close()
    assert editor._hint.isVisible()
    assert "<b" in editor._hint.text()
    assert "fast" in editor._hint.text()
    app.qtbot.keyClicks(editor, "1)")
    assert not editor._hint.isVisible()


def test_problems_are_underlined_and_a_click_goes_to_their_place(
    app: AppDriver, editor: FormulaEditor
) -> None:
    app.write("close > 1 and\nsmaa(close, 3) > 2")
    problems = app.scan_tab.formula.problems
    app.wait(problems.isVisible)
    problems.clicked.emit(problems.model().index(0, 0))
    assert editor.textCursor().selectedText() == "smaa"
    wavy = [s for s in editor.extraSelections() if s.format.underlineStyle().value > 1]
    assert len(wavy) == 1
    assert editor.problem_at(editor.text.index("smaa") + 2) is not None


def test_the_tool_tip_over_a_problem_says_what_is_wrong(
    app: AppDriver, editor: FormulaEditor
) -> None:
    app.write("smaa(close, 3) > 2")
    place = editor.cursorRect().topLeft() + QPoint(45, 5)
    event = QHelpEvent(QEvent.Type.ToolTip, place, editor.mapToGlobal(place))
    assert editor.event(event)


def test_the_facts_line_says_what_the_formula_needs(app: AppDriver) -> None:
    app.write("close > sma(close, 214)")
    assert app.find("factsLabel", QLabel).text() == "needs 214 candles"
    app.write("close > ema(close, 10) and volume > 0")
    text = app.find("factsLabel", QLabel).text()
    assert "settled after" in text
    assert "2 conditions" in text


def test_a_number_cannot_be_scanned_for(app: AppDriver) -> None:
    app.write("sma(close, 20)")
    assert not app.find("runButton").isEnabled()
    assert "compare it" in app.find("factsLabel", QLabel).text()


def test_parameters_become_fields_that_change_the_scan(app: AppDriver) -> None:
    app.write("param n = 20\nclose > sma(close, n)")
    field = app.find("parameter_n", QSpinBox)
    assert field.value() == 20
    with app.qtbot.waitSignal(app.application.formulas.presenter.parameters_changed):
        field.setValue(50)
    assert app.application.formulas.presenter.facts.lookback == 49
    assert app.application.formulas.presenter.formula.parameters == {"n": 50}
    app.write("close > 1")
    assert not app.scan_tab.formula.parameters.isVisible()


def test_auto_run_scans_again_when_a_parameter_changes(app: AppDriver) -> None:
    settings = app.services.settings
    settings.update(is_auto_run=True)
    app.write("param n = 20\nclose > sma(close, n)")
    with app.qtbot.waitSignal(app.services.scans.ended):
        app.find("parameter_n", QSpinBox).setValue(5)
    assert app.services.scans.request.parameters == {"n": 5}
    app.wait_for_end()


def test_tidy_and_undo(app: AppDriver, editor: FormulaEditor) -> None:
    app.write("close>SMA(close,20)")
    app.action("format").trigger()
    assert editor.text == "close > sma(close, 20)"
    editor.undo()
    assert editor.text == "close>SMA(close,20)"
    app.write("close > (")
    app.action("format").trigger()
    assert editor.text == "close > ("


def test_comment_out_and_in(app: AppDriver, editor: FormulaEditor) -> None:
    editor.replace_text("a = 1\nb = 2\na > b")
    editor.selectAll()
    app.action("comment").trigger()
    assert editor.text == "# a = 1\n# b = 2\n# a > b"
    app.action("comment").trigger()
    assert editor.text == "a = 1\nb = 2\na > b"


def test_find_next_previous_and_replace(app: AppDriver, editor: FormulaEditor) -> None:
    editor.replace_text("close > sma(close, 20) and close < 9")
    app.action("find").trigger()
    bar = app.scan_tab.formula.find_bar
    assert bar.isVisible()
    what, other = app.find("findText"), app.find("replaceText")
    app.qtbot.keyClicks(what, "close")
    places = []
    for _ in range(3):
        places.append(editor.textCursor().selectionStart())
        app.qtbot.keyClick(what, Qt.Key.Key_Return)
    assert places == [0, 12, 27]
    assert bar.find_previous()
    app.qtbot.keyClicks(other, "open")
    bar.replace()
    bar.replace_all()
    assert editor.text == "open > sma(open, 20) and open < 9"
    app.qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    bar.open()
    what.setText("nowhere")
    assert not bar.find_next()


def test_zoom_changes_the_size_of_the_text(app: AppDriver, editor: FormulaEditor) -> None:
    usual = editor.font().pointSizeF()
    for name, expected in (("zoom_in", usual + 1), ("zoom_out", usual), ("zoom_usual", usual)):
        app.action(name).trigger()
        assert editor.font().pointSizeF() == expected


def test_f1_explains_the_word_under_the_cursor(app: AppDriver, editor: FormulaEditor) -> None:
    editor.replace_text("rsi(close, 14) < 30")
    editor.go_to(1)
    app.qtbot.keyClick(editor, Qt.Key.Key_F1)
    window = app.window.findChild(HelpWindow)
    assert window.isVisible()
    assert "rsi(" in window.page.toPlainText()
    window.search.setText("moving")
    window.show_function("nothing")
    assert "nothing" in window.page.toPlainText()
    window.insert_requested.emit("  # x")
    assert "# x" in editor.text
    window.close()


def test_a_formula_is_saved_under_a_name_and_again_without_asking(app: AppDriver) -> None:
    app.write("close > sma(close, 33)")
    app.action("save").trigger()
    dialog = app.window.findChild(SaveFormulaDialog)
    assert not dialog._buttons.button(dialog._buttons.StandardButton.Save).isEnabled()
    dialog._name.setText("My pullback")
    dialog.accept()
    assert [f.name for f in app.services.formulas.own] == ["My pullback"]
    assert app.find("formulaTitle", QLabel).text() == "My pullback"
    app.write("close > sma(close, 34)")
    assert app.find("formulaTitle", QLabel).text().endswith("•")
    app.action("save").trigger()
    assert app.services.formulas.own[0].expression == "close > sma(close, 34)"
    assert len(app.services.formulas.versions(str(app.services.formulas.own[0].id))) == 2


def test_pasted_formulas_of_other_programs_are_translated(app: AppDriver) -> None:
    QGuiApplication.clipboard().setText("Cross(MA(C,5), MA(C,20))")
    app.action("paste_AFL").trigger()
    assert app.application.formulas.presenter.can_run
    QGuiApplication.clipboard().setText("")
    app.action("paste_AFL").trigger()
    assert "clipboard" in app.window.statusBar().currentMessage()


def test_the_box_beside_the_fields_is_the_setting(app: AppDriver) -> None:
    box = app.scan_tab.formula.parameters.auto_run
    settings = app.services.settings
    box.setChecked(True)
    assert settings.current.is_auto_run
    settings.update(is_auto_run=False)
    assert not box.isChecked()


def test_a_parameter_with_a_point_takes_fractions(app: AppDriver) -> None:
    app.write("param k = 2.0\nparam tiny = 0.00002\nclose > k * low + tiny")
    field = app.find("parameter_k", QDoubleSpinBox)
    field.setValue(2.5)
    app.wait(lambda: app.application.formulas.presenter.formula.parameters == {"k": 2.5})
    assert app.find("parameter_tiny", QDoubleSpinBox).text() == "0.00002"


def test_a_value_that_a_parameter_cannot_have_is_named(app: AppDriver) -> None:
    app.write("param n = 20\nclose > sma(close, n)")
    app.find("parameter_n", QSpinBox).setValue(0)
    problems = app.find("problemsList")
    app.wait(problems.isVisible)
    assert "must be from 1" in problems.model().index(0, 0).data()
    assert not app.find("runButton").isEnabled()


def test_the_point_of_a_number_proposes_nothing_and_that_of_a_name_its_fields(
    app: AppDriver, editor: FormulaEditor
) -> None:
    app.qtbot.keyClicks(editor, "m = macd(close, 12, 26, 9); close > 5.")
    assert not editor._completer.is_open
    app.qtbot.keyClicks(editor, "5 and m.")
    assert editor._completer.is_open
    editor._completer.close()


@pytest.mark.parametrize("text", ["close > 3 and", "close > 3 or", "volume"])
def test_a_word_that_is_typed_to_its_end_is_not_proposed(
    app: AppDriver, editor: FormulaEditor, text: str
) -> None:
    app.qtbot.keyClicks(editor, text)
    assert editor.text == text
    assert not editor._completer.is_open
    app.qtbot.keyClick(editor, Qt.Key.Key_Space, CTRL)
    assert editor._completer.is_open
    editor._completer.close()
