"""What an import would make of a file, for somebody to look at before it runs."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from engine.domain.import_mapping import ImportMapping
from engine.domain.import_preview import ImportPreview
from engine.domain.import_report import reason_with_line
from engine.domain.timeframe import Timeframe, parse_timeframe
from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.detection.corrections import followed
from engine.storage.importers.detection.detect_layout import likely_roles
from engine.storage.importers.mapping_memory import MappingMemory
from engine.storage.importers.reading.readers import open_tables
from engine.storage.importers.reading.sources import iter_sources
from engine.storage.importers.reading.text_reader import TextReader
from engine.storage.importers.rows.parsing import parsed_chunks
from engine.storage.importers.rows.rejected_rows import RejectedRows
from engine.storage.importers.sinks import DrySink
from engine.storage.importers.table_import import ImportOptions, TableImport
from engine.storage.slicing import to_series

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.domain.import_layout import TableLayout, TextShape
    from engine.domain.repositories import SaveCounts
    from engine.domain.series import CandleSeries
    from engine.storage.candle_arrays import CandleArrays
    from engine.storage.importers.detection.text_shape import Cells
    from engine.storage.importers.reading.raw import RawChunk, TableReader
    from engine.storage.importers.reading.sources import FileSource
    from engine.storage.library import Library

_MAX_FILES = 20
_SHOWN_SYMBOLS = 20
_SHOWN_CANDLES = 50


def preview(
    path: str | Path,
    mapping: ImportMapping | None = None,
    *,
    timeframe: str | None = None,
    symbol: str | None = None,
    library: Library | None = None,
    is_fresh: bool = False,
) -> ImportPreview:
    """Return what would be read of `path`; of a folder or archive, of the first usable file.

    Parameters
    ----------
    path : path-like
        A file, a folder or an archive.
    mapping : ImportMapping, optional
        Corrections to try.
    timeframe, symbol : str, optional
        See :func:`~engine.storage.importers.import_paths.import_paths`.
    library : Library, optional
        Where corrections of earlier imports are kept.
    is_fresh : bool
        Leave those aside.

    Returns
    -------
    ImportPreview
        Whatever is wrong with the file or the corrections is told in it; it is shown as far as it
        can be read all the same.
    """
    frame = parse_timeframe(timeframe) if timeframe else None
    corrections = mapping or ImportMapping()
    usable, problem = followed(corrections)
    required = ImportOptions(frame, symbol, mapping=usable)
    memory = MappingMemory(None if is_fresh or problem else library, is_written=False)
    result = ImportPreview(str(path), required.mapping, error=Message("import.no-candle-file"))
    for source in islice(iter_sources([path]), _MAX_FILES):
        try:
            reader = next(_tables(source))
        except SourceError as error:
            result = ImportPreview(error.file, required.mapping, error=reason_with_line(error))
            continue
        options = memory.recalled(reader, required)
        result = _previewed(reader, options, is_remembered=options is not required)
        if result.error is None:
            break
    if result.is_remembered:
        return result
    return replace(result, mapping=corrections, error=problem or result.error)


def _tables(source: FileSource | SourceError) -> Iterator[TableReader]:
    if isinstance(source, SourceError):
        raise source
    yield from open_tables(source)


def _previewed(
    reader: TableReader, options: ImportOptions, *, is_remembered: bool
) -> ImportPreview:
    sink = _FirstCandles()
    first = _FirstChunk(reader)
    table = TableImport(first, options, sink, RejectedRows(None), lambda: None)
    layout, error = None, None
    try:
        layout = reader.layout(options.mapping)
        table.run(layout, parsed_chunks(first, layout))
    except SourceError as reason:
        error = reason_with_line(reason)
    shape, roles = _columns(reader, layout, options.mapping)
    return ImportPreview(
        file=reader.name,
        mapping=options.mapping,
        is_remembered=is_remembered,
        rows=_head(reader, shape, options.mapping),
        columns=layout.names if layout else tuple(roles),
        roles={name: role for name, role in roles.items() if role},
        layout=layout,
        shape=shape,
        is_text=isinstance(reader, TextReader),
        timeframe=table.report.timeframe,
        candles=sink.candles,
        problems=table.report.problems,
        notes=table.report.notes,
        error=error,
        taken_for=table.report.taken_for,
    )


def _head(reader: TableReader, shape: TextShape | None, mapping: ImportMapping) -> list[list[str]]:
    """Return the first rows as they are cut; none of a damaged file."""
    delimiter = mapping.delimiter or (shape.delimiter if shape else None)
    try:
        return reader.head(delimiter, mapping.encoding)
    except SourceError:
        return []


def _columns(
    reader: TableReader, layout: TableLayout | None, mapping: ImportMapping
) -> tuple[TextShape | None, dict[str, str]]:
    """Return how the file is cut and the roles of columns, as far as they can be told."""
    if layout is not None:
        return layout.shape, layout.roles()
    # A format or number of lines that does not fit the file must not hide its columns.
    lenient = replace(mapping, time_format=None, skip_lines=None, header_lines=None)
    for attempt in (mapping, lenient):
        try:
            cells = reader.cells(attempt)
        except SourceError:
            continue
        return cells.shape, likely_roles(cells, mapping)
    return None, {}


class _FirstChunk:
    """A table of which only the beginning is read."""

    def __init__(self, reader: TableReader) -> None:
        self.name, self.naming, self.zone = reader.name, reader.naming, reader.zone
        self._reader = reader

    @property
    def signature(self) -> str:
        return self._reader.signature

    def head(self, delimiter: str | None, encoding: str | None = None) -> list[list[str]]:
        return self._reader.head(delimiter, encoding)

    def rows(self) -> list[list[str]]:
        return self._reader.rows()

    def cells(self, mapping: ImportMapping) -> Cells:
        return self._reader.cells(mapping)

    def layout(self, mapping: ImportMapping) -> TableLayout:
        return self._reader.layout(mapping)

    def fits(self, layout: TableLayout) -> bool:
        return self._reader.fits(layout)

    def chunks(self, layout: TableLayout) -> Iterator[RawChunk]:
        return islice(self._reader.chunks(layout), 1)


class _FirstCandles(DrySink):
    """Keeps the first candles of the first symbols."""

    def __init__(self) -> None:
        super().__init__(None)
        self.candles: dict[str, CandleSeries] = {}

    def save(self, symbol: str, timeframe: Timeframe, bars: CandleArrays) -> SaveCounts:
        """See :class:`~engine.storage.importers.table_import.CandleSink`."""
        if len(self.candles) < _SHOWN_SYMBOLS:
            first = bars.take(slice(None, _SHOWN_CANDLES))
            self.candles[symbol] = to_series(symbol, timeframe, first)
        return super().save(symbol, timeframe, bars)
