"""Line numbers beside the formula, with a mark where a line has a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QPaintEvent

    from scanner_app.theme import Theme
    from scanner_app.views.editor.code_edit import CodeEdit

_PAD = 10
_MARK = 3


class LineGutter(QWidget):
    """Stands at the left of a :class:`CodeEdit` and scrolls with it."""

    def __init__(self, editor: CodeEdit, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        self._bad_lines: Collection[int] = ()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        self.update()

    def set_bad_lines(self, lines: Collection[int]) -> None:
        """Mark these lines, counted from 1."""
        self._bad_lines = frozenset(lines)
        self.update()

    def width_for(self, n_lines: int) -> int:
        """Return how wide the gutter must be."""
        digits = max(2, len(str(n_lines)))
        return 2 * _PAD + self._editor.fontMetrics().horizontalAdvance("9") * digits

    def sizeHint(self) -> QSize:
        """Return the width that the numbers need."""
        return QSize(self.width_for(self._editor.blockCount()), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines in sight."""
        height = self._editor.fontMetrics().height()
        current = self._editor.textCursor().blockNumber()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.color("alternate"))
            painter.setFont(self._editor.font())
            for number, top in self._editor.lines_in_sight():
                color = "text" if number == current else "muted"
                painter.setPen(self._theme.color(color))
                box = QRect(0, top, self.width() - _PAD, height)
                painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(number + 1))
                if number + 1 in self._bad_lines:
                    painter.fillRect(QRect(0, top, _MARK, height), self._theme.color("bad"))
