"""A report of something unexpected, to be copied, instead of a crash."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from scanner_app.engine_messages import engine_text
from scanner_app.widgets.parts import button, column, label, row


class ErrorDialog(QDialog):
    """Shows in a sentence what happened, with the details below."""

    def __init__(self, sentence: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("errorDialog")
        self.setWindowTitle(self.tr("Something went wrong"))
        lead = label(engine_text(sentence), "title")
        lead.setWordWrap(True)
        note = label(
            self.tr("The program goes on. If it happens again, please report what stands here."),
            "muted",
        )
        note.setWordWrap(True)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        copy, close = button(self.tr("Copy report")), button(self.tr("Close"), "primary")
        self.setLayout(
            column(lead, note, self.details, row(None, copy, close), spacing=10,
                   margins=(16, 16, 16, 16))
        )  # fmt: skip
        copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.close)
        self.resize(720, 420)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
