"""Sheets of Excel and OpenDocument workbooks."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.detection.file_names import NameOrigin, read_name
from engine.storage.importers.reading.grid_reader import GridReader
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.storage.importers.reading.sources import FileSource

# What programs call sheets that nobody has named.
_UNNAMED = re.compile(
    r"^(?:sheet|worksheet|시트|シート|工作表|tabelle|feuil|hoja|planilha|plan|foglio|лист|arkusz|blad"
    r"|sayfa)[ _-]?\d*$",
    re.IGNORECASE,
)


def open_workbook(source: FileSource) -> Iterator[GridReader]:
    """Yield the sheets that hold anything.

    A single one, and those that nobody has named, go by the file's name.

    Raises
    ------
    SourceError
        The file is no workbook, or all its sheets are empty.
    """
    import python_calamine as calamine  # noqa: PLC0415 - only for workbooks

    try:
        with source.open() as file:
            workbook = calamine.load_workbook(file)
        sheets = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
        tables = [(name, sheet.to_python(skip_empty_area=False)) for name, sheet in sheets]
    except calamine.CalamineError as error:
        reason = Message("import.no-workbook", reason=system_message(error))
        raise SourceError(source.name, reason) from error
    filled = [(name, rows) for name, rows in tables if rows]
    if not filled:
        raise SourceError(source.name, Message("import.empty-workbook"))
    for name, rows in filled:
        is_only = len(filled) == 1
        yield GridReader(
            source.name if is_only else f"{source.name}/{name}",
            source.naming
            if is_only or _UNNAMED.match(name.strip())
            else read_name(name)._replace(origin=NameOrigin.SHEET),
            [_texts(row) for row in rows],
        )


def _texts(cells: Sequence[Any]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    """Return a cell as a CSV file would have it."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        # Codes such as 5930 are numbers to Excel, and all its numbers are floats.
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
