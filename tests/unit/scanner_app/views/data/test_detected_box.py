from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner_app.views.data.detected_box import FindOutBox, LinesBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def box(qtbot: QtBot) -> FindOutBox:
    made = FindOutBox({"Comma": ",", "Semicolon": ";"}, is_typed=True)
    qtbot.addWidget(made)
    return made


def test_what_was_found_out_is_shown_until_something_is_told(box: FindOutBox) -> None:
    box.show_found(";")
    assert box.currentText() == "Find out (;)"
    assert box.told is None
    box.told = ","
    box.show_found(",")
    assert box.currentText() == "Comma"
    assert box.itemText(0) == "Find out"


def test_a_typed_text_stands_for_itself_and_is_told_once(box: FindOutBox, qtbot: QtBot) -> None:
    told = []
    box.corrected.connect(lambda: told.append(box.told))
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "^")
    box.show_found(";")
    assert box.currentText() == "^"
    box.lineEdit().editingFinished.emit()
    box.lineEdit().editingFinished.emit()
    assert told == ["^"]


def test_an_emptied_field_lets_it_be_found_out_again(box: FindOutBox) -> None:
    box.told = "^"
    box.setEditText(" ")
    with_signal = []
    box.corrected.connect(lambda: with_signal.append(box.told))
    box.lineEdit().editingFinished.emit()
    assert box.currentText() == "Find out"
    assert with_signal == [None]


def test_a_number_of_lines_below_zero_is_to_be_found_out(qtbot: QtBot) -> None:
    box = LinesBox()
    qtbot.addWidget(box)
    box.show_found("2")
    assert box.text() == "Find out (2)"
    assert box.told is None
    with qtbot.waitSignal(box.corrected):
        box.stepUp()
    assert box.told == 0
    box.told = None
    assert box.value() == -1


def test_what_was_found_is_called_as_among_the_choices(box: FindOutBox) -> None:
    assert box.text_of(";") == "Semicolon"
    assert box.text_of("^") == "^"
