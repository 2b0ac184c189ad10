"""English texts on libraries, workspaces and work on them; codes begin with ``library.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {}
