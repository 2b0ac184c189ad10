"""The user's formulas and the presets that come with the program."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.domain.formula import Formula, FormulaCategory
from engine.storage.library import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.storage.library import Workspace
    from scanner_app.services.task_runner import TaskRunner

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A formula in the library.

    Attributes
    ----------
    formula : Formula
        The formula.
    group : str
        What it stands under; empty for the user's own.
    """

    formula: Formula
    group: str = ""

    @property
    def is_preset(self) -> bool:
        """Whether it came with the program and cannot be changed."""
        return bool(self.group)


class FormulaLibrary(QObject):
    """Keeps formulas in the workspace; writing happens off the GUI thread.

    Signals
    -------
    changed :
        There are other entries.
    failed : Exception
        The workspace cannot be used.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        path: Path,
        presets: Sequence[Entry],
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._tasks = tasks
        self._presets = tuple(presets)
        self._own: dict[str, Formula] = {}
        self._workspace: Workspace | None = None

    @property
    def entries(self) -> list[Entry]:
        """The user's formulas by name, then the presets."""
        own = sorted(self._own.values(), key=lambda formula: formula.name.casefold())
        return [*(Entry(formula) for formula in own), *self._presets]

    def find(self, formula_id: str) -> Entry | None:
        """Return the entry with this id."""
        return next((e for e in self.entries if str(e.formula.id) == formula_id), None)

    def load(self) -> None:
        """Read the workspace; `changed` follows."""
        self._tasks.submit(self._open, self._on_loaded, self.failed.emit)

    def save(self, formula: Formula) -> Formula:
        """Add or replace a formula of the user; returns it with its id."""
        if not str(formula.id) or self._is_preset(formula.id):
            formula = replace(formula, id=uuid.uuid4().hex)
        self._own[str(formula.id)] = formula
        self._write(lambda workspace: workspace.formulas.save(formula))
        self.changed.emit()
        return formula

    def rename(self, formula_id: str, name: str) -> None:
        """Give a formula of the user another name."""
        if formula_id in self._own:
            self.save(replace(self._own[formula_id], name=name))

    def duplicate(self, entry: Entry) -> Formula:
        """Add a copy of an entry to the user's formulas."""
        name = self.free_name(entry.formula.name)
        return self.save(replace(entry.formula, id="", name=name))

    def delete(self, formula_id: str) -> None:
        """Forget a formula of the user."""
        if self._own.pop(formula_id, None) is not None:
            self._write(lambda workspace: workspace.formulas.delete(formula_id))
            self.changed.emit()

    def free_name(self, name: str) -> str:
        """Return `name`, with a number where the user has a formula of that name."""
        taken = {formula.name.casefold() for formula in self._own.values()}
        if name.casefold() not in taken:
            return name
        number = next(n for n in range(2, len(taken) + 3) if f"{name} {n}".casefold() not in taken)
        return f"{name} {number}"

    def close(self) -> None:
        """Close the workspace."""
        if self._workspace is not None:
            self._workspace.close()

    def _is_preset(self, formula_id: int | str) -> bool:
        return any(str(entry.formula.id) == str(formula_id) for entry in self._presets)

    def _open(self) -> list[Formula]:
        """Open the workspace and read it; runs on the task thread."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._workspace = open_workspace(self._path, create=True)
        return self._workspace.formulas.all()

    def _on_loaded(self, formulas: list[Formula]) -> None:
        self._own = {str(formula.id): formula for formula in formulas} | self._own
        self.changed.emit()

    def _write(self, change: Callable[[Workspace], object]) -> None:
        """Apply `change` to the workspace's file on the task thread."""

        def work() -> None:
            if self._workspace is not None:
                change(self._workspace)

        self._tasks.submit(work, _nothing, self.failed.emit)


def _nothing(_value: object) -> None:
    """Take an answer that nobody waits for."""


def category_of(text: str) -> FormulaCategory:
    """Return the category named `text`, or SCAN where there is none."""
    try:
        return FormulaCategory(text)
    except ValueError:
        return FormulaCategory.SCAN
