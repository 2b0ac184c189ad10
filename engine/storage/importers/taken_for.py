"""One sentence on what a table was taken for: whose candles, whose times, which columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.import_layout import Role
from engine.messages import Message
from engine.storage.importers.cells.time_formats import has_clock

if TYPE_CHECKING:
    from engine.domain.import_layout import TableLayout
    from engine.storage.importers.detection.file_names import NamedFile


def taken_for(
    layout: TableLayout, naming: NamedFile, *, symbol: str | None, zone: str | None, is_moment: bool
) -> Message:
    """Return the sentence.

    Parameters
    ----------
    layout : TableLayout
        What the columns hold.
    naming : NamedFile
        The symbol of rows that name none.
    symbol, zone : str or None
        What the caller names, and of the zone what the document names.
    is_moment : bool
        Whether the times say themselves how far they are ahead of UTC.
    """
    return Message(
        "import.taken-for",
        symbol=_symbol(layout, naming, symbol),
        time=_time(layout, zone, is_moment=is_moment),
        close=_column(layout, Role.CLOSE),
        volume=_column(layout, Role.VOLUME),
    )


def _symbol(layout: TableLayout, naming: NamedFile, symbol: str | None) -> Message:
    if symbol is not None:
        return Message("import.symbol-by-option", symbol=symbol)
    if layout.is_wide:
        return Message("import.symbol-by-header")
    if layout.symbol_column is not None:
        columns = (layout.symbol_column, *layout.part_columns)
        return Message("import.symbol-by-column", columns=columns)
    return Message(f"import.symbol-by-{naming.origin}")


def _time(layout: TableLayout, zone: str | None, *, is_moment: bool) -> Message:
    if layout.is_dateless:
        return Message("import.time-by-file")
    if layout.zone_column is not None:
        return Message("import.time-by-column", column=layout.zone_column)
    if zone is not None:
        return Message("import.time-in-zone", zone=zone)
    if is_moment:
        return Message("import.time-in-zone", zone="UTC")
    if has_clock(layout.time_format):
        return Message("import.time-without-zone")
    return Message("import.time-of-days")


def _column(layout: TableLayout, role: Role) -> Message:
    """Return where prices or the volume come from; of a wide table the first symbol's."""
    column = layout.series[0].columns.get(role)
    if column is None:
        return Message(f"import.{role}-unknown")
    return Message(f"import.{role}-from", column=column)
