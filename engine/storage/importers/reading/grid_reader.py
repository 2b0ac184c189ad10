"""Tables that are in cells already: sheets of workbooks and JSON documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.detection.detect_layout import detect_layout
from engine.storage.importers.detection.text_shape import table_cells
from engine.storage.importers.reading.raw import SHOWN_ROWS, Malformed, RawChunk, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.domain.import_layout import TableLayout
    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.detection.file_names import NamedFile
    from engine.storage.importers.detection.text_shape import Cells

_CHUNK_ROWS = 100_000
_SAMPLE_ROWS = 250


class GridReader:
    """Rows of texts; see ``raw.TableReader``.

    Parameters
    ----------
    name : str
        For messages.
    naming : NamedFile
        The symbol where the rows name none.
    rows : sequence of sequence of str
        All rows, header and whatever stands before it included.
    zone : str, optional
        The time zone that the document names.
    """

    def __init__(
        self, name: str, naming: NamedFile, rows: Sequence[Sequence[str]], zone: str | None = None
    ) -> None:
        self.name = name
        self.naming = naming
        self.zone = zone
        self._rows = rows

    @property
    def signature(self) -> str:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return shape_of(",".join(next(filter(any, self._rows), ())))

    def head(self, delimiter: str | None, encoding: str | None = None) -> list[list[str]]:  # noqa: ARG002 - these are cells
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return [list(row) for row in self._rows[:SHOWN_ROWS]]

    def rows(self) -> list[list[str]]:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return [list(row) for row in self._rows]

    def cells(self, mapping: ImportMapping) -> Cells:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        if not self._rows:
            raise SourceError(self.name, Message("import.no-rows"))
        head = [_padded(row, self._width) for row in self._rows[:_SAMPLE_ROWS]]
        return table_cells(self.name, head, mapping, has_file_day=self.naming.day is not None)

    def layout(self, mapping: ImportMapping) -> TableLayout:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        cells = self.cells(mapping)
        step = max(1, len(self._rows) // _SAMPLE_ROWS)
        spread = [_padded(row, self._width) for row in self._rows[_SAMPLE_ROWS::step]]
        return detect_layout(
            self.name, cells, spread, mapping, has_file_day=self.naming.day is not None
        )

    @property
    def _width(self) -> int:
        """Cells of the longest of the first rows."""
        return max(map(len, self._rows[:_SAMPLE_ROWS]))

    def fits(self, layout: TableLayout) -> bool:  # noqa: ARG002 - each table names its own columns
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return False

    def chunks(self, layout: TableLayout) -> Iterator[RawChunk]:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        first = layout.shape.n_skipped + layout.shape.n_header
        for start in range(first, len(self._rows), _CHUNK_ROWS):
            numbered = enumerate(self._rows[start : start + _CHUNK_ROWS], start=start + 1)
            yield _chunk([(line, row) for line, row in numbered if any(row)], layout)


class _GridPlaces:
    """See :class:`~engine.storage.importers.reading.raw.RowPlaces`."""

    def __init__(self, rows: list[tuple[int, Sequence[str]]]) -> None:
        self._rows = rows

    def lines(self, rows: Sequence[int]) -> list[int]:
        """See :class:`~engine.storage.importers.reading.raw.RowPlaces`."""
        return [self._rows[row][0] for row in rows]

    def texts(self, rows: Sequence[int]) -> list[str]:
        """See :class:`~engine.storage.importers.reading.raw.RowPlaces`."""
        return [",".join(self._rows[row][1]) for row in rows]


def _chunk(rows: list[tuple[int, Sequence[str]]], layout: TableLayout) -> RawChunk:
    width = len(layout.names)
    fitting = [(line, _padded(row, width)) for line, row in rows if len(row) <= width]
    malformed = [
        Malformed(line, ",".join(row), Message("import.cells", cells=len(row), expected=width))
        for line, row in rows
        if len(row) > width
    ]
    needed = layout.needed()
    places = {name: place for place, name in enumerate(layout.names)}
    table = pa.table(
        {name: pa.array([row[places[name]] for _, row in fitting], pa.string()) for name in needed}
    )
    return RawChunk(table, _GridPlaces(fitting), malformed)


def _padded(row: Sequence[str], width: int) -> Sequence[str]:
    return row if len(row) >= width else [*row, *[""] * (width - len(row))]
