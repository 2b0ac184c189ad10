"""The layout of each table, detected or taken from a table before it.

1. Each layout of a table that begins alike reads the first rows (:meth:`LayoutCache.fitting`).
2. Where those look right, it is this table's (:meth:`LayoutCache.is_suspicious`).
3. Else the layout is detected, and where it is a suspicious one all the same, that is remembered
   (:meth:`LayoutCache.confirm`).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from engine.storage.importers.layout_cache import LayoutCache
from engine.storage.importers.rows.parsing import parsed_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.domain.import_layout import TableLayout
    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.reading.raw import TableReader
    from engine.storage.importers.rows.parsing import ParsedChunk

    ReadTable = tuple[TableLayout, Iterator[ParsedChunk]]


class LayoutResolver:
    """Finds the layouts of the tables of one import."""

    def __init__(self) -> None:
        self._cache = LayoutCache()

    @property
    def likely_layout(self) -> TableLayout | None:
        """The layout that the next table probably has, or None before the first one."""
        return self._cache.latest

    def resolve(self, reader: TableReader, mapping: ImportMapping) -> ReadTable:
        """Return the layout of a table, and its rows read with it.

        Raises
        ------
        SourceError
            The table holds no candles, or cannot be read.
        """
        suspicious: tuple[TableLayout, ParsedChunk, Iterator[ParsedChunk]] | None = None
        for layout in self._cache.fitting(reader):
            chunks = parsed_chunks(reader, layout)
            first = next(chunks, None)
            if first is None:
                continue
            if not self._cache.is_suspicious(first, layout):
                return layout, chain([first], chunks)
            suspicious = suspicious or (layout, first, chunks)
        detected = reader.layout(mapping)
        if suspicious is not None:
            layout, first, chunks = suspicious
            if self._cache.confirm(first, layout, detected):
                return layout, chain([first], chunks)
        return detected, parsed_chunks(reader, detected)

    def remember(self, layout: TableLayout) -> None:
        """Offer the layout of a table that was imported to the tables that follow."""
        self._cache.add(layout)
