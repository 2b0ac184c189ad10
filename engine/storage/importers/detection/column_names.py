"""Names of columns, one for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return column names with a number behind those that were there before."""
    seen: dict[str, int] = {}
    result = []
    for position, raw in enumerate(names, start=1):
        name = raw.strip() or Message("import.column", n=position)
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)
