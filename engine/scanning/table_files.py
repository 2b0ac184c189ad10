"""Tables as files: CSV, Parquet and Excel, by the ending of the name, written as rows come."""

from __future__ import annotations

import csv
from contextlib import contextmanager, suppress
from enum import Enum
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from engine.domain.durations import SECOND_NS
from engine.domain.series import from_ns
from engine.errors import SourceError
from engine.files import drafted
from engine.messages import Message
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

ENDINGS = (".csv", ".parquet", ".xlsx")

MAX_SHEET_ROWS = 1_048_575
"""What a sheet of Excel holds below its heading."""

_GROUP_ROWS = 200_000
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


class CellKind(Enum):
    """What stands in a column: texts, times as int64 nanoseconds, numbers, or yes and no."""

    TEXT = "text"
    TIME = "time"
    NUMBER = "number"
    FLAG = "flag"


class TableColumn(NamedTuple):
    """Heading and kind of a column."""

    name: str
    kind: CellKind


class TableWriter(Protocol):
    """Takes some rows of a table after the other."""

    def write(self, columns: Sequence[Any]) -> None:
        """Write rows that are given by column: sequences or arrays of the same length."""

    def close(self) -> None:
        """Finish what was written."""


@contextmanager
def open_table(
    path: Path, columns: Sequence[TableColumn], *, has_mark: bool = False
) -> Iterator[TableWriter]:
    """Give a writer for the file `path`; it takes its place when all is written.

    Parameters
    ----------
    path : Path
        Ends in one of :data:`ENDINGS`.
    columns : sequence of TableColumn
        What each of them holds.
    has_mark : bool
        Whether text begins with the mark by which Excel knows that it is UTF-8, and hides from
        spreadsheets what they would take for formulas (:func:`as_plain_text`).

    Raises
    ------
    SourceError
        If the file cannot be written, or has more rows than its format allows.
    """
    ending = path.suffix.lower()
    with replacing(path) as draft:
        if ending == ".csv":
            encoding = "utf-8-sig" if has_mark else "utf-8"
            with draft.open("w", encoding=encoding, newline="") as stream:
                yield CsvTable(stream, columns, is_for_sheets=has_mark)
            return
        table: TableWriter = (
            ParquetTable(draft, columns)
            if ending == ".parquet"
            else ExcelTable(path, draft, columns)
        )
        try:
            yield table
        except BaseException:
            with suppress(Exception):  # the first error is the one to tell
                table.close()
            raise
        table.close()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a name beside `path` to write to; the file there takes its place at the end.

    Raises
    ------
    SourceError
        If the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with drafted(path) as draft:
            yield draft
    except OSError as error:
        reason = Message("scan.not-written", reason=system_message(error))
        raise SourceError(str(path), reason) from error


class CsvTable:
    """Comma-separated values with a heading; an unknown number is an empty field."""

    def __init__(
        self, stream: IO[str], columns: Sequence[TableColumn], *, is_for_sheets: bool = False
    ) -> None:
        self._kinds = [column.kind for column in columns]
        self._cells = sheet_text_cells if is_for_sheets else text_cells
        self._writer = csv.writer(stream, lineterminator="\n")
        names = [column.name for column in columns]
        self._writer.writerow(self._cells(CellKind.TEXT, names))

    def write(self, columns: Sequence[Any]) -> None:
        """See :class:`TableWriter`."""
        cells = (self._cells(kind, c) for kind, c in zip(self._kinds, columns, strict=True))
        self._writer.writerows(zip(*cells, strict=True))

    def close(self) -> None:
        """See :class:`TableWriter`."""


class ParquetTable:
    """Apache Parquet; texts as a dictionary column, times with their zone."""

    def __init__(self, path: Path, columns: Sequence[TableColumn]) -> None:
        import pyarrow as pa  # noqa: PLC0415 - only this format needs it
        import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

        types = {
            CellKind.TEXT: pa.dictionary(pa.int32(), pa.string()),
            CellKind.TIME: pa.timestamp("ns", tz="UTC"),
            CellKind.NUMBER: pa.float64(),
            CellKind.FLAG: pa.bool_(),
        }
        self._pa = pa
        self._schema = pa.schema([(name, types[kind]) for name, kind in columns])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._waiting: list[Any] = []
        self._n_waiting = 0

    def write(self, columns: Sequence[Any]) -> None:
        """See :class:`TableWriter`."""
        arrays = [
            self._pa.array(column, type=field.type, from_pandas=True)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        table = self._pa.Table.from_arrays(arrays, schema=self._schema)
        self._waiting.append(table)
        self._n_waiting += table.num_rows
        if self._n_waiting >= _GROUP_ROWS:
            self._flush()

    def close(self) -> None:
        """See :class:`TableWriter`."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            whole = self._pa.concat_tables(self._waiting).unify_dictionaries()
            self._writer.write_table(whole)
        self._waiting.clear()
        self._n_waiting = 0


class ExcelTable:
    """One sheet of an Excel workbook; its times are UTC without saying so, as sheets know none."""

    def __init__(self, path: Path, draft: Path, columns: Sequence[TableColumn]) -> None:
        try:
            from openpyxl import Workbook  # noqa: PLC0415 - only this format needs it
            from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - likewise
        except ImportError as error:
            raise SourceError(str(path), Message("scan.needs-openpyxl")) from error
        self._path, self._draft = path, draft
        self._kinds = [column.kind for column in columns]
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("matches")
        self._make_cell = WriteOnlyCell
        self._sheet.append(self._texts([column.name for column in columns]))
        self._n_rows = 0

    def write(self, columns: Sequence[Any]) -> None:
        """See :class:`TableWriter`."""
        cells = [
            self._texts(column) if kind is CellKind.TEXT else _sheet_cells(kind, column)
            for kind, column in zip(self._kinds, columns, strict=True)
        ]
        self._n_rows += len(cells[0])
        check_sheet(self._path, self._n_rows)
        for row in zip(*cells, strict=True):
            self._sheet.append(row)

    def close(self) -> None:
        """See :class:`TableWriter`."""
        self._book.save(self._draft)

    def _texts(self, texts: Iterable[str]) -> list[Any]:
        """Return cells that show `texts`: ``=A1`` is calculated, ``#N/A`` is an error else."""
        return [self._text_cell(text) if text.startswith(("=", "#")) else text for text in texts]

    def _text_cell(self, text: str) -> Any:
        cell = self._make_cell(self._sheet, text)
        cell.data_type = "s"
        return cell


def check_sheet(path: Path, n_rows: int) -> None:
    """Refuse more rows than an Excel file holds.

    Raises
    ------
    SourceError
        If `path` names one and there are too many.
    """
    if path.suffix.lower() == ".xlsx" and n_rows > MAX_SHEET_ROWS:
        raise SourceError(str(path), Message("scan.sheet-full", n=MAX_SHEET_ROWS + 1))


def text_cells(kind: CellKind, column: Any) -> list[Any]:
    """Return a column as it stands in text; an unknown number is empty."""
    if kind is CellKind.TIME:
        return iso_times(np.asarray(column, dtype=np.int64))
    if kind is CellKind.FLAG:
        return ["true" if value else "false" for value in column]
    return numbers_or(column, "") if kind is CellKind.NUMBER else list(column)


def sheet_text_cells(kind: CellKind, column: Any) -> list[Any]:
    """Return :func:`text_cells` as spreadsheets may read them."""
    cells = text_cells(kind, column)
    return list(map(as_plain_text, cells)) if kind is CellKind.TEXT else cells


def as_plain_text(text: str) -> str:
    """Return a text of which no spreadsheet makes a formula: with ``'`` before ``=``, ``+`` ...

    Names come from files and servers; one that is a formula could send the user's data away.
    """
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA_BEGINS) else text


def numbers_or(column: Any, unknown: object) -> list[Any]:
    """Return numbers as Python's, with `unknown` in the place of those that are not finite."""
    numbers = np.asarray(column, dtype=np.float64)
    cells: list[Any] = numbers.tolist()
    for row in np.flatnonzero(~np.isfinite(numbers)).tolist():
        cells[row] = unknown
    return cells


def iso_times(timestamps_ns: NDArray[np.int64]) -> list[str]:
    """Return times as ISO-8601 with a Z, to the second where nothing finer is there."""
    unit = "us" if (timestamps_ns % SECOND_NS).any() else "s"
    times = timestamps_ns.view("datetime64[ns]").astype(f"datetime64[{unit}]")
    return [f"{text}Z" for text in np.datetime_as_string(times).tolist()]


def _sheet_cells(kind: CellKind, column: Any) -> list[Any]:
    if kind is CellKind.TIME:
        times = np.asarray(column, dtype=np.int64).tolist()
        return [from_ns(ns).replace(tzinfo=None) for ns in times]
    if kind is CellKind.FLAG:
        return [bool(value) for value in column]
    return numbers_or(column, None)
