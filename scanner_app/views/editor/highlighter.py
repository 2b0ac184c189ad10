"""Colours a formula by the language's own lexer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat

from scanner_app.services.formulas.formula_text import Style, StyledSpan

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from scanner_app.services.formulas.language_types import EditorLanguage
    from scanner_app.theme import Theme

_INSIDE_COMMENT = 1


class FormulaHighlighter(QSyntaxHighlighter):
    """Formats block by block what the lexer finds in the whole text.

    The lexer runs once a change; a block that ends inside a comment says so in its state, so that
    Qt formats the following ones anew when that comment is opened or closed.
    """

    def __init__(self, document: QTextDocument, language: EditorLanguage, theme: Theme) -> None:
        super().__init__(document)
        self._language = language
        self._text: str | None = None
        self._spans: list[StyledSpan] = []
        self._formats = _formats(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._formats = _formats(theme)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Format one line."""
        first = self.currentBlock().position()
        last = first + len(text)
        self.setCurrentBlockState(0)
        for start, end, style in self._all_spans():
            if start < last and end > first:
                self.setFormat(max(start - first, 0), min(end, last) - max(start, first),
                               self._formats[style])  # fmt: skip
            if style is Style.COMMENT and start <= last < end:
                self.setCurrentBlockState(_INSIDE_COMMENT)

    def _all_spans(self) -> list[StyledSpan]:
        """Return the spans of the document's text as it is now."""
        text = self.document().toPlainText()
        if text != self._text:
            self._text = text
            self._spans = self._language.spans(text)
        return self._spans


def _formats(theme: Theme) -> dict[Style, QTextCharFormat]:
    """Return a format for each style."""
    formats = {}
    for style in Style:
        text_format = QTextCharFormat()
        text_format.setForeground(theme.color(f"token_{style.value}"))
        formats[style] = text_format
    formats[Style.KEYWORD].setFontWeight(QFont.Weight.DemiBold)
    formats[Style.COMMENT].setFontItalic(True)
    return formats
