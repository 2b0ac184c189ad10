"""A strip above the tabs that says what is wrong until it has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from scanner_app.widgets.parts import label, row, tool_button

if TYPE_CHECKING:
    from scanner_app.icons import Icons


class Notice(QFrame):
    """Shows one sentence with a way to close it; hidden while there is none."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = label("", "bad", "noticeText")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = tool_button(icons, "close", self.tr("Close"))
        close.clicked.connect(self.hide)
        inner = row(self._text, close, margins=(12, 4, 6, 4))
        inner.setStretch(0, 1)
        self.setLayout(inner)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, or an empty string."""
        return "" if self.isHidden() else self._text.text()

    def show_text(self, text: str) -> None:
        """Show `text`."""
        self._text.setText(text)
        self.show()
