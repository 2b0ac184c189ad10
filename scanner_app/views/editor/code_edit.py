"""A plain-text editor with a gutter, a marked line, matching brackets and squiggles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import QFont, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from engine.errors import Severity
from scanner_app.engine_messages import engine_text
from scanner_app.services.formulas.formula_text import bracket_pair, toggled_comment
from scanner_app.texts import tool_tip
from scanner_app.views.editor.gutter import LineGutter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from engine.errors import Diagnostic
    from scanner_app.theme import Theme

# Latin first, then Hangul: the alias "monospace" makes Latin after Hangul proportional.
FAMILIES = ["JetBrains Mono", "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", "NanumGothicCoding"]
_MIN_POINTS, _MAX_POINTS = 7, 32


class CodeEdit(QPlainTextEdit):
    """Shows code and the problems in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problems: Sequence[Diagnostic] = ()
        self._gutter = LineGutter(self, theme)
        font = QFont(self.font())
        font.setFamilies(FAMILIES)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(max(font.pointSizeF(), 9.0) + 0.5)
        self._usual_points = font.pointSizeF()
        self.setFont(font)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setTabChangesFocus(True)
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_request)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self._on_block_count_changed()

    @property
    def text(self) -> str:
        """The whole text."""
        return self.toPlainText()

    @property
    def position(self) -> int:
        """Where the cursor stands."""
        return self.textCursor().position()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        self._gutter.set_theme(theme)
        self._show_selections()

    def replace_text(self, text: str) -> None:
        """Replace the whole text in one step that can be undone."""
        if text == self.text:
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def show_problems(self, problems: Sequence[Diagnostic]) -> None:
        """Underline `problems` at their places."""
        self._problems = problems
        self._gutter.set_bad_lines({p.line for p in problems if p.severity is Severity.ERROR})
        self._show_selections()

    def go_to(self, offset: int, length: int = 0) -> None:
        """Select `length` characters from `offset` on and bring them into sight."""
        cursor = self.textCursor()
        end = len(self.text)
        cursor.setPosition(min(offset, end))
        cursor.setPosition(min(offset + length, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def toggle_comment(self) -> None:
        """Comment the selected lines out, or in again."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        cursor.setPosition(first)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        start = cursor.selectionStart()
        lines = cursor.selectedText().split("\u2029")
        cursor.insertText("\n".join(toggled_comment(lines)))
        end = cursor.position()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def zoom(self, points: float) -> None:
        """Make the text larger by `points`; 0 goes back to the usual size."""
        font = self.font()
        size = self._usual_points if points == 0 else font.pointSizeF() + points
        font.setPointSizeF(min(max(size, _MIN_POINTS), _MAX_POINTS))
        self.setFont(font)
        self._on_block_count_changed()

    def lines_in_sight(self) -> Iterator[tuple[int, int]]:
        """Yield the number of each line in sight, from 0, with its top in pixels."""
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(offset)
            if area.top() > self.viewport().height():
                return
            if block.isVisible():
                yield block.blockNumber(), round(area.top())
            block = block.next()

    def problem_at(self, position: int) -> Diagnostic | None:
        """Return the problem whose squiggle covers `position`."""
        for problem in self._problems:
            if problem.offset <= position <= problem.offset + problem.length:
                return problem
        return None

    def event(self, event: QEvent) -> bool:
        """Show in a tool tip what is wrong under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.viewport().mapFrom(self, event.pos())
            problem = self.problem_at(self.cursorForPosition(place).position())
            parts = (problem.message, problem.hint) if problem else ()
            text = "\n".join(engine_text(part) for part in parts if part)
            QToolTip.showText(event.globalPos(), tool_tip(text), self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.0 if event.angleDelta().y() > 0 else -1.0)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter as tall as the text."""
        super().resizeEvent(event)
        area = self.contentsRect()
        width = self._gutter.sizeHint().width()
        self._gutter.setGeometry(QRect(area.left(), area.top(), width, area.height()))

    @Slot()
    def _on_block_count_changed(self) -> None:
        """Make room for the line numbers."""
        self.setViewportMargins(self._gutter.sizeHint().width(), 0, 0, 0)
        area = self.contentsRect()
        self._gutter.setGeometry(
            area.left(), area.top(), self._gutter.sizeHint().width(), area.height()
        )

    @Slot(QRect, int)
    def _on_update_request(self, area: QRect, scrolled: int) -> None:
        """Scroll the gutter with the text."""
        if scrolled:
            self._gutter.scroll(0, scrolled)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())

    @Slot()
    def _on_cursor_moved(self) -> None:
        """Mark the line and the brackets at the cursor."""
        self._show_selections()
        self._gutter.update()

    def _show_selections(self) -> None:
        """Mark the current line, matching brackets and problems."""
        selections = [self._current_line()]
        pair = bracket_pair(self.text, self.position)
        for place in pair or ():
            mark = QTextCharFormat()
            mark.setBackground(self._theme.color("accent", 90))
            selections.append(self._selection(place, 1, mark))
        for problem in self._problems:
            is_error = problem.severity is Severity.ERROR
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(self._theme.color("bad" if is_error else "warning"))
            selections.append(self._selection(problem.offset, max(problem.length, 1), wave))
        self.setExtraSelections(selections)

    def _current_line(self) -> QTextEdit.ExtraSelection:
        """Return the mark of the cursor's line."""
        line = QTextCharFormat()
        line.setBackground(self._theme.color("accent", 18))
        line.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        return self._selection(self.position, 0, line)

    def _selection(
        self, offset: int, length: int, look: QTextCharFormat
    ) -> QTextEdit.ExtraSelection:
        """Return an extra selection of `length` characters from `offset` on."""
        last = max(self.document().characterCount() - 1, 0)
        start = min(offset, last)
        if length and start == last:
            start = max(last - 1, 0)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(min(start + length, last), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = look
        return selection
