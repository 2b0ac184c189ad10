"""Columns with the time zone of the times beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from engine.calendars.zones import zone_named
from engine.domain.import_layout import Role
from engine.messages import Message
from engine.storage.importers.cells.time_formats import has_clock, is_offset, named_offsets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.cells.time_formats import ParsedTimes
    from engine.storage.importers.detection.time_columns import TimeColumns

_NO_OFFSET = "0"  # hours or seconds, it is UTC


def find_zone_column(
    samples: Mapping[str, Sequence[str]],
    roles: Mapping[str, Role | None],
    times: TimeColumns,
    mapping: ImportMapping,
) -> str | None:
    """Return the column of zones; None where times name their own or some are not known."""
    named_by_user = mapping.columns.get(Role.ZONE)
    if _names_its_zone(times.time_format):
        return None
    if named_by_user is not None:
        return named_by_user or None
    named = _zone_columns(samples, roles, times)
    return next((name for name in named if all(map(is_zone, _filled(samples[name])))), None)


def on_zones(
    samples: Mapping[str, Sequence[str]],
    roles: Mapping[str, Role | None],
    times: TimeColumns,
    mapping: ImportMapping,
) -> Iterator[Message]:
    """Yield a sentence on a column of zones of which some are not known."""
    needs_zone = has_clock(times.time_format) and not _names_its_zone(times.time_format)
    if not needs_zone or Role.ZONE in mapping.columns:
        return
    for name in _zone_columns(samples, roles, times):
        unknown = next((text for text in _filled(samples[name]) if not is_zone(text)), None)
        if unknown is None:
            return
        yield Message("import.unknown-zone", column=name, zone=unknown)


def with_zones(times: ParsedTimes, zones: pa.Array) -> ParsedTimes:
    """Return `times` with what their zones are ahead of UTC; those without one are bad."""
    if times.offset_ns is not None:
        return times
    texts = pc.fill_null(pc.utf8_trim_whitespace(zones), "")
    texts = pc.if_else(pc.equal(texts, _NO_OFFSET), "UTC", texts)
    offsets, is_known = named_offsets(texts, times.local_ns)
    return times._replace(offset_ns=offsets, is_bad=times.is_bad | ~is_known, has_zone=is_known)


def is_zone(text: str) -> bool:
    """Whether a text names a time zone, or how far it is ahead of UTC."""
    if text == _NO_OFFSET or is_offset(text):
        return True
    try:
        zone_named(text)
    except ValueError:
        return False
    return True


def _zone_columns(
    samples: Mapping[str, Sequence[str]], roles: Mapping[str, Role | None], times: TimeColumns
) -> list[str]:
    return [
        name
        for name, role in roles.items()
        if role is Role.ZONE and name not in times.names and _filled(samples[name])
    ]


def _filled(texts: Sequence[str]) -> list[str]:
    """Return the different texts that are not empty."""
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _names_its_zone(time_format: str) -> bool:
    return time_format.startswith("epoch") or "%z" in time_format or "%Z" in time_format
