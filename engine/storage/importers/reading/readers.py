"""The right reader for each kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import EngineError, SourceError
from engine.plugins.discovery import PartKind, failure
from engine.storage.importers.detection.file_names import document_name
from engine.storage.importers.reading.arrow_reader import ArrowReader
from engine.storage.importers.reading.grid_reader import GridReader
from engine.storage.importers.reading.html_tables import open_html
from engine.storage.importers.reading.json_tables import open_json
from engine.storage.importers.reading.packaged import reader_of
from engine.storage.importers.reading.sources import FileSource, SourceKind
from engine.storage.importers.reading.text_reader import TextReader
from engine.storage.importers.reading.workbooks import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.plugins.protocols import FileReader
    from engine.storage.importers.reading.raw import TableReader


def open_tables(source: FileSource) -> Iterator[TableReader]:
    """Yield the tables of a file; a workbook may have several.

    Raises
    ------
    SourceError
        The file cannot be read or holds no table.
    """
    if (entry := reader_of(source.name)) is not None:
        yield from _read_packaged(source, *entry)
        return
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


def _read_packaged(source: FileSource, name: str, reader: FileReader) -> Iterator[GridReader]:
    """Yield the tables of a file that the reader `name` of another package reads."""
    try:
        with source.open() as file:
            tables = list(reader.read(file))
    except EngineError:
        raise
    except Exception as error:
        raise SourceError(source.name, failure(PartKind.READER, name, error).message) from error
    for table in tables:
        rows = [[str(cell) for cell in row] for row in table.rows]
        yield GridReader(source.name, document_name(table.symbol) or source.naming, rows)
