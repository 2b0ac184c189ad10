"""The log of the program in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from scanner_app.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from scanner_app.log_setup import AppLog

_KEPT_LINES = 5_000


class LogWindow(QDialog):
    """Shows the last lines and those that come."""

    def __init__(self, log: AppLog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("logWindow")
        self.setWindowTitle(self.tr("Log"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setMaximumBlockCount(_KEPT_LINES)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setPlainText("\n".join(log.lines))
        path = label(str(log.path), "muted")
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = button(self.tr("Close"))
        self.setLayout(
            column(self.text, row(path, None, close), spacing=8, margins=(12, 12, 12, 12))
        )
        log.relay.line_logged.connect(self.text.appendPlainText)
        close.clicked.connect(self.close)
        self.resize(960, 460)
