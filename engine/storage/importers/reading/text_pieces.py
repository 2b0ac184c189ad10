"""A piece of a text file, read by Arrow into columns.

Arrow first reads the columns with their final types; a piece in which that fails is read again as
texts, so that single bad cells can be told. Lines are counted only for rows that somebody asks for.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import csv as arrow_csv

from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.reading.raw import Malformed, RawChunk
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from engine.domain.import_layout import TableLayout

# Arrow would answer Ctrl-C with an error of its own; pieces are short, and the token ends the work.
pa.enable_signal_handlers(False)

_NULLS = ["", "NaN", "nan", "NAN", "null", "NULL", "None", "NA", "N/A", "n/a", "-", "--", "#N/A"]
_MAX_LINES_OF_A_ROW = 1_000
_ISO_FORMATS = frozenset(
    ["%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
)


class _LinePlaces:
    """Line numbers of the rows in a piece; see ``raw.RowPlaces``."""

    def __init__(self, rows: bytes, first_line: int, dropped: Sequence[int]) -> None:
        self._rows = rows
        self._first_line = first_line
        self._dropped = frozenset(dropped)

    def lines(self, rows: Sequence[int]) -> list[int]:
        """See :class:`~engine.storage.importers.reading.raw.RowPlaces`."""
        return [self._rows_kept[row][0] for row in rows]

    def texts(self, rows: Sequence[int]) -> list[str]:
        """See :class:`~engine.storage.importers.reading.raw.RowPlaces`."""
        return [self._rows_kept[row][1].decode(errors="replace").rstrip("\r") for row in rows]

    def numbered(self) -> list[tuple[int, bytes]]:
        """Return number and bytes of each row that is not empty; a quoted cell may have lines."""
        lines = enumerate(self._rows.split(b"\n"), start=self._first_line)
        rows = _joined(lines) if b'"' in self._rows else lines
        return [(number, row) for number, row in rows if row.strip(b"\r")]

    @cached_property
    def _rows_kept(self) -> list[tuple[int, bytes]]:
        numbered = enumerate(self.numbered(), start=1)
        return [place for number, place in numbered if number not in self._dropped]


def _joined(lines: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Yield rows with the number of their first line: a row goes on until its quotes are closed."""
    parts: list[bytes] = []
    first = n_quotes = 0
    for number, line in lines:
        first = number if not parts else first
        parts.append(line)
        n_quotes += line.count(b'"')
        if n_quotes % 2 == 0:
            yield first, b"\n".join(parts)
            parts = []
    if parts:
        yield first, b"\n".join(parts)


def end_of_rows(text: bytes) -> int:
    """Return where the last whole row of `text` ends, as far as its quotes tell; 0 for nowhere.

    A quoted cell may have lines. Where no line nearby opens the last quote, it is a stray one.
    """
    last = end = text.rfind(b"\n") + 1
    n_quotes = text.count(b'"', 0, end)
    for _ in range(_MAX_LINES_OF_A_ROW):
        if n_quotes % 2 == 0 or end == 0:
            return end
        start = text.rfind(b"\n", 0, end - 1) + 1
        n_quotes -= text.count(b'"', start, end)
        end = start
    return last


def read_piece(name: str, rows: bytes, first_line: int, layout: TableLayout) -> RawChunk:
    """Return the rows of a piece as columns."""
    if layout.shape.delimiter == " ":
        rows = re.sub(rb"(?m)^ | $", b"", re.sub(rb"[ \t]+", b" ", rows))
    rows, unclosed = _without_unclosed_quotes(rows, first_line)
    if not rows.strip():
        table = pa.table({column: pa.array([], pa.string()) for column in layout.needed()})
        return RawChunk(table, _LinePlaces(rows, first_line, ()), unclosed)
    skipped: list[arrow_csv.InvalidRow] = []
    try:
        table = _table(rows, layout, _types(layout), skipped)
    except pa.ArrowInvalid:
        skipped.clear()
        try:
            text = rows.decode(errors="replace").encode()
            table = _table(text, layout, {}, skipped)
        except pa.ArrowInvalid as error:
            reason = Message("import.not-taken-apart", reason=system_message(error))
            raise SourceError(name, reason, first_line) from error
    places = _LinePlaces(rows, first_line, [row.number for row in skipped])
    return RawChunk(table, places, [*unclosed, *_malformed(skipped, places)])


def _table(
    rows: bytes,
    layout: TableLayout,
    types: dict[str, pa.DataType],
    skipped: list[arrow_csv.InvalidRow],
) -> pa.Table:
    def skip(row: arrow_csv.InvalidRow) -> str:
        skipped.append(row)
        return "skip"

    needed = layout.needed()
    return arrow_csv.read_csv(
        pa.BufferReader(rows),
        # One block: rows are numbered from its start, and no row may lie across two.
        arrow_csv.ReadOptions(
            use_threads=False, block_size=len(rows) + 1, column_names=layout.names
        ),
        arrow_csv.ParseOptions(delimiter=layout.shape.delimiter, invalid_row_handler=skip),
        arrow_csv.ConvertOptions(
            column_types={column: types.get(column, pa.string()) for column in needed},
            include_columns=needed,
            null_values=_NULLS,
        ),
    )


def _types(layout: TableLayout) -> dict[str, pa.DataType]:
    """Return the final types of the columns that Arrow can read without help."""
    types: dict[str, pa.DataType] = {}
    if layout.numbers.is_plain:
        columns = (name for series in layout.series for name in series.columns.values())
        types.update(dict.fromkeys(columns, pa.float64()))
    if len(layout.time_columns) == 1 and layout.time_format in _ISO_FORMATS:
        types[layout.time_columns[0]] = pa.timestamp("ns")
    return types


def _malformed(skipped: Sequence[arrow_csv.InvalidRow], places: _LinePlaces) -> list[Malformed]:
    if not skipped:
        return []
    lines = places.numbered()
    return [
        Malformed(
            lines[row.number - 1][0],
            row.text,
            Message("import.cells", cells=row.actual_columns, expected=row.expected_columns),
        )
        for row in skipped
    ]


def _without_unclosed_quotes(rows: bytes, first_line: int) -> tuple[bytes, list[Malformed]]:
    """Blank lines with an odd number of quotes out: Arrow would read on to the next quote."""
    if b'"' not in rows or rows.count(b'"') % 2 == 0:
        return rows, []
    lines = rows.split(b"\n")
    odd = [number for number, line in enumerate(lines) if line.count(b'"') % 2]
    malformed = [
        Malformed(
            first_line + number,
            lines[number].decode(errors="replace"),
            Message("import.open-quote"),
        )
        for number in odd
    ]
    for number in odd:
        lines[number] = b""
    return b"\n".join(lines), malformed
