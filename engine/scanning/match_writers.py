"""Matches as they come: tables for people, lines and files for programs.

What has rows and columns goes through :mod:`engine.scanning.table_files`; here is what a match
has of them, and the two forms that only matches take: aligned columns and JSON lines.
"""

from __future__ import annotations

import json
import math
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Protocol

import numpy as np

from engine.domain.series import PRICE_COLUMNS
from engine.scanning.table_files import (
    ENDINGS,
    CellKind,
    CsvTable,
    TableColumn,
    iso_times,
    numbers_or,
    open_table,
    replacing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from engine.domain.match import SignalMatches
    from engine.scanning.table_files import TableWriter

MATCH_ENDINGS = (*ENDINGS, ".jsonl")
"""Endings of the files that :func:`open_matches` writes."""

_MIN_WIDTH = 12


class MatchWriter(Protocol):
    """Takes the matches of one symbol after the other."""

    def write(self, matches: SignalMatches) -> None:
        """Write the matches of one symbol."""


@contextmanager
def open_matches(path: Path, value_names: Sequence[str]) -> Iterator[MatchWriter]:
    """Give a writer for the file `path`; it takes its place when all is written.

    Parameters
    ----------
    path : Path
        Ends in one of :data:`MATCH_ENDINGS`.
    value_names : sequence of str
        Values that have a column.

    Raises
    ------
    SourceError
        If the file cannot be written.
    """
    if path.suffix.lower() == ".jsonl":
        with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as stream:
            yield JsonLinesWriter(stream, value_names)
        return
    with open_table(path, match_columns(value_names)) as table:
        yield RowsWriter(table, value_names)


def match_columns(value_names: Sequence[str]) -> list[TableColumn]:
    """Return the columns of a table of matches."""
    prices, values = (
        [TableColumn(name, CellKind.NUMBER) for name in names]
        for names in (PRICE_COLUMNS, value_names)
    )
    symbol, time = TableColumn("symbol", CellKind.TEXT), TableColumn("timestamp", CellKind.TIME)
    return [symbol, time, *prices, TableColumn("signal_type", CellKind.TEXT), *values]


def csv_writer(stream: IO[str], value_names: Sequence[str]) -> MatchWriter:
    """Return a writer of comma-separated values."""
    return RowsWriter(CsvTable(stream, match_columns(value_names)), value_names)


class RowsWriter:
    """Writes matches as rows under :func:`match_columns`."""

    def __init__(self, table: TableWriter, value_names: Sequence[str]) -> None:
        self._table = table
        self._value_names = value_names

    def write(self, matches: SignalMatches) -> None:
        """See :class:`MatchWriter`."""
        self._table.write(_columns_of(matches, self._value_names))


class JsonLinesWriter:
    """One JSON object a line; an unknown number is null."""

    def __init__(self, stream: IO[str], value_names: Sequence[str]) -> None:
        self._stream = stream
        self._value_names = value_names
        self._names = [column.name for column in match_columns(())]

    def write(self, matches: SignalMatches) -> None:
        """See :class:`MatchWriter`."""
        symbols, times, *numbers = _columns_of(matches, self._value_names)
        n_prices = len(PRICE_COLUMNS)
        prices = (numbers_or(column, None) for column in numbers[:n_prices])
        values = [numbers_or(column, None) for column in numbers[n_prices + 1 :]]
        rows = zip(symbols, iso_times(times), *prices, numbers[n_prices], strict=True)
        of_values = zip(*values, strict=True) if values else ((),) * len(matches)
        for row, indicators in zip(rows, of_values, strict=True):
            record = dict(zip(self._names, row, strict=True))
            record["indicators"] = dict(zip(self._value_names, indicators, strict=True))
            self._stream.write(json.dumps(record, ensure_ascii=False) + "\n")


class AlignedWriter:
    """Aligned columns for people."""

    def __init__(self, stream: IO[str], value_names: Sequence[str]) -> None:
        self._stream = stream
        self._value_names = value_names
        self._names = [column.name for column in match_columns(value_names)][2:]
        self._widths = [max(_MIN_WIDTH, len(name)) for name in self._names]
        self._is_begun = False

    def write(self, matches: SignalMatches) -> None:
        """See :class:`MatchWriter`."""
        if not self._is_begun:
            self._is_begun = True
            self._write_row("symbol", "timestamp", self._names)
        symbols, times, *others = _columns_of(matches, self._value_names)
        cells = (c.tolist() if isinstance(c, np.ndarray) else c for c in others)
        for symbol, time, *row in zip(symbols, iso_times(times), *cells, strict=True):
            self._write_row(symbol, time.removesuffix("T00:00:00Z"), map(_cell, row))

    def _write_row(self, symbol: object, time: object, cells: Iterable[str]) -> None:
        aligned = (f"{cell:>{width}}" for cell, width in zip(cells, self._widths, strict=True))
        self._stream.write(f"{symbol!s:<12} {time!s:<20} {' '.join(aligned)}\n")


def _columns_of(matches: SignalMatches, value_names: Sequence[str]) -> list[Any]:
    """Return what stands under :func:`match_columns`."""
    columns, n = matches.columns(), len(matches)
    unknown = np.full(n, np.nan)
    prices = [columns.prices[name] for name in PRICE_COLUMNS]
    values = [columns.values.get(name, unknown) for name in value_names]
    kinds = [str(matches.signal_type)] * n
    return [[matches.symbol] * n, matches.timestamps_ns, *prices, kinds, *values]


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return "-" if math.isnan(value) else f"{value:.10g}"


STREAM_WRITERS: dict[str, Callable[[IO[str], Sequence[str]], MatchWriter]] = {
    "table": AlignedWriter,
    "jsonl": JsonLinesWriter,
    "csv": csv_writer,
}
"""Writers into a stream of text, by the name of the format."""
