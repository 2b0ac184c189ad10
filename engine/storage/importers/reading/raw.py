"""Rows as a reader gives them, before their values are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from engine.domain.import_layout import TableLayout
    from engine.domain.import_mapping import ImportMapping
    from engine.messages import Message
    from engine.storage.importers.detection.file_names import NamedFile
    from engine.storage.importers.detection.text_shape import Cells

SHOWN_ROWS = 20
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Malformed:
    """A row that does not have the cells that it should have."""

    line: int
    text: str
    reason: Message


class RowPlaces(Protocol):
    """Where the rows of a chunk stand in their file."""

    def lines(self, rows: Sequence[int]) -> list[int]:
        """Return the line of each row, counted from 1."""

    def texts(self, rows: Sequence[int]) -> list[str]:
        """Return each row as it stands in the file."""


@dataclass(frozen=True, slots=True)
class RawChunk:
    """Some rows of a file.

    Attributes
    ----------
    table : pyarrow.Table
        The columns that the layout needs; texts, or numbers and times where the file has types.
    places : RowPlaces
        Where the rows stand.
    malformed : list of Malformed
        Rows that are in no column.
    """

    table: pa.Table
    places: RowPlaces
    malformed: list[Malformed] = field(default_factory=list)


class TableReader(Protocol):
    """One table of a file: its layout and its rows."""

    name: str
    naming: NamedFile
    zone: str | None

    @property
    def signature(self) -> str:
        """What tables that the same program wrote have in common."""

    def head(self, delimiter: str | None, encoding: str | None = None) -> list[list[str]]:
        """Return the first rows as cells; without a delimiter, lines of text are left whole.

        The encoding of a text is found out unless it is given.
        """

    def rows(self) -> list[list[str]]:
        """Return all rows as cells, lines of text whole; for short tables."""

    def cells(self, mapping: ImportMapping) -> Cells:
        """Return header and first rows; raises SourceError where no row has a date and a price."""

    def layout(self, mapping: ImportMapping) -> TableLayout:
        """Return what the table holds; raises SourceError where it holds no candles."""

    def fits(self, layout: TableLayout) -> bool:
        """Whether the layout of another table is certain to be this one's as well."""

    def chunks(self, layout: TableLayout) -> Iterator[RawChunk]:
        """Yield the rows, with a bounded number at a time; raises SourceError."""


def shape_of(line: str) -> str:
    """Return a line without what differs between two files of the same making.

    In a header that is nothing; in a row of data the numbers and the words.
    """
    digits = sum(map(len, _DIGITS.findall(line)))
    if digits > len(line) // 4:
        line = _LETTERS.sub("a", line)
    return _DIGITS.sub("9", line)
