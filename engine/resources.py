"""Finds the files that come with the program: in an installed wheel or in a checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def root() -> Traversable:
    """Return the folder of the resources: ``engine/_resources``, else ``<checkout>/resources``.

    Raises
    ------
    FileNotFoundError
        If the program was installed without them.
    """
    installed = files("engine") / "_resources"
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parent.parent / "resources"
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"The program's resources are neither in {installed} nor in {checkout}")


def read_text(*parts: str) -> str:
    """Return the text of a resource, such as ``read_text("presets", "presets.toml")``."""
    return root().joinpath(*parts).read_text(encoding="utf-8")
