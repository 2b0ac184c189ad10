"""The dialog that shows a list and does something with one row of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner_app.dialogs.list_dialog import ListDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def dialog(qtbot: QtBot) -> ListDialog:
    made = ListDialog("Versions", "2 versions", ("Name",), [("a",), ("b",)], action="Take")
    qtbot.addWidget(made)
    return made


def test_button_for_a_row_waits_for_one(dialog: ListDialog) -> None:
    assert not dialog.action.isEnabled()
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    assert dialog.action.isEnabled()


def test_button_for_a_row_waits_again_when_the_rows_are_filtered(dialog: ListDialog) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    dialog.filter.setText("none of them")
    assert not dialog.action.isEnabled()


def test_button_tells_the_row_by_its_number_among_all(dialog: ListDialog, qtbot: QtBot) -> None:
    dialog.filter.setText("b")
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    with qtbot.waitSignal(dialog.row_chosen) as told:
        dialog.action.click()
    assert told.args == [1]
