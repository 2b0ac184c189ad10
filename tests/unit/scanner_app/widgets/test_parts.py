from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from scanner_app.widgets.elided_label import ElidedLabel
from scanner_app.widgets.parts import dialog_buttons, label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_buttons_of_dialogs_have_no_icons_on_any_desktop(qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = dialog_buttons(kinds.Ok | kinds.Cancel)
    qtbot.addWidget(box)
    assert [button.icon().isNull() for button in box.buttons()] == [True, True]


def test_label_shows_the_letters_of_a_tag(qtbot: QtBot) -> None:
    for widget in (label("<b>A</b>"), ElidedLabel("title", "name")):
        qtbot.addWidget(widget)
        assert widget.textFormat() is Qt.TextFormat.PlainText
