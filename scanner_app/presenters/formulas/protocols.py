"""What the presenters of formulas need of their views, and what others need of the formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import SignalInstance

    from engine.domain.formula import Formula
    from engine.errors import Diagnostic, FormulaError
    from scanner_app.services.formulas.language_types import FormulaFacts
    from scanner_app.services.formulas.presets import Entry
    from scanner_app.view_states import FormulaState, ParameterValue


class FormulaView(Protocol):
    """The editor with its title, problems and parameters."""

    text_changed: SignalInstance
    text_settled: SignalInstance
    parameters_changed: SignalInstance
    save_requested: SignalInstance
    new_requested: SignalInstance
    format_requested: SignalInstance

    def state(self) -> FormulaState:
        """Return the text and the values of the parameters."""

    def show_formula(self, text: str, parameters: Mapping[str, ParameterValue]) -> None:
        """Put another formula into the editor, with the values of its parameters."""

    def show_text(self, text: str) -> None:
        """Replace the text of the formula; one step back undoes it."""

    def show_title(self, name: str, is_changed: bool) -> None:
        """Show which formula this is, and whether it differs from the saved one."""

    def show_check(self, problems: Sequence[Diagnostic], facts: FormulaFacts | None) -> None:
        """Show the problems of the text and what it needs."""

    def show_place(self, offset: int, length: int) -> None:
        """Select a part of the text."""

    def focus_editor(self) -> None:
        """Move the focus to the editor."""


class EntriesView(Protocol):
    """The list of the formula library."""

    formula_chosen: SignalInstance
    run_requested: SignalInstance
    action_requested: SignalInstance
    import_requested: SignalInstance
    export_requested: SignalInstance
    drafts_requested: SignalInstance

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the library."""

    def mark(self, formula_id: str) -> None:
        """Select the entry that is in the editor."""


class SaveQuestion(Protocol):
    """The dialog that names a formula."""

    formula_named: SignalInstance


class Clipboard(Protocol):
    """The clipboard."""

    def text(self) -> str:
        """Return its text."""

    def setText(self, text: str) -> None:
        """Replace what is on it."""


class EditedFormula(Protocol):
    """The formula in the editor."""

    checked: SignalInstance
    parameters_changed: SignalInstance
    run_requested: SignalInstance
    identified: SignalInstance

    @property
    def formula(self) -> Formula:
        """What is in the editor, with the values of the parameters' fields."""

    @property
    def name(self) -> str:
        """What the formula is called, or an empty string."""

    @property
    def facts(self) -> FormulaFacts | None:
        """What is known of the text that was checked last."""

    @property
    def can_run(self) -> bool:
        """Whether the text that was checked last can be scanned for."""

    def check(self) -> None:
        """Check the text as it is now."""

    def load(self, formula: Formula) -> None:
        """Put `formula` into the editor."""

    def load_text(self, text: str) -> None:
        """Begin a new formula with `text`."""

    def put_text(self, text: str) -> None:
        """Replace the text of the formula that is being edited."""

    def open(self, formula_id: str) -> None:
        """Put a formula of the library into the editor."""

    def run(self, formula_id: str) -> None:
        """Put a formula of the library into the editor and scan for it."""

    def show_errors(self, error: FormulaError) -> None:
        """Show problems that the engine reports for the formula."""
