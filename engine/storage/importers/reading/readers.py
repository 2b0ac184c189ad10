"""The right reader for each kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.storage.importers.reading.arrow_reader import ArrowReader
from engine.storage.importers.reading.html_tables import open_html
from engine.storage.importers.reading.json_tables import open_json
from engine.storage.importers.reading.sources import FileSource, SourceKind
from engine.storage.importers.reading.text_reader import TextReader
from engine.storage.importers.reading.workbooks import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.storage.importers.reading.raw import TableReader


def open_tables(source: FileSource) -> Iterator[TableReader]:
    """Yield the tables of a file; a workbook may have several.

    Raises
    ------
    SourceError
        The file cannot be read or holds no table.
    """
    kind = source.kind()
    if kind is SourceKind.TEXT:
        yield TextReader(source)
    elif kind in {SourceKind.PARQUET, SourceKind.ARROW}:
        yield ArrowReader(source, kind)
    elif kind is SourceKind.EXCEL:
        yield from open_workbook(source)
    elif kind is SourceKind.HTML:
        yield open_html(source)
    else:
        yield from open_json(source)
