"""Reads files into a library.

Each file goes through: open (:func:`read_ahead`), find the layout and parse in chunks
(:class:`LayoutResolver`), sort into symbols (:class:`Collector`), merge (:class:`LibrarySink`).
Small files share transactions, so that a thousand of them do not wait for the disk a thousand
times; each is in the library whole or not at all.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from engine.calendars.zones import zone_named
from engine.domain.import_mapping import ImportMapping
from engine.domain.import_report import FileReport, ImportReport, reason_with_line
from engine.domain.timeframe import parse_timeframe
from engine.errors import ProcessingCancelledException, SourceError
from engine.messages import Message
from engine.storage.importers.cells.time_formats import check_time_format
from engine.storage.importers.claims import CandleClaims
from engine.storage.importers.layout_resolver import LayoutResolver
from engine.storage.importers.mapping_memory import MappingMemory
from engine.storage.importers.reading.read_ahead import read_ahead
from engine.storage.importers.reading.sources import iter_sources, measure
from engine.storage.importers.rows.rejected_rows import RejectedRows
from engine.storage.importers.sinks import DrySink, LibrarySink
from engine.storage.importers.table_import import ImportOptions, TableImport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from engine.domain.cancellation import CancellationToken
    from engine.storage.importers.reading.raw import TableReader
    from engine.storage.importers.reading.read_ahead import OpenedSource
    from engine.storage.library import Library

_LARGE_FILE_BYTES = 64 << 20


def import_paths(
    library: Library | None,
    paths: Iterable[str | Path],
    *,
    timeframe: str | None = None,
    symbol: str | None = None,
    tz: str | None = None,
    dry_run: bool = False,
    mapping: ImportMapping | None = None,
    remember: bool = True,
    is_fresh: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    token: CancellationToken | None = None,
) -> ImportReport:
    """Import files, folders and archives of candles.

    Parameters
    ----------
    library : Library or None
        Where the candles go; None will do for a dry run.
    paths : iterable of path-like
        Files of any kind that is known, folders of them, zips.
    timeframe : str, optional
        Of the candles; guessed from their times where not given.
    symbol : str, optional
        The symbol of each file; else its rows or its name tell it.
    tz : str, optional
        Zone of times that name none; UTC where not given.
    dry_run : bool
        Read and report, but write nothing.
    mapping : ImportMapping, optional
        Corrections of what would be detected.
    remember : bool
        Keep `mapping` in the library for files like these; without one, read files as it was said
        for files like them.
    is_fresh : bool
        Leave aside what was said for files like these, and forget it.
    progress : callable, optional
        Called with bytes done, bytes in all, and the file.
    token : CancellationToken, optional
        Cancelled, the import ends; files that are finished stay imported.

    Returns
    -------
    ImportReport
        File by file what was read, kept, rejected and why.

    Raises
    ------
    LibraryError
        The library cannot be written; files committed before stay imported.
    InputError
        A timeframe, time zone or time format is not known.
    """
    mapping = mapping or ImportMapping()
    zone_named(tz or mapping.tz or "UTC")
    if mapping.time_format is not None:
        check_time_format(mapping.time_format)
    frame = parse_timeframe(timeframe) if timeframe else None
    options = ImportOptions(frame, symbol, tz, mapping)
    memory = MappingMemory(library if remember else None, is_written=not dry_run, is_fresh=is_fresh)
    run = _Import(library, options, memory, dry_run, token)
    run.work([str(path) for path in paths], progress)
    return run.report


class _Import:
    """One call of :func:`import_paths`."""

    def __init__(
        self,
        library: Library | None,
        options: ImportOptions,
        memory: MappingMemory,
        is_dry_run: bool,
        token: CancellationToken | None,
    ) -> None:
        self.report = ImportReport(is_dry_run=is_dry_run)
        self._options = options
        self._memory = memory
        self._token = token
        self._layouts = LayoutResolver()
        self._claims = CandleClaims()
        is_written = library is not None and not is_dry_run
        self._sink = LibrarySink(library) if is_written and library else DrySink(library)
        self._rejected = RejectedRows(library.path if is_written and library else None)

    def work(self, paths: list[str], progress: Callable[[int, int, str], None] | None) -> None:
        """Read all files, until cancelled."""
        n_bytes = measure(paths) if progress is not None else 0
        n_done = 0
        try:
            files = read_ahead(iter_sources(paths), lambda: self._layouts.likely_layout)
            with closing(files), self._sink:
                for opened in files:
                    if not self._imported(opened):
                        return
                    n_done += opened.n_bytes
                    if progress is not None:
                        progress(min(n_done, n_bytes), n_bytes, opened.name)
            # Only now is the last transaction committed and to be seen by readers.
            self.report.quality = self._sink.quality(self._token)
        except ProcessingCancelledException:
            self.report.is_cancelled = True
        finally:
            self._rejected.close()
            self.report.rejected_file = self._rejected.path

    def _imported(self, opened: OpenedSource) -> bool:
        """Import a file, and return whether that was not cancelled."""
        try:
            self._pulse()
            self._import_source(opened)
        except ProcessingCancelledException:
            self.report.is_cancelled = True
        return not self.report.is_cancelled

    def _pulse(self) -> None:
        if self._token is not None:
            self._token.throw_if_cancelled()

    def _import_source(self, opened: OpenedSource) -> None:
        try:
            for reader in opened.tables():
                self._import_table(reader, opened.n_bytes)
        except SourceError as error:
            self._note_failure(FileReport(error.file), error)

    def _import_table(self, reader: TableReader, n_bytes: int) -> None:
        options = self._memory.recalled(reader, self._options)
        table = TableImport(
            reader, options, self._sink, self._rejected, self._pulse, claims=self._claims
        )
        try:
            with self._sink.file(is_alone=n_bytes > _LARGE_FILE_BYTES):
                layout, chunks = self._layouts.resolve(reader, options.mapping)
                table.run(layout, chunks)
        except SourceError as error:
            self._note_failure(table.report, error)
            return
        self._layouts.remember(layout)
        self._memory.keep(reader, self._options)
        if options is not self._options:
            table.report.notes.append(Message("import.corrected-before"))
        self.report.files.append(table.report)

    def _note_failure(self, entry: FileReport, error: SourceError) -> None:
        entry.error = reason_with_line(error)
        self.report.files.append(entry)
