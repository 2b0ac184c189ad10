"""Whether the corrections of an import can be followed at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.calendars.zones import zone_named
from engine.errors import InputError
from engine.messages import Message
from engine.storage.importers.cells.encodings import is_encoding
from engine.storage.importers.cells.time_formats import check_time_format
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.domain.import_mapping import ImportMapping


def followed(mapping: ImportMapping) -> tuple[ImportMapping, Message | None]:
    """Return `mapping` without what cannot be followed, and why the first of those cannot."""
    checks: dict[str, Callable[[str], object]] = {
        "encoding": _check_encoding,
        "delimiter": _check_delimiter,
        "time_format": check_time_format,
        "tz": zone_named,
    }
    problem: Message | None = None
    for name, check in checks.items():
        value = getattr(mapping, name)
        if value is None:
            continue
        try:
            check(value)
        except ValueError as error:
            problem = problem or system_message(error)
            unset: dict[str, Any] = {name: None}
            mapping = replace(mapping, **unset)
    return mapping, problem


def _check_encoding(name: str) -> None:
    if not is_encoding(name):
        raise InputError(Message("import.no-encoding", encoding=name))


def _check_delimiter(text: str) -> None:
    if len(text) != 1 or text in '"\r\n\0':
        raise InputError(Message("import.long-separator", separator=text))
