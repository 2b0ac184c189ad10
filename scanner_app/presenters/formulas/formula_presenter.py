"""The formula in the editor: checked while typing, loaded from and saved to the library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.formula import Formula
from engine.errors import FormulaError
from scanner_app.dialogs.save_formula import SaveFormulaDialog

if TYPE_CHECKING:
    from engine.errors import Diagnostic
    from scanner_app.services.bundle import Services
    from scanner_app.services.formulas.language_types import FormulaFacts
    from scanner_app.views.editor.formula_panel import FormulaPanel
    from scanner_app.views.editor.library_view import LibraryView

_UNTITLED = Formula("", "", "")


class FormulaPresenter(QObject):
    """Knows which formula is being edited and whether it can be scanned for.

    Signals
    -------
    checked : bool
        The text has been checked: whether it can be scanned for.
    parameters_changed :
        A field beside the editor has another value.
    run_requested :
        The user wants to scan for what is in the editor now.
    identified :
        Another formula is in the editor, or it has been saved under a name.
    """

    checked = Signal(bool)
    parameters_changed = Signal()
    run_requested = Signal()
    identified = Signal()

    def __init__(
        self,
        panel: FormulaPanel,
        view: LibraryView,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._view = panel, view
        self._library, self._language = services.formulas, services.language
        self._formula = _UNTITLED
        self._problems: list[Diagnostic] = []
        self._facts: FormulaFacts | None = None
        panel.editor.text_settled.connect(self.check)
        panel.editor.textChanged.connect(self._show_title)
        panel.parameters.changed.connect(self._on_parameters_changed)
        panel.save_requested.connect(self.save)
        panel.new_requested.connect(self.new)
        panel.format_requested.connect(self.tidy)
        self._library.changed.connect(self._on_library_changed)
        view.formula_chosen.connect(self.open)
        view.run_requested.connect(self._on_run_requested)
        self._show_title()

    @property
    def formula(self) -> Formula:
        """What is in the editor, with the values of the parameters' fields."""
        values = dict(self._panel.parameters.values)
        name = self._formula.name or self.tr("Untitled formula")
        return replace(
            self._formula, name=name, expression=self._panel.editor.text, parameters=values
        )

    @property
    def name(self) -> str:
        """What the formula is called, or an empty string."""
        return self._formula.name

    @property
    def facts(self) -> FormulaFacts | None:
        """What is known of the text that was checked last."""
        return self._facts

    @property
    def can_run(self) -> bool:
        """Whether the text that was checked last can be scanned for."""
        return self._facts is not None and self._facts.is_condition

    @Slot()
    def check(self) -> None:
        """Check the text as it is now."""
        text = self._panel.editor.text
        values = dict(self._panel.parameters.values)
        self._facts = self._language.facts(text, values)
        self._problems = self._language.check(text, values)
        self._panel.show_check(self._problems, self._facts)
        self.checked.emit(self.can_run)

    @Slot(str)
    def open(self, formula_id: str) -> None:
        """Put a formula of the library into the editor."""
        entry = self._library.find(formula_id)
        if entry is not None:
            self.load(entry.formula)

    def load(self, formula: Formula) -> None:
        """Put `formula` into the editor; what was there unsaved is kept as a draft."""
        self._keep_draft(formula.expression)
        entry = self._library.find(str(formula.id))
        self._formula = entry.formula if entry is not None else replace(formula, expression="")
        self._panel.editor.replace_text(formula.expression)
        self.check()
        self._panel.parameters.set_values(formula.parameters)
        self._view.mark(str(formula.id))
        self._show_title()
        self.identified.emit()

    def show_errors(self, error: FormulaError) -> None:
        """Show what only the engine has found out about the formula."""
        self._panel.show_check(error.diagnostics, None)

    def put_text(self, text: str) -> None:
        """Replace the text of the formula that is being edited; unsaved it is kept as a draft."""
        self._keep_draft(text)
        self._panel.editor.replace_text(text)
        self.check()

    def load_text(self, text: str) -> None:
        """Begin a new formula with `text`."""
        self.load(_UNTITLED)
        self.put_text(text)

    @Slot()
    def new(self) -> None:
        """Begin an empty formula."""
        self.load(_UNTITLED)
        self._panel.editor.setFocus()

    @Slot()
    def save(self) -> None:
        """Save the formula, asking for a name where it has none of the user's."""
        entry = self._library.find(str(self._formula.id))
        if entry is not None and not entry.is_preset:
            self._keep(self.formula)
            return
        self.save_as()

    @Slot()
    def save_as(self) -> None:
        """Save what is in the editor under a name that is asked for."""
        name = self._library.free_name(self._formula.name) if self._formula.name else ""
        dialog = SaveFormulaDialog(name, self._formula, self._panel)
        dialog.formula_named.connect(self._on_named)
        dialog.open()

    @Slot()
    def tidy(self) -> None:
        """Bring the text into its usual form; one step back undoes it."""
        try:
            self._panel.editor.replace_text(self._language.tidied(self._panel.editor.text))
        except FormulaError as error:
            first = error.first
            self._panel.editor.go_to(first.offset, first.length)

    @Slot(object)
    def _on_named(self, named: Formula) -> None:
        """Save what is in the editor under a new name."""
        values = dict(self._panel.parameters.values)
        text = self._panel.editor.text
        self._keep(replace(named, id="", expression=text, parameters=values))

    def _keep(self, formula: Formula) -> None:
        self._formula = self._library.save(formula)
        self._view.mark(str(self._formula.id))
        self._show_title()
        self.identified.emit()

    def _keep_draft(self, following: str) -> None:
        """Keep the text in the editor, where it is neither saved nor the one that follows."""
        text = self._panel.editor.text
        if self._is_unsaved and text != following:
            self._library.keep_draft(
                replace(self._formula, name=self.formula.name, expression=text)
            )

    @property
    def _is_unsaved(self) -> bool:
        """Whether the text in the editor is another one than the library's."""
        text = self._panel.editor.text
        return bool(text.strip()) and text != self._formula.expression

    @Slot()
    def _on_library_changed(self) -> None:
        """Show the library; the formula in the editor may be another one there now."""
        entry = self._library.find(str(self._formula.id))
        if entry is not None:
            self._formula = entry.formula
        self._view.show_entries(self._library.entries)
        self._view.mark(str(self._formula.id))
        self._show_title()

    @Slot(str)
    def _on_run_requested(self, formula_id: str) -> None:
        self.open(formula_id)
        self.run_requested.emit()

    @Slot()
    def _on_parameters_changed(self) -> None:
        self.check()
        self._show_title()
        self.parameters_changed.emit()

    @Slot()
    def _show_title(self) -> None:
        """Show the name, with a dot where the text is not the saved one."""
        self._panel.set_title(self._formula.name, self._is_unsaved)
