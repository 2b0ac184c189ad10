"""Formulas as text files: TOML with one table a formula, to share and to keep."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import tomli_w

from engine.domain.formula import Formula
from engine.errors import SourceError
from engine.files import read_text
from engine.messages import Message
from engine.system_messages import system_message
from scanner_app.profile import write_atomically
from scanner_app.services.formulas.presets import category_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_formulas(path: Path, formulas: Iterable[Formula]) -> None:
    """Write `formulas` to a file."""
    tables = [
        {
            "name": formula.name,
            "category": formula.category.value,
            "description": formula.description,
            "expression": formula.expression,
            "parameters": formula.parameters,
        }
        for formula in formulas
    ]
    write_atomically(path, tomli_w.dumps({"formula": tables}, multiline_strings=True))


def read_formulas(path: Path) -> list[Formula]:
    """Return the formulas in a file: of ours, or one formula as plain text.

    Raises
    ------
    SourceError
        The file cannot be read or holds no formula.
    """
    try:
        text = read_text(path)
    except OSError as error:
        raise SourceError(
            str(path), Message("library.cannot-read", reason=system_message(error))
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(str(path), Message("library.not-utf8")) from error
    try:
        tables = tomllib.loads(text).get("formula", [])
    except tomllib.TOMLDecodeError:
        tables = []
    formulas = [_formula(table) for table in tables if str(table.get("expression", "")).strip()]
    if not formulas and text.strip() and not tables and "[[" not in text:
        formulas = [Formula("", path.stem, text.strip())]
    if not formulas:
        raise SourceError(str(path), Message("library.no-formula"))
    return formulas


def _formula(table: dict[str, object]) -> Formula:
    parameters = table.get("parameters")
    return Formula(
        id="",
        name=str(table.get("name") or "?"),
        expression=str(table["expression"]),
        category=category_of(str(table.get("category", ""))),
        description=str(table.get("description", "")),
        parameters=dict(parameters) if isinstance(parameters, dict) else {},
    )
