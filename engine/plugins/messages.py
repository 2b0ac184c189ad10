"""English texts on parts that come in packages of others; codes begin with ``plugin.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {}
