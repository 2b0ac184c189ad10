"""Asks for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QWidget

from scanner_app.widgets.parts import column, dialog_buttons, label

if TYPE_CHECKING:
    from collections.abc import Sequence


class AskName(QDialog):
    """Asks for a name, a new one or one of those that there are.

    Signals
    -------
    named : str
        What was typed or chosen.
    """

    named = Signal(str)

    def __init__(
        self, title: str, question: str, names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("askName")
        self.setWindowTitle(title)
        self.field = QComboBox()
        self.field.setEditable(True)
        self.field.setMinimumWidth(300)
        self.field.addItems(list(names))
        self.field.setAccessibleName(question)
        self._buttons = dialog_buttons(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.setLayout(
            column(label(question), self.field, self._buttons, spacing=10, margins=(14, 14, 14, 14))
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.field.editTextChanged.connect(self._on_text_changed)
        self._on_text_changed(self.field.currentText())

    @Slot()
    def accept(self) -> None:
        """Emit the name."""
        self.named.emit(self.field.currentText().strip())
        super().accept()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(text.strip()))
