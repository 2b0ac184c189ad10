"""The formulas that come with the program, as entries of the library."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.domain.formula import Formula, FormulaCategory
from engine.language.presets import load_presets

if TYPE_CHECKING:
    from engine.language.presets import Preset

_LOG = logging.getLogger(__name__)
_CONTEXT = "Presets"
PREFIX = "preset:"


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


def preset_entries() -> list[Entry]:
    """Return the presets in the user's language; none where their file is absent or damaged."""
    try:
        return [_entry(preset) for preset in load_presets()]
    except (OSError, ValueError, KeyError):
        _LOG.exception("The presets could not be read")
        return []


def _entry(preset: Preset) -> Entry:
    formula = replace(
        preset.formula,
        id=f"{PREFIX}{preset.formula.id}",
        name=_translated(preset.formula.name),
        description=_translated(preset.formula.description),
    )
    return Entry(formula, _translated(preset.group))


def _translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def category_of(text: str) -> FormulaCategory:
    """Return the category named `text`, or SCAN where there is none."""
    try:
        return FormulaCategory(text)
    except ValueError:
        return FormulaCategory.SCAN
