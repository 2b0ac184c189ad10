"""The formulas that come with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner_app.services.formula_library import Entry


def load_presets() -> list[Entry]:
    """Return the presets of the resources folder."""
    return []
