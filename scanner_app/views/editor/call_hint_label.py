"""The hint that follows the cursor through a call's arguments."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from scanner_app.services.formulas.language_types import CallHint
    from scanner_app.theme import Theme


class CallHintLabel(QLabel):
    """Shows a function's parameters with the current one in bold."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setMargin(6)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        self.setStyleSheet(
            f"background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.border};"
        )

    def show_hint(self, hint: CallHint, place: QPoint) -> None:
        """Show `hint` with its lower left corner at `place` on the screen."""
        self.setText(hint_html(hint, self._theme))
        self.adjustSize()
        self.move(place.x(), place.y() - self.height())
        self.show()


def hint_html(hint: CallHint, theme: Theme) -> str:
    """Return the hint as rich text."""
    parameters = [
        f"<b style='color:{theme.accent}'>{escape(name)}</b>" if n == hint.current else escape(name)
        for n, name in enumerate(hint.parameters)
    ]
    head = f"<span style='color:{theme.token_function}'>{escape(hint.name)}</span>"
    help_line = f"<br><span style='color:{theme.muted}'>{escape(hint.summary)}</span>"
    return f"{head}({', '.join(parameters)}){help_line if hint.summary else ''}"
