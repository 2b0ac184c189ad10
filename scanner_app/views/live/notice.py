"""A notice beside the tabs, which are always in sight; it goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from scanner_app.widgets.parts import button, label, row, tool_button

if TYPE_CHECKING:
    from scanner_app.icons import Icons

_SHOWN_MS = 7_000


class LiveNotice(QFrame):
    """Announces hits, whichever tab is in front, and covers nothing.

    Signals
    -------
    clicked :
        The user wants to see the hits.
    """

    clicked = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("liveNoticeBar")
        self.setProperty("role", "notice")
        self.title = label("", "title", "liveNoticeTitle")
        self.text = label("", "muted", "liveNoticeText")
        self.text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        show = button(self.tr("Show"), "link")
        close = tool_button(icons, "close", self.tr("Close the notice"))
        self.setLayout(row(self.title, self.text, show, close, margins=(10, 0, 2, 0)))
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        show.clicked.connect(self._on_show)
        close.clicked.connect(self.hide)
        self.hide()

    @Slot(str, str)
    def say(self, title: str, text: str) -> None:
        """Show a notice for a few seconds."""
        self.title.setText(title)
        self.text.setText(text)
        self.adjustSize()
        self.show()
        self._timer.start()

    def close_down(self) -> None:
        """Go for good."""
        self._timer.stop()
        self.hide()

    @Slot()
    def _on_show(self) -> None:
        self.hide()
        self.clicked.emit()
