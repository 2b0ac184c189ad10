"""English texts on feeds, live sessions and alerts; codes begin with ``live.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {}
