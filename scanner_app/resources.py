"""The files of the ``resources`` folder as paths, for what reads only paths (Qt, style sheets)."""

from __future__ import annotations

from pathlib import Path

from engine import resources


def resource(*parts: str) -> Path:
    """Return the path of one file or folder of the resources."""
    return Path(str(resources.root())).joinpath(*parts)
