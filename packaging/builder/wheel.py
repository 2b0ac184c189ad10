"""The wheel and the source archive, from which everything else is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.environments import tools_python
from builder.project import DIST, ROOT, version
from builder.shell import run

if TYPE_CHECKING:
    from pathlib import Path


def build_wheel() -> Path:
    """Build wheel and source archive into ``dist`` and return the wheel."""
    python = tools_python()
    run(python, "-m", "hatchling", "build", "-d", DIST, "-t", "sdist", "-t", "wheel", cwd=ROOT)
    return DIST / f"formula_scanner-{version()}-py3-none-any.whl"
