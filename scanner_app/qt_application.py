"""The one QApplication, which hears of files that the desktop wants opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class ScannerApplication(QApplication):
    """The one application; macOS sends files to open as events, others on the command line.

    An event filter would see every event of every widget; this sees those of the program alone.

    Signals
    -------
    file_opened : Path
        Somebody wants to see this file.
    """

    file_opened = Signal(Path)

    def event(self, event: QEvent) -> bool:
        """Take the events that name a file."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)
