"""The progress of an import, a sample or an export, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from scanner_app.widgets.elided_label import ElidedLabel
from scanner_app.widgets.parts import button, label, row


class JobBar(QWidget):
    """Shown while a job runs.

    Signals
    -------
    cancel_requested :
        The user wants it to stop.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobBar")
        self._title = label("", "title")
        self._text = ElidedLabel("muted", "jobText")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(240)
        self._bar.setAccessibleName(self.tr("Progress"))
        cancel = button(self.tr("Stop"))
        cancel.clicked.connect(self.cancel_requested)
        self.setLayout(
            row(self._title, 8, self._bar, 8, self._text, None, cancel, margins=(10, 4, 10, 4))
        )
        self.hide()

    def begin(self, title: str) -> None:
        """Show that a job has begun."""
        self._title.setText(title)
        self._text.clear()
        self._bar.setRange(0, 0)
        self.show()

    @Slot(int, int, str)
    def advance(self, done: int, total: int, text: str) -> None:
        """Show how far the job has come."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._text.setText(f"{done:,} / {total:,}  {text}")

    def end(self) -> None:
        """Hide the bar."""
        self.hide()
