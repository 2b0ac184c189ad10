"""Formulas that come with the program."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.domain.formula import Formula, FormulaCategory
from engine.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Preset:
    """A formula with the group under which the library shows it.

    Attributes
    ----------
    formula : Formula
        Its id is stable, its description one sentence.
    group : str
        Such as ``Breakout``.
    """

    formula: Formula
    group: str


@cache
def load_presets() -> tuple[Preset, ...]:
    """Return all presets in the order of the file."""
    table = tomllib.loads(read_text("presets", "presets.toml"))
    return tuple(_preset(row) for row in table["preset"])


def _preset(row: Mapping[str, Any]) -> Preset:
    formula = Formula(
        id=row["id"],
        name=row["name"],
        expression=row["expression"],
        category=FormulaCategory(row["category"]),
        description=row["description"],
        parameters=dict(row.get("parameters", {})),
    )
    return Preset(formula, row["group"])
