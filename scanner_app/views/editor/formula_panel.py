"""The formula with its tools, problems, facts and parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from scanner_app.view_states import FormulaState
from scanner_app.views.editor.find_bar import FindBar
from scanner_app.views.editor.formula_editor import FormulaEditor
from scanner_app.views.editor.parameters_panel import ParametersPanel
from scanner_app.views.editor.problems_view import ProblemsView
from scanner_app.widgets.elided_label import ElidedLabel
from scanner_app.widgets.parts import card, column, row, tool_button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.errors import Diagnostic
    from scanner_app.icons import Icons
    from scanner_app.services.formulas.language_types import EditorLanguage, FormulaFacts
    from scanner_app.theme import Theme
    from scanner_app.view_states import ParameterValue


class FormulaPanel(QWidget):
    """Where a formula is written.

    Signals
    -------
    save_requested, new_requested, format_requested :
        The tools above the editor.
    text_changed :
        The text is another one.
    text_settled : str
        The user has paused typing.
    parameters_changed :
        A parameter has another value.
    help_requested : str
        The user wants to read about a word.
    auto_run_toggled : bool
        Whether to scan on every change of a parameter.
    """

    auto_run_toggled = Signal(bool)

    text_changed = Signal()
    text_settled = Signal(str)
    parameters_changed = Signal()
    help_requested = Signal(str)
    save_requested = Signal()
    new_requested = Signal()
    format_requested = Signal()

    def __init__(
        self, language: EditorLanguage, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = FormulaEditor(language, theme)
        self.parameters = ParametersPanel()
        self.problems = ProblemsView(icons)
        self.find_bar = FindBar(self.editor, icons)
        self.title = ElidedLabel("title", "formulaTitle")
        self.title.setText(self.tr("Untitled formula"))
        self.facts = ElidedLabel("muted", "factsLabel")
        new = tool_button(icons, "plus", self.tr("New formula (Ctrl+N)"))
        save = tool_button(icons, "save", self.tr("Save in the library (Ctrl+S)"))
        tidy = tool_button(icons, "format", self.tr("Format (Ctrl+Shift+F)"))
        comment = tool_button(icons, "comment", self.tr("Comment out or in (Ctrl+/)"))
        find = tool_button(icons, "search", self.tr("Find (Ctrl+F)"))
        head = row(
            self.title, 8, self.facts, None, new, save, tidy, comment, find, spacing=2,
            margins=(8, 4, 6, 4),
        )  # fmt: skip
        body = row(self.editor, self.parameters, spacing=0)
        inner = card(column(head, body, self.find_bar, self.problems, spacing=0))
        self.setLayout(column(inner))
        self._text = ""
        self._is_same_formula = False
        self.editor.document().contentsChange.connect(self._on_contents_changed)
        self.problems.place_requested.connect(self.editor.go_to)
        self.editor.textChanged.connect(self.text_changed)
        self.editor.text_settled.connect(self.text_settled)
        self.editor.help_requested.connect(self.help_requested)
        self.parameters.changed.connect(self.parameters_changed)
        self.parameters.auto_run.toggled.connect(self.auto_run_toggled)
        new.clicked.connect(self.new_requested)
        save.clicked.connect(self.save_requested)
        tidy.clicked.connect(self.format_requested)
        comment.clicked.connect(self.editor.toggle_comment)
        find.clicked.connect(self.find_bar.open)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.editor.set_theme(theme)

    def state(self) -> FormulaState:
        """Return the text and the values of the parameters."""
        return FormulaState(self.editor.text, dict(self.parameters.values))

    def show_formula(self, text: str, parameters: Mapping[str, ParameterValue]) -> None:
        """Put another formula into the editor, with the values of its parameters."""
        self.show_text(text)
        self.parameters.expect(parameters)

    def show_auto_run(self, is_on: bool) -> None:
        """Show whether a change of a parameter scans."""
        self.parameters.auto_run.setChecked(is_on)

    def show_text(self, text: str) -> None:
        """Replace the text of the formula; one step back undoes it."""
        self._is_same_formula = True
        try:
            self.editor.replace_text(text)
        finally:
            self._is_same_formula = False

    def show_place(self, offset: int, length: int) -> None:
        """Select a part of the text."""
        self.editor.go_to(offset, length)

    def restore_text(self, text: str) -> None:
        """Put a text into the editor that cannot be undone."""
        self.editor.setPlainText(text)

    def insert_text(self, text: str) -> None:
        """Put `text` at the cursor."""
        self.editor.insertPlainText(text)

    def focus_editor(self) -> None:
        """Move the focus to the editor."""
        self.editor.setFocus()

    def show_title(self, name: str, is_changed: bool) -> None:
        """Show which formula this is, and whether it differs from the saved one."""
        self.title.setText((name or self.tr("Untitled formula")) + (" •" if is_changed else ""))

    @Slot(int, int, int)
    def _on_contents_changed(self, position: int, n_removed: int, _n_added: int) -> None:
        """Forget the parameters' values where the user replaces the whole text: it is another one.

        A parameter of the new text may have the name and the default of an old one by chance.
        """
        before, self._text = self._text, self.editor.text
        is_whole = position == 0 and n_removed >= len(before) > 0
        is_another = "".join(before.split()) != "".join(self._text.split())
        if not self._is_same_formula and is_another and (is_whole or not self._text.strip()):
            self.parameters.expect({})

    def show_check(self, problems: Sequence[Diagnostic], facts: FormulaFacts | None) -> None:
        """Show the problems of the text and what it needs."""
        self.editor.show_problems(problems)
        self.problems.show_problems(problems)
        self.facts.setText(facts_text(facts) if facts else "")
        if facts is not None:
            self.parameters.show_parameters(facts.defaults)


def facts_text(facts: FormulaFacts) -> str:
    """Return one line on what a formula needs."""
    translate = QCoreApplication.translate
    if facts.settle is None:
        need = translate("FormulaPanel", "looks at all candles there are")
    else:
        n_bars = facts.lookback + 1
        need = translate("FormulaPanel", "needs {n} candles").format(n=f"{n_bars:,}")
        if n_bars == 1:
            need = translate("FormulaPanel", "needs one candle")
        if facts.settle:
            settled = translate("FormulaPanel", "settled after {n}")
            need += ", " + settled.format(n=f"{facts.lookback + facts.settle + 1:,}")
    parts = [need]
    if facts.clauses > 1:
        parts.append(translate("FormulaPanel", "{n} conditions").format(n=facts.clauses))
    if not facts.is_condition:
        parts.append(translate("FormulaPanel", "a number: compare it to scan for it"))
    return " · ".join(parts)
