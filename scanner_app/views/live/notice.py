"""A notice at the lower edge of the window that goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from scanner_app.views.widgets import button, column, label, row, tool_button

if TYPE_CHECKING:
    from scanner_app.icons import Icons

_SHOWN_MS = 7_000
_MARGIN = 18
_FOOT = 40


class Notice(QFrame):
    """Floats over `window`, whichever tab is in front.

    Signals
    -------
    clicked :
        The user wants to see the hits.
    """

    clicked = Signal()

    def __init__(self, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("liveNoticeFrame")
        self.setProperty("role", "notice")
        self.title = label("", "title", "liveNoticeTitle")
        self.text = label("", "muted", "liveNoticeText")
        show = button(self.tr("Show"), "link")
        close = tool_button(icons, "close", self.tr("Close the notice"))
        self.setLayout(
            row(column(self.title, self.text, spacing=2), 12, show, close, margins=(12, 8, 8, 8))
        )
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        show.clicked.connect(self._on_show)
        close.clicked.connect(self.hide)
        self._window = window
        window.installEventFilter(self)
        self.hide()

    def say(self, title: str, text: str) -> None:
        """Show a notice for a few seconds."""
        self.title.setText(title)
        self.text.setText(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the window's corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._window
        self.adjustSize()
        self.move(window.width() - self.width() - _MARGIN, window.height() - self.height() - _FOOT)

    def _on_show(self) -> None:
        self.hide()
        self.clicked.emit()
