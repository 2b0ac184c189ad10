"""What an import would make of a file, for somebody to look at before it runs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from engine.domain.timeframe import Timeframe, parse_timeframe
from engine.errors import SourceError
from engine.storage.importers.layout import ImportMapping
from engine.storage.importers.mapping_memory import MappingMemory
from engine.storage.importers.readers import open_tables
from engine.storage.importers.rejected_rows import RejectedRows
from engine.storage.importers.sinks import DrySink
from engine.storage.importers.sources import iter_sources
from engine.storage.importers.table_import import ImportOptions, TableImport
from engine.storage.importers.understanding import likely_roles
from engine.storage.slicing import to_series
from engine.storage.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.domain.series import CandleSeries
    from engine.storage.bars import Bars
    from engine.storage.importers.layout import Layout
    from engine.storage.importers.raw import RawChunk, TableReader
    from engine.storage.importers.report import Problem
    from engine.storage.importers.sources import Source
    from engine.storage.importers.text_shape import Cells
    from engine.storage.library import Library
    from engine.storage.protocols import SaveCounts

_MOST_FILES = 20
_SHOWN_SYMBOLS = 20
_SHOWN_CANDLES = 50


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The beginning of a file as it would be imported.

    Attributes
    ----------
    file : str
        The first file that can be used, or the last one that was tried.
    mapping : ImportMapping
        The corrections in force: those given, or those of an earlier import.
    is_remembered : bool
        Whether they are of an earlier import.
    rows : list of list of str
        The first rows of the file in cells, lines before the header included.
    columns : tuple of str
        Names of all columns, to choose from; empty where the file is no table with dates.
    roles : dict of str to str
        What the columns that are read were taken for: ``time open high low close volume symbol``.
    layout : Layout or None
        All that was understood (separator, encoding, formats).
    timeframe : str
        Of the candles, empty where there are none.
    candles : dict of str to CandleSeries
        The first candles of the first symbols.
    problems : list of Problem
        Rows that would be rejected, or kept with something unknown.
    notes : list of str
        What was decided.
    error : str or None
        Why nothing could be read.
    """

    file: str
    mapping: ImportMapping
    is_remembered: bool = False
    rows: list[list[str]] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    layout: Layout | None = None
    timeframe: str = ""
    candles: dict[str, CandleSeries] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str | None = None


def preview(
    path: str | Path,
    mapping: ImportMapping | None = None,
    *,
    timeframe: str | None = None,
    symbol: str | None = None,
    library: Library | None = None,
) -> ImportPreview:
    """Return what would be read of `path`; of a folder or archive, of the first usable file.

    Parameters
    ----------
    path : path-like
        A file, a folder or an archive.
    mapping : ImportMapping, optional
        Corrections to try.
    timeframe, symbol : str, optional
        See :func:`~engine.storage.importers.importing.import_paths`.
    library : Library, optional
        Where corrections of earlier imports are kept.

    Returns
    -------
    ImportPreview
        Whatever is wrong with the file is told in it.
    """
    frame = parse_timeframe(timeframe) if timeframe else None
    asked = ImportOptions(frame, symbol, mapping=mapping or ImportMapping())
    shown = ImportPreview(str(path), asked.mapping, error="there is no file of candles in it")
    for source in islice(iter_sources([path]), _MOST_FILES):
        try:
            reader = next(_tables(source))
        except SourceError as error:
            shown = ImportPreview(error.file, asked.mapping, error=_sentence(error))
            continue
        options = MappingMemory(library, is_written=False).recalled(reader, asked)
        shown = _previewed(reader, options, is_remembered=options is not asked)
        if shown.error is None:
            break
    return replace(shown, error=shown.error or _zone_problem(asked.mapping.tz))


def _zone_problem(tz: str | None) -> str | None:
    """Return what is wrong with the name of a time zone."""
    try:
        zone_named(tz or "UTC")
    except ValueError as error:
        return str(error)
    return None


def _tables(source: Source | SourceError) -> Iterator[TableReader]:
    if isinstance(source, SourceError):
        raise source
    yield from open_tables(source)


def _previewed(
    reader: TableReader, options: ImportOptions, *, is_remembered: bool
) -> ImportPreview:
    sink = _Shown()
    first = _FirstChunk(reader)
    table = TableImport(first, options, sink, RejectedRows(None), lambda: None)
    layout, error = None, None
    try:
        layout = reader.layout(options.mapping)
        table.run(layout)
    except SourceError as reason:
        error = _sentence(reason)
    delimiter, roles = _columns(reader, layout, options.mapping)
    return ImportPreview(
        file=reader.name,
        mapping=options.mapping,
        is_remembered=is_remembered,
        rows=_head(reader, delimiter),
        columns=layout.names if layout else tuple(roles),
        roles={name: role for name, role in roles.items() if role},
        layout=layout,
        timeframe=table.report.timeframe,
        candles=sink.candles,
        problems=table.report.problems,
        notes=table.report.notes,
        error=error,
    )


def _head(reader: TableReader, delimiter: str | None) -> list[list[str]]:
    """Return the first rows as they are cut; none of a damaged file."""
    try:
        return reader.head(delimiter)
    except SourceError:
        return []


def _columns(
    reader: TableReader, layout: Layout | None, mapping: ImportMapping
) -> tuple[str | None, dict[str, str]]:
    """Return the separator and the roles of columns, as far as they can be told."""
    if layout is not None:
        return layout.shape.delimiter, layout.roles()
    try:
        cells = reader.cells(mapping)
    except SourceError:
        return mapping.delimiter, {}
    return cells.shape.delimiter, likely_roles(cells, mapping)


class _FirstChunk:
    """A table of which only the beginning is read."""

    def __init__(self, reader: TableReader) -> None:
        self.name, self.stem = reader.name, reader.stem
        self._reader = reader

    @property
    def signature(self) -> str:
        return self._reader.signature

    def head(self, delimiter: str | None) -> list[list[str]]:
        return self._reader.head(delimiter)

    def rows(self) -> list[list[str]]:
        return self._reader.rows()

    def cells(self, mapping: ImportMapping) -> Cells:
        return self._reader.cells(mapping)

    def layout(self, mapping: ImportMapping) -> Layout:
        return self._reader.layout(mapping)

    def fits(self, layout: Layout) -> bool:
        return self._reader.fits(layout)

    def chunks(self, layout: Layout) -> Iterator[RawChunk]:
        return islice(self._reader.chunks(layout), 1)


class _Shown(DrySink):
    """Keeps the first candles of the first symbols."""

    def __init__(self) -> None:
        super().__init__(None)
        self.candles: dict[str, CandleSeries] = {}

    def save(self, symbol: str, timeframe: Timeframe, bars: Bars) -> SaveCounts:
        """See :class:`~engine.storage.importers.table_import.CandleSink`."""
        if len(self.candles) < _SHOWN_SYMBOLS:
            shown = bars.take(slice(None, _SHOWN_CANDLES))
            self.candles[symbol] = to_series(symbol, timeframe, shown)
        return super().save(symbol, timeframe, bars)


def _sentence(error: SourceError) -> str:
    return error.reason if error.line is None else f"line {error.line}: {error.reason}"
