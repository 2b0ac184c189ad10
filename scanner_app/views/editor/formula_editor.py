"""The formula editor: completion as you type, parameter hints and live diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor

from scanner_app.services.formulas.formula_text import field_owner, prefix_at, word_at
from scanner_app.views.editor.call_hint_label import CallHintLabel
from scanner_app.views.editor.code_edit import CodeEdit
from scanner_app.views.editor.completion import FormulaCompleter
from scanner_app.views.editor.highlighter import FormulaHighlighter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from scanner_app.services.formulas.language_types import Completion, EditorLanguage
    from scanner_app.theme import Theme

SETTLE_MS = 150
_MIN_PREFIX = 2
_PASSED_TO_POPUP = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Backtab}
)


class FormulaEditor(CodeEdit):
    """Edits one formula.

    Signals
    -------
    text_settled : str
        The user has paused typing; the text as it is.
    help_requested : str
        F1 on a word.
    """

    text_settled = Signal(str)
    help_requested = Signal(str)

    def __init__(
        self, language: EditorLanguage, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.setObjectName("formulaEditor")
        self.setAccessibleName(self.tr("Formula"))
        self.setPlaceholderText(self.tr("Type a formula, e.g.  close > sma(close, 20)"))
        self._language = language
        self._highlighter = FormulaHighlighter(self.document(), language, theme)
        self._completer = FormulaCompleter(self, theme)
        activated = self._completer.activated[QModelIndex]  # type: ignore[index]  # an overload
        activated.connect(self._on_completion_chosen)
        self._hint = CallHintLabel(theme, self)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._on_settled)
        self.textChanged.connect(self._settling.start)
        self.cursorPositionChanged.connect(self._update_hint)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        super().set_theme(theme)
        self._highlighter.set_theme(theme)
        self._completer.set_theme(theme)
        self._hint.set_theme(theme)

    def complete(self, *, is_asked_for: bool = True) -> None:
        """Open the completion list, or close it where nothing fits."""
        prefix = prefix_at(self.text, self.position)
        is_field = bool(field_owner(self.text, self.position))
        if not is_asked_for and not is_field and len(prefix) < _MIN_PREFIX:
            self._completer.close()
            return
        completions = self._language.completions(self.text, self.position)
        if not is_asked_for and _is_whole(prefix, completions):
            completions = ()
        self._completer.show_completions(completions, self.cursorRect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Complete while typing; F1 asks for help, Ctrl+Space for the list."""
        key, ctrl = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self._completer.is_open and key in _PASSED_TO_POPUP:
            event.ignore()
        elif key == Qt.Key.Key_Escape and self._hint.isVisible():
            self._hint.hide()
        elif key == Qt.Key.Key_F1:
            self.help_requested.emit(word_at(self.text, self.position))
        elif key == Qt.Key.Key_Space and ctrl:
            self.complete()
        elif ctrl and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the window's Run
        else:
            super().keyPressEvent(event)
            self._complete_after(event.text())

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Leave the editor with Tab, but not from an open list: there Tab takes the proposal."""
        return False if self._completer.is_open else super().focusNextPrevChild(is_next)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Complete Hangul too: it arrives here and not as key presses."""
        super().inputMethodEvent(event)
        self._complete_after(event.commitString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the hint away with the focus."""
        self._hint.hide()
        super().focusOutEvent(event)

    def _complete_after(self, typed: str) -> None:
        """Open, renew or close the list after `typed` has been typed."""
        if typed and (typed[-1].isalnum() or typed[-1] in "._"):
            self.complete(is_asked_for=False)
        elif self._completer.is_open:
            if typed == "\b" or not typed:
                self.complete(is_asked_for=False)
            else:
                self._completer.close()

    @Slot(QModelIndex)
    def _on_completion_chosen(self, index: QModelIndex) -> None:
        """Put the chosen proposal in the place of what was typed of it."""
        completion = self._completer.completion_at(index)
        if completion is None:
            return
        cursor = self.textCursor()
        typed = len(prefix_at(self.text, self.position))
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, typed)
        insertion = completion.insertion
        if insertion.endswith("(") and self.text[self.position :].startswith("("):
            insertion = insertion[:-1]
        cursor.insertText(insertion)
        self.setTextCursor(cursor)

    @Slot()
    def _on_settled(self) -> None:
        """Check the text once the user pauses."""
        self.text_settled.emit(self.text)

    @Slot()
    def _update_hint(self) -> None:
        """Show the parameters of the call at the cursor, while the editor has the focus."""
        hint = self._language.call_hint(self.text, self.position) if self.hasFocus() else None
        if hint is None:
            self._hint.hide()
            return
        corner = self.viewport().mapToGlobal(self.cursorRect().topLeft())
        self._hint.show_hint(hint, corner)


def _is_whole(prefix: str, completions: Sequence[Completion]) -> bool:
    """Whether a name has been typed to its end, and no longer one begins so."""
    begins = [entry for entry in completions if entry.name.startswith(prefix)]
    return [entry.insertion.rstrip() for entry in begins] == [prefix]
