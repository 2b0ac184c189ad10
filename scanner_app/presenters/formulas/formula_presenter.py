"""The formula in the editor: checked while typing, loaded from and saved to the library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.formula import Formula
from engine.errors import FormulaError

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner_app.presenters.formulas.protocols import EntriesView, FormulaView, SaveQuestion
    from scanner_app.services.formulas.formula_library import FormulaLibrary
    from scanner_app.services.formulas.language_service import LanguageService
    from scanner_app.services.formulas.language_types import FormulaFacts
    from scanner_app.view_states import FormulaState

_UNTITLED = Formula("", "", "")


class FormulaPresenter(QObject):
    """Holds which formula is being edited and whether it can be scanned for.

    Parameters
    ----------
    open_dialog : callable
        Opens the dialog that asks for a name; gets a proposed one and the formula.

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
        view: FormulaView,
        entries: EntriesView,
        open_dialog: Callable[[str, Formula], SaveQuestion],
        *,
        library: FormulaLibrary,
        language: LanguageService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._entries, self._open_dialog = view, entries, open_dialog
        self._library, self._language = library, language
        self._formula = _UNTITLED
        self._facts: FormulaFacts | None = None
        view.text_settled.connect(self.check)
        view.text_changed.connect(self._show_title)
        view.parameters_changed.connect(self._on_parameters_changed)
        view.save_requested.connect(self.save)
        view.new_requested.connect(self.new)
        view.format_requested.connect(self.format)
        entries.formula_chosen.connect(self.open)
        entries.run_requested.connect(self.run)
        library.changed.connect(self._on_library_changed)
        self._show_title()

    @property
    def formula(self) -> Formula:
        """What is in the editor, with the values of the parameters' fields."""
        state = self._view.state()
        name = self._formula.name or self.tr("Untitled formula")
        return replace(self._formula, name=name, expression=state.text, parameters=state.parameters)

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
        state = self._view.state()
        self._check(state)
        now = self._view.state()
        if now.parameters != state.parameters:  # some fields were those of an earlier text
            self._check(now)
        self.checked.emit(self.can_run)

    def _check(self, state: FormulaState) -> None:
        self._facts = self._language.facts(state.text, state.parameters)
        problems = self._language.check(state.text, state.parameters)
        self._view.show_check(problems, self._facts)

    @Slot(str)
    def open(self, formula_id: str) -> None:
        """Put a formula of the library into the editor."""
        entry = self._library.find(formula_id)
        if entry is not None:
            self.load(entry.formula)

    @Slot(str)
    def run(self, formula_id: str) -> None:
        """Put a formula of the library into the editor and scan for it."""
        self.open(formula_id)
        self.run_requested.emit()

    def load(self, formula: Formula) -> None:
        """Put `formula` into the editor; what was there unsaved is kept as a draft."""
        self._keep_draft(formula.expression)
        entry = self._library.find(str(formula.id))
        self._formula = entry.formula if entry is not None else replace(formula, expression="")
        self._view.show_formula(formula.expression, formula.parameters)
        self.check()
        self._show_identity()

    def show_errors(self, error: FormulaError) -> None:
        """Show problems that the engine reports for the formula."""
        self._view.show_check(error.diagnostics, None)

    def put_text(self, text: str) -> None:
        """Replace the text of the formula that is being edited; unsaved it is kept as a draft."""
        self._keep_draft(text)
        self._view.show_text(text)
        self.check()

    def load_text(self, text: str) -> None:
        """Begin a new formula with `text`."""
        self.load(_UNTITLED)
        self.put_text(text)

    @Slot()
    def new(self) -> None:
        """Begin an empty formula."""
        self.load(_UNTITLED)
        self._view.focus_editor()

    @Slot()
    def save(self) -> None:
        """Save the formula, asking for a name where it has none of the user's."""
        entry = self._library.find(str(self._formula.id))
        if entry is not None and not entry.is_preset:
            self._save(self.formula)
        else:
            self.save_as()

    @Slot()
    def save_as(self) -> None:
        """Save what is in the editor under a name that is asked for."""
        name = self._library.free_name(self._formula.name) if self._formula.name else ""
        self._open_dialog(name, self._formula).formula_named.connect(self._on_named)

    @Slot()
    def format(self) -> None:
        """Bring the text into its usual form; one step back undoes it."""
        try:
            self._view.show_text(self._language.tidied(self._view.state().text))
        except FormulaError as error:
            first = error.first
            self._view.show_place(first.offset, first.length)

    @Slot(object)
    def _on_named(self, named: Formula) -> None:
        """Save what is in the editor under a new name."""
        state = self._view.state()
        self._save(replace(named, id="", expression=state.text, parameters=state.parameters))

    def _save(self, formula: Formula) -> None:
        self._formula = self._library.save(formula)
        self._show_identity()

    def _show_identity(self) -> None:
        """Show which formula of the library is in the editor."""
        self._entries.mark(str(self._formula.id))
        self._show_title()
        self.identified.emit()

    def _keep_draft(self, next_text: str) -> None:
        """Keep the text in the editor, where it is neither saved nor `next_text`."""
        text = self._view.state().text
        if self._is_unsaved and text != next_text:
            draft = replace(self._formula, name=self.formula.name, expression=text)
            self._library.keep_draft(draft)

    @property
    def _is_unsaved(self) -> bool:
        """Whether the text in the editor is another one than the library's."""
        text = self._view.state().text
        return bool(text.strip()) and text != self._formula.expression

    @Slot()
    def _on_library_changed(self) -> None:
        """Show the library; the formula in the editor may be another one there now."""
        entry = self._library.find(str(self._formula.id))
        if entry is not None:
            self._formula = entry.formula
        self._entries.show_entries(self._library.entries)
        self._entries.mark(str(self._formula.id))
        self._show_title()

    @Slot()
    def _on_parameters_changed(self) -> None:
        self.check()
        self._show_title()
        self.parameters_changed.emit()

    @Slot()
    def _show_title(self) -> None:
        """Show the name, and whether the text is not the saved one."""
        self._view.show_title(self._formula.name, self._is_unsaved)
