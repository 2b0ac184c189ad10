"""Finds the files of the ``resources`` folder, in a checkout and in an installed program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import engine

_PACKAGE = Path(engine.__file__).parent


@cache
def resource_dir() -> Path:
    """Return the folder that holds themes, icons, translations, presets and help."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one file of the resources."""
    return resource_dir().joinpath(*parts)
