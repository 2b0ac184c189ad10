"""English texts on scans, their symbols and their workers; codes begin with ``scan.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {}
