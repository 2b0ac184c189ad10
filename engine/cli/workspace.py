"""Where the user's own things lie, and formulas out of them by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from engine.errors import InputError
from engine.messages import Message
from engine.storage.library import open_workspace

if TYPE_CHECKING:
    from engine.domain.formula import Formula


def default_workspace() -> Path:
    """Return where the workspace lies unless the user says otherwise."""
    folder = Path(platformdirs.user_data_dir("formula-scanner", appauthor=False))
    return folder / "workspace.fsws"


def saved_formula(workspace_file: Path, name: str) -> Formula:
    """Return the formula that was saved under `name`.

    Raises
    ------
    InputError
        There is none; the message lists those that there are.
    """
    with open_workspace(workspace_file) as workspace:
        saved = workspace.formulas.all()
    for formula in saved:
        if formula.name.casefold() == name.casefold():
            return formula
    if not saved:
        raise InputError(Message("scan.no-saved-formulas", name=name))
    names = tuple(formula.name for formula in saved)
    raise InputError(Message("scan.no-such-formula", name=name, names=names))
