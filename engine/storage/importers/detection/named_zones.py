"""Time zones that a document names beside its candles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from engine.calendars.zones import zone_named
from engine.domain.import_layout import Role
from engine.storage.importers.cells.vocabulary import plain, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_HOUR_S = 3_600
_MAX_HOURS = 14
_BANNER = re.compile(
    rb"(?:time ?zone|\btz)[\"' \t]{0,4}[:=,;][\"' \t]{0,4}"
    rb"([A-Za-z]{2,20}(?:/[A-Za-z_]{2,30}){0,2})",
    re.IGNORECASE,
)
_OFFSET_TEXT = re.compile(r"(?:UTC|GMT)?([+-]\d{1,2})(?::?00)?")


def find_zone(facts: Iterable[tuple[str, Any]]) -> str | None:
    """Return the zone that facts of a document name, or None; names go before offsets.

    Parameters
    ----------
    facts : iterable of (str, value)
        Names and values, as ``gmtoffset`` and 39600.
    """
    values = [value for name, value in facts if _means_zone(name)]
    names = (value for value in values if isinstance(value, str) and is_zone_name(value))
    offsets = (_zone_of_offset(value) for value in values)
    return next(names, None) or next(filter(None, offsets), None)


def zone_in_banner(head: bytes) -> str | None:
    """Return the zone that the first lines of a text name, as in ``# Time zone: US/Eastern``."""
    lowered = head.lower()
    if b"zone" not in lowered and b"tz" not in lowered:
        return None
    match = _BANNER.search(head)
    name = match[1].decode() if match else ""
    return name if "/" in name and is_zone_name(name) else None


def is_zone_name(text: str) -> bool:
    """Whether a text is the name of a time zone; three letters may be many zones' name."""
    if text not in {"UTC", "GMT"} and "/" not in text:
        return False
    try:
        zone_named(text)
    except ValueError:
        return False
    return True


def _means_zone(name: str) -> bool:
    return role_of(name) is Role.ZONE or "timezone" in plain(name).replace(" ", "")


def _zone_of_offset(value: Any) -> str | None:
    """Return the zone of so many seconds or hours ahead of UTC, if those are whole hours."""
    if isinstance(value, str):
        match = _OFFSET_TEXT.fullmatch(value.strip())
        value = int(match[1]) if match else None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        return None
    hours = value / _HOUR_S if abs(value) > _MAX_HOURS else value
    if hours != int(hours) or abs(hours) > _MAX_HOURS:
        return None
    # The names of these zones count the other way round.
    return "UTC" if hours == 0 else f"Etc/GMT{-int(hours):+d}"
