"""English texts on parts that come in packages of others; codes begin with ``plugin.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.messages import Template

TEXTS: dict[str, Template] = {
    "unknown": "No installed package has a {kind} '{name}'; there are: {names}",
    "not-loaded": "The {kind} '{name}' of the package {package} cannot be loaded: {reason}",
    "wrong-shape": "The {kind} '{name}' of the package {package} is none: see the page on it",
    "twice": "The {kind} '{name}' of the package {package} is left out: {used} has one as well",
    "raised": "The {kind} '{name}' of the package {package} failed: {reason}",
    "exception": "{name}: {reason}",
}
