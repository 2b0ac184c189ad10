"""Menus built from tables of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow

from scanner_app.commands import Action, Commands, MenuName

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Parts:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.commands = Commands(self.window, self.window)
        self.ran: list[str] = []

    def action(self, name: str, *keys: str, group: str = "") -> Action:
        return Action(name, MenuName.SCAN, name, lambda: self.ran.append(name), keys, group)


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    return Parts(qtbot)


def test_actions_stand_in_their_menus_in_the_order_of_the_table(parts: Parts) -> None:
    parts.commands.add([parts.action("one", "F8"), parts.action("two")])
    titles = [action.text() for action in parts.window.menuBar().actions()]
    assert titles == ["&File", "&Edit", "&Scan", "&Live", "&View", "&Help"]
    menu = parts.commands.action("one").parent()
    assert [action.text() for action in menu.actions()] == ["one", "two"]
    assert [keys.toString() for keys in parts.commands.action("one").shortcuts()] == ["F8"]


def test_a_triggered_action_runs_its_handler(parts: Parts) -> None:
    parts.commands.add([parts.action("one"), parts.action("two")])
    parts.commands.action("two").trigger()
    assert parts.ran == ["two"]


def test_one_action_of_a_group_is_checked(parts: Parts) -> None:
    parts.commands.add([parts.action("one", group="g"), parts.action("two", group="g")])
    parts.commands.check("one")
    parts.commands.check("two")
    checked = [name for name in ("one", "two") if parts.commands.action(name).isChecked()]
    assert checked == ["two"]


def test_a_disabled_action_does_nothing(parts: Parts) -> None:
    parts.commands.add([parts.action("one")])
    parts.commands.set_enabled("one", False)
    parts.commands.action("one").trigger()
    assert parts.ran == []


def test_a_text_of_the_moment_is_shown_when_the_menu_opens(parts: Parts) -> None:
    parts.commands.add([parts.action("one")])
    parts.commands.rename_when_opened("one", lambda: "now")
    entry = parts.commands.action("one")
    assert entry.text() == "one"
    entry.parent().aboutToShow.emit()
    assert entry.text() == "now"


def test_keys_of_the_menu_reach_it_from_a_field_that_moves_its_cursor_with_them(
    parts: Parts, qtbot: QtBot
) -> None:
    field = QLineEdit()
    parts.window.setCentralWidget(field)
    parts.commands.add([parts.action("one", "Ctrl+E")])
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    parts.window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert parts.ran == ["one"]
