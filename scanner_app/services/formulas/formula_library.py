"""The user's formulas and the presets that come with the program."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scanner_app.services.formulas.presets import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.formula import Formula
    from scanner_app.services.formulas.formula_versions import FormulaVersions, Version
    from scanner_app.services.library.workspace_service import WorkspaceService


class FormulaLibrary(QObject):
    """Keeps formulas in the workspace; writing happens off the GUI thread.

    Signals
    -------
    changed :
        There are other entries.
    """

    changed = Signal()

    def __init__(
        self,
        workspace: WorkspaceService,
        presets: Sequence[Entry],
        versions: FormulaVersions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._presets = tuple(presets)
        self._versions = versions
        self._own: dict[str, Formula] = {}

    @property
    def entries(self) -> list[Entry]:
        """The user's formulas by name, then the presets."""
        return [*(Entry(formula) for formula in self.own), *self._presets]

    @property
    def own(self) -> list[Formula]:
        """The user's formulas by name."""
        return sorted(self._own.values(), key=lambda formula: formula.name.casefold())

    def find(self, formula_id: str) -> Entry | None:
        """Return the entry with this id."""
        return next((e for e in self.entries if str(e.formula.id) == formula_id), None)

    def load(self) -> None:
        """Read the workspace; `changed` follows."""
        self._workspace.run(lambda workspace: workspace.formulas.all(), self._on_loaded)

    def save(self, formula: Formula) -> Formula:
        """Add or replace a formula of the user; returns it with its id."""
        if not str(formula.id) or self._is_preset(formula.id):
            formula = replace(formula, id=uuid.uuid4().hex)
        before = self._own.get(str(formula.id))
        self._own[str(formula.id)] = formula
        self._workspace.run(lambda workspace: workspace.formulas.save(formula))
        for version in (before, formula):
            if version is not None:
                self._versions.add(version)
        self.changed.emit()
        return formula

    def save_new(self, formula: Formula) -> Formula:
        """Add a formula under a name that is free; one with the same text is there already."""
        twins = (
            f for f in self.own if f.expression == formula.expression and f.name == formula.name
        )
        twin = next(twins, None)
        return twin or self.save(replace(formula, id="", name=self.free_name(formula.name)))

    def rename(self, formula_id: str, name: str) -> None:
        """Give a formula of the user another name."""
        if formula_id in self._own:
            self.save(replace(self._own[formula_id], name=name))

    def duplicate(self, formula_id: str) -> Formula | None:
        """Add a copy of an entry to the user's formulas and return it."""
        entry = self.find(formula_id)
        if entry is None:
            return None
        return self.save(replace(entry.formula, id="", name=self.free_name(entry.formula.name)))

    def delete(self, formula_id: str) -> None:
        """Forget a formula of the user; its text is kept among the drafts."""
        deleted = self._own.pop(formula_id, None)
        if deleted is not None:
            self._versions.add_draft(deleted)
            self._workspace.run(lambda workspace: workspace.formulas.delete(formula_id))
            self.changed.emit()

    def versions(self, formula_id: str) -> list[Version]:
        """Return the texts that a formula had, newest first."""
        return self._versions.of(formula_id)

    def keep_draft(self, formula: Formula) -> None:
        """Keep a text that leaves the editor without having been saved."""
        self._versions.add_draft(formula)

    def drafts(self) -> list[Version]:
        """Return the texts that were never saved, and those of deleted formulas, newest first."""
        return self._versions.drafts()

    def free_name(self, name: str) -> str:
        """Return `name`, with a number where the user has a formula of that name."""
        taken = {formula.name.casefold() for formula in self._own.values()}
        if name.casefold() not in taken:
            return name
        number = next(n for n in range(2, len(taken) + 3) if f"{name} {n}".casefold() not in taken)
        return f"{name} {number}"

    def _is_preset(self, formula_id: int | str) -> bool:
        return any(str(entry.formula.id) == str(formula_id) for entry in self._presets)

    def _on_loaded(self, formulas: list[Formula]) -> None:
        self._own = {str(formula.id): formula for formula in formulas} | self._own
        self.changed.emit()
