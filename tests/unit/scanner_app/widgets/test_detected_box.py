from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner_app.widgets.detected_box import DetectedBox, LinesBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def box(qtbot: QtBot) -> DetectedBox:
    widget = DetectedBox({"Comma": ",", "Semicolon": ";"}, is_typed=True)
    qtbot.addWidget(widget)
    return widget


def test_what_was_detected_fields_is_shown_until_something_is_told(box: DetectedBox) -> None:
    box.show_detected(";")
    assert box.currentText() == "Automatic: ;"
    assert box.choice is None
    box.choice = ","
    box.show_detected(",")
    assert box.currentText() == "Comma"
    assert box.itemText(0) == "Detect automatically"


def test_a_typed_text_stands_for_itself_and_is_announced_once(
    box: DetectedBox, qtbot: QtBot
) -> None:
    choices = []
    box.corrected.connect(lambda: choices.append(box.choice))
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "^")
    box.show_detected(";")
    assert box.currentText() == "^"
    box.lineEdit().editingFinished.emit()
    box.lineEdit().editingFinished.emit()
    assert choices == ["^"]


def test_an_emptied_field_lets_it_be_detected_fields_again(box: DetectedBox) -> None:
    box.choice = "^"
    box.setEditText(" ")
    with_signal = []
    box.corrected.connect(lambda: with_signal.append(box.choice))
    box.lineEdit().editingFinished.emit()
    assert box.currentText() == "Detect automatically"
    assert with_signal == [None]


def test_a_number_of_lines_below_zero_is_to_be_detected_fields(qtbot: QtBot) -> None:
    box = LinesBox()
    qtbot.addWidget(box)
    box.show_detected("2")
    assert box.text() == "Automatic: 2"
    assert box.choice is None
    with qtbot.waitSignal(box.corrected):
        box.stepUp()
    assert box.choice == 0
    box.choice = None
    assert box.value() == -1


def test_a_detected_value_is_called_as_among_the_choices(box: DetectedBox) -> None:
    assert box.text_of(";") == "Semicolon"
    assert box.text_of("^") == "^"
