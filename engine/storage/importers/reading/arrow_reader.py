"""Tables in Parquet, Feather and Arrow files, read in batches of bounded size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ipc, parquet

from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.detection.detect_layout import detect_layout
from engine.storage.importers.detection.text_shape import table_cells
from engine.storage.importers.reading.raw import SHOWN_ROWS, RawChunk
from engine.storage.importers.reading.sources import SourceKind
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.domain.import_layout import TableLayout
    from engine.domain.import_mapping import ImportMapping
    from engine.storage.importers.detection.text_shape import Cells
    from engine.storage.importers.reading.sources import FileSource

_BATCH_ROWS = 250_000
_SAMPLE_ROWS = 300


class ArrowReader:
    """A Parquet or Feather file; see ``raw.TableReader``."""

    def __init__(self, source: FileSource, kind: SourceKind) -> None:
        self.name = source.name
        self.naming = source.naming
        self.zone: str | None = None
        self._source = source
        self._kind = kind

    @property
    def signature(self) -> str:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return ",".join(self._sample()[0])

    def head(self, delimiter: str | None, encoding: str | None = None) -> list[list[str]]:  # noqa: ARG002 - these are cells
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return self._sample()[:SHOWN_ROWS]

    def rows(self) -> list[list[str]]:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        rows: list[list[str]] = []
        for batch in self._batches(_BATCH_ROWS):
            rows = rows or [list(batch.column_names)]
            rows.extend(map(list, zip(*map(_texts, batch.columns), strict=True)))
        return rows

    def cells(self, mapping: ImportMapping) -> Cells:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return table_cells(
            self.name, self._sample(), mapping, has_file_day=self.naming.day is not None
        )

    def layout(self, mapping: ImportMapping) -> TableLayout:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return detect_layout(
            self.name, self.cells(mapping), (), mapping, has_file_day=self.naming.day is not None
        )

    def _sample(self) -> list[list[str]]:
        """Return the names of the columns and the first rows."""
        batch = next(self._batches(_SAMPLE_ROWS), None)
        if batch is None or batch.num_rows == 0:
            raise SourceError(self.name, Message("import.no-rows"))
        texts = [_texts(column.slice(0, _SAMPLE_ROWS)) for column in batch.columns]
        return [list(batch.column_names), *map(list, zip(*texts, strict=True))]

    def fits(self, layout: TableLayout) -> bool:  # noqa: ARG002 - each file names its own columns
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        return False

    def chunks(self, layout: TableLayout) -> Iterator[RawChunk]:
        """See :class:`~engine.storage.importers.reading.raw.TableReader`."""
        row = 1
        for batch in self._batches(_BATCH_ROWS):
            named = batch.rename_columns(list(layout.names))
            table = pa.Table.from_batches([named]).select(list(layout.needed()))
            yield RawChunk(table, RowNumbers(table, row))
            row += batch.num_rows

    def _batches(self, n_rows: int) -> Iterator[pa.RecordBatch]:
        try:
            with self._source.open() as file:
                if self._kind is SourceKind.PARQUET:
                    with parquet.ParquetFile(file) as table:
                        yield from table.iter_batches(batch_size=n_rows)
                else:
                    yield from _feather_batches(file)
        except pa.ArrowException as error:
            reason = Message("import.damaged", reason=system_message(error))
            raise SourceError(self.name, reason) from error


class RowNumbers:
    """Rows of a file without lines; see ``raw.RowPlaces``."""

    def __init__(self, table: pa.Table, first_row: int) -> None:
        self._table = table
        self._first_row = first_row

    def lines(self, rows: Sequence[int]) -> list[int]:
        """See :class:`~engine.storage.importers.reading.raw.RowPlaces`."""
        return [self._first_row + row for row in rows]

    def texts(self, rows: Sequence[int]) -> list[str]:
        """See :class:`~engine.storage.importers.reading.raw.RowPlaces`."""
        columns = self._table.columns
        return [",".join(str(column[row].as_py()) for column in columns) for row in rows]


def _feather_batches(file: Any) -> Iterator[pa.RecordBatch]:
    reader = ipc.open_file(file)
    for number in range(reader.num_record_batches):
        yield reader.get_batch(number)


def _texts(column: pa.Array) -> list[str]:
    """Return the cells of a column as a text file would have them."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(
            pc.cast(column, pa.timestamp("s", column.type.tz), safe=False), "%Y-%m-%d %H:%M:%S"
        )
    elif pa.types.is_date(column.type):
        column = pc.cast(pc.cast(column, pa.date32()), pa.string())
    return ["" if value is None else str(value) for value in column.to_pylist()]
