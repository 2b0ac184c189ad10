"""Edits a watched formula beside the running feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from engine.errors import Severity
from scanner_app.engine_messages import engine_text
from scanner_app.views.editor.formula_editor import FormulaEditor
from scanner_app.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from scanner_app.services.formulas.language_types import EditorLanguage
    from scanner_app.theme import Theme

_SIZE = (620, 300)


class LiveFormulaDialog(QDialog):
    """A small editor with Apply; it stays open, so that one can try and look.

    Signals
    -------
    applied : str, str
        Name and text, free of errors.
    """

    applied = Signal(str, str)

    def __init__(
        self, language: EditorLanguage, theme: Theme, name: str, text: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("liveFormulaDialog")
        self.setWindowTitle(self.tr("Watched formula"))
        self._language = language
        self.name = QLineEdit(name, placeholderText=self.tr("Name"))
        self.name.setObjectName("liveFormulaName")
        self.name.setAccessibleName(self.tr("Name"))
        self.editor = FormulaEditor(language, theme)
        self.problem = label("", "bad", "liveEditProblem")
        self.apply = button(self.tr("Apply"), "primary", "liveFormulaApply")
        close = button(self.tr("Close"))
        foot = row(self.problem, None, close, self.apply)
        self.setLayout(column(self.name, self.editor, foot, spacing=8, margins=(10, 10, 10, 10)))
        self.resize(*_SIZE)
        self.editor.replace_text(text)
        self.editor.text_settled.connect(self._check)
        self.apply.clicked.connect(self._on_apply)
        close.clicked.connect(self.close)
        self._check()

    def come_to_front(self) -> None:
        """Show the dialog above others."""
        self.raise_()

    @Slot()
    def _check(self) -> bool:
        """Underline what is wrong; returns whether the formula can be watched."""
        problems = self._language.check(self.editor.text)
        self.editor.show_problems(problems)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        self.problem.setText(engine_text(errors[0].message) if errors else "")
        is_good = not errors and bool(self.editor.text.strip())
        self.apply.setEnabled(is_good)
        return is_good

    @Slot()
    def _on_apply(self) -> None:
        if self._check():
            name = self.name.text().strip() or self.editor.text.split("\n", maxsplit=1)[0][:40]
            self.applied.emit(name, self.editor.text)
