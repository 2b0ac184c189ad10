"""Find and replace below the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QWidget

from scanner_app.widgets.parts import button, row, tool_button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from scanner_app.icons import Icons
    from scanner_app.views.editor.code_edit import CodeEdit


class FindBar(QWidget):
    """Finds text in one editor; hidden until it is opened."""

    def __init__(self, editor: CodeEdit, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._what = QLineEdit(placeholderText=self.tr("Find"), clearButtonEnabled=True)
        self._what.setObjectName("findText")
        self._with = QLineEdit(placeholderText=self.tr("Replace with"))
        self._with.setObjectName("replaceText")
        previous = tool_button(icons, "left", self.tr("Previous (Shift+Enter)"))
        following = tool_button(icons, "right", self.tr("Next (Enter)"))
        replace = button(self.tr("Replace"))
        replace_all = button(self.tr("Replace all"))
        close = tool_button(icons, "close", self.tr("Close (Esc)"))
        self.setLayout(
            row(self._what, previous, following, self._with, replace, replace_all, close,
                margins=(6, 4, 6, 4))
        )  # fmt: skip
        self._what.textEdited.connect(self._on_text_edited)
        self._what.returnPressed.connect(self.find_next)
        following.clicked.connect(self.find_next)
        previous.clicked.connect(self.find_previous)
        replace.clicked.connect(self.replace)
        replace_all.clicked.connect(self.replace_all)
        close.clicked.connect(self.shut)
        self.hide()

    @Slot()
    def open(self) -> None:
        """Show the bar with what is selected in the editor."""
        selected = self._editor.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self._what.setText(selected)
        self.show()
        self._what.selectAll()
        self._what.setFocus()

    @Slot()
    def shut(self) -> None:
        """Hide the bar and go back to the editor."""
        self.hide()
        self._editor.setFocus()

    @Slot()
    def find_next(self) -> bool:
        """Go to the next place, from the end back to the beginning; tells whether there is one."""
        return self._find(QTextDocument.FindFlag(0))

    @Slot()
    def find_previous(self) -> bool:
        """Go to the place before; tells whether there is one."""
        return self._find(QTextDocument.FindFlag.FindBackward)

    @Slot()
    def replace(self) -> None:
        """Replace the place that is selected and go to the next one."""
        cursor = self._editor.textCursor()
        if cursor.selectedText().casefold() == self._what.text().casefold():
            cursor.insertText(self._with.text())
        self.find_next()

    @Slot()
    def replace_all(self) -> None:
        """Replace every place in one step that can be undone."""
        text = self._what.text()
        if not text:
            return
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        while not (cursor := self._editor.document().find(text, cursor)).isNull():
            cursor.insertText(self._with.text())
        QTextCursor(self._editor.document()).endEditBlock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; search backwards on Shift+Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif event.key() == Qt.Key.Key_Return and (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.find_previous()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_text_edited(self) -> None:
        """Search from the beginning of the selection while typing."""
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._editor.setTextCursor(cursor)
        self.find_next()

    def _find(self, flags: QTextDocument.FindFlag) -> bool:
        """Select the next place in a direction, once around the text."""
        text = self._what.text()
        if not text:
            return False
        if self._editor.find(text, flags):
            return True
        before = self._editor.textCursor()
        end = QTextCursor.MoveOperation.Start
        if flags & QTextDocument.FindFlag.FindBackward:
            end = QTextCursor.MoveOperation.End
        self._editor.moveCursor(end)
        if self._editor.find(text, flags):
            return True
        self._editor.setTextCursor(before)
        return False
