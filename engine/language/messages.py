"""English texts on formulas: their faults, hints and warnings; codes begin with ``formula.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {}
