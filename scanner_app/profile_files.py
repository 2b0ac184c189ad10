"""Reading the profile's files: whatever stands in them, the window opens."""

from __future__ import annotations

import json
import logging
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from _typeshed import DataclassInstance

_LOG = logging.getLogger(__name__)
_MAX_INT = 2**31 - 1  # Qt takes no larger ones
_MAX_DEPTH = 20


def read_table(path: Path, parse: Callable[[str], Any] = json.loads) -> dict[str, Any]:
    """Return the table in the file at `path`; an empty one if it is missing or cannot be read."""
    try:
        table = parse(path.read_text(encoding="utf-8"))
        _check_value(table, _MAX_DEPTH)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        _LOG.warning("%s could not be read: %s", path.name, error)
        return {}
    if isinstance(table, dict):
        return table
    _LOG.warning("%s could not be read: it holds no table", path.name)
    return {}


def fitting_fields(usual: DataclassInstance, table: object) -> dict[str, Any]:
    """Return the fields of `usual` for which `table` has a value of the right type."""
    if not isinstance(table, dict):
        return {}
    return {
        entry.name: table[entry.name]
        for entry in fields(usual)
        if entry.name in table and is_fitting(getattr(usual, entry.name), table[entry.name])
    }


def is_fitting(usual: object, value: object) -> bool:
    """Whether `value` can stand where `usual` does; an int may stand for a float."""
    if isinstance(usual, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(usual, bool)
    if isinstance(value, int) and abs(value) > _MAX_INT:
        return False
    if isinstance(usual, float):
        return isinstance(value, int | float) and abs(value) <= _MAX_INT  # not a number is not
    kinds = (str, int, list, dict)
    return any(isinstance(usual, kind) and isinstance(value, kind) for kind in kinds)


def is_parameter(value: object) -> bool:
    """Whether `value` can be that of a formula's parameter."""
    return isinstance(value, bool | str) or is_fitting(0.0, value)


def _check_value(value: object, max_depth: int) -> None:
    """Refuse what cannot be written again: values nested too deeply and halves of characters."""
    if max_depth == 0:
        msg = "it is nested too deeply"
        raise ValueError(msg)
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, list):
        for entry in value:
            _check_value(entry, max_depth - 1)
    elif isinstance(value, dict):
        for name, entry in value.items():
            _check_value(name, max_depth - 1)
            _check_value(entry, max_depth - 1)
