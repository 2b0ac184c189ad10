"""Reads the next file in a thread of its own while the last one is saved.

Reading, Arrow's parsing and SQLite's writing all let other threads run meanwhile. Only files of
text are read ahead, as those are what folders of thousands hold; one of them at a time, so that
memory does not grow with their number.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from engine.errors import SourceError
from engine.storage.importers.reading.packaged import has_reader
from engine.storage.importers.reading.readers import open_tables
from engine.storage.importers.reading.sources import FileSource, SourceKind
from engine.storage.importers.reading.text_reader import TextReader

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from engine.domain.import_layout import TableLayout
    from engine.storage.importers.reading.raw import TableReader


class OpenedSource(NamedTuple):
    """A source whose tables may have been read already.

    Attributes
    ----------
    source : FileSource or SourceError
        As it was found.
    tables : callable
        Returns its tables; raises SourceError where there are none.
    """

    source: FileSource | SourceError
    tables: Callable[[], Iterable[TableReader]]

    @property
    def name(self) -> str:
        """Path as shown to the user."""
        return self.source.name if isinstance(self.source, FileSource) else self.source.file

    @property
    def n_bytes(self) -> int:
        """Size of the file; 0 where it cannot be opened."""
        return self.source.n_bytes if isinstance(self.source, FileSource) else 0


def read_ahead(
    sources: Iterable[FileSource | SourceError], likely_layout: Callable[[], TableLayout | None]
) -> Generator[OpenedSource]:
    """Yield `sources` in their order, each read while the caller works on the one before.

    Parameters
    ----------
    sources : iterable of FileSource or SourceError
        What to read.
    likely_layout : callable
        Returns the layout that the next file probably has, or None.
    """
    with ThreadPoolExecutor(1, "read-ahead") as thread:
        ahead: OpenedSource | None = None
        for source in sources:
            tables = thread.submit(_tables, source, likely_layout())
            if ahead is not None:
                yield ahead
            ahead = OpenedSource(source, tables.result)
        if ahead is not None:
            yield ahead


def _tables(source: FileSource | SourceError, layout: TableLayout | None) -> Iterable[TableReader]:
    """Return the tables of a source; of a text with the likely layout, read."""
    if isinstance(source, SourceError):
        raise source
    if has_reader(source.name) or source.kind() is not SourceKind.TEXT:
        return open_tables(source)
    reader = TextReader(source)
    if layout is not None and reader.fits(layout):
        reader.read_ahead(layout)
    return [reader]
