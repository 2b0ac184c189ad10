"""Writes the matches on show to a file: CSV, Parquet or Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.domain.series import from_ns
from engine.errors import SourceError
from engine.files import replace_file
from scanner_app.models.result_columns import NAME, SYMBOL, TIME, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.domain.cancellation import CancellationToken
    from scanner_app.models.result_store import ResultStore

_CHUNK_ROWS = 50_000
_MAX_SHEET_ROWS = 1_048_575
_SECOND_NS = 1_000_000_000
FORMATS = (".csv", ".parquet", ".xlsx")


def export_matches(
    path: Path,
    store: ResultStore,
    rows: NDArray[np.int64],
    columns: Sequence[Column],
    *,
    progress: Callable[[int, int, str], None],
    token: CancellationToken,
) -> Path:
    """Write some rows of a store, in their order, and return the file.

    The file appears when all of it is written.

    Raises
    ------
    SourceError
        The file cannot be written, or has more rows than its format allows.
    ProcessingCancelledException
        The token was cancelled.
    """
    if path.suffix.lower() not in FORMATS:
        path = path.with_name(path.name + ".csv")
    if path.suffix.lower() == ".xlsx" and len(rows) > _MAX_SHEET_ROWS:
        reason = f"a sheet holds {_MAX_SHEET_ROWS:,} rows only; choose .parquet or .csv instead"
        raise SourceError(str(path), reason)
    draft = path.with_name(f".{path.name}.part")
    write = {".csv": _write_csv, ".parquet": _write_parquet, ".xlsx": _write_excel}
    try:
        tables = _tables(store, rows, columns, progress, token)
        write[path.suffix.lower()](draft, tables)
        replace_file(draft, path)
    except OSError as error:
        raise SourceError(str(path), f"cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return path


def table_text(
    store: ResultStore, rows: NDArray[np.int64], columns: Sequence[Column], titles: Sequence[str]
) -> str:
    """Return rows as text with tabs between the cells, for the clipboard."""
    lists = [_cells(store, rows, column) for column in columns]
    lines = ["\t".join(titles)]
    lines += ["\t".join(map(_cell_text, line)) for line in zip(*lists, strict=True)]
    return "\n".join(lines)


def _cells(store: ResultStore, rows: NDArray[np.int64], column: Column) -> list[Any]:
    """Return one column of some rows as Python values; None where unknown."""
    if column.key == TIME:
        return iso_times(store.timestamps[rows])
    if column.key in (SYMBOL, NAME):
        symbols = np.array(store.symbols, dtype=object)[store.codes[rows]].tolist()
        return symbols if column.key == SYMBOL else [store.name_of(symbol) for symbol in symbols]
    values: NDArray[Any] = store.numbers(column.key)[rows].astype(object)
    values[~np.isfinite(values.astype(np.float64))] = None
    cells: list[Any] = values.tolist()
    return cells


def _typed_cells(store: ResultStore, rows: NDArray[np.int64], column: Column) -> list[Any]:
    """Return one column with times as nanoseconds since 1970 UTC, for the writers."""
    if column.key == TIME:
        times: list[Any] = store.timestamps[rows].tolist()
        return times
    return _cells(store, rows, column)


def iso_times(timestamps_ns: NDArray[np.int64]) -> list[str]:
    """Return times in ISO 8601 with a Z."""
    unit = "us" if (timestamps_ns % _SECOND_NS).any() else "s"
    texts = np.datetime_as_string(timestamps_ns.view("datetime64[ns]").astype(f"M8[{unit}]"))
    return [f"{text}Z" for text in texts.tolist()]


def _tables(
    store: ResultStore,
    rows: NDArray[np.int64],
    columns: Sequence[Column],
    progress: Callable[[int, int, str], None],
    token: CancellationToken,
) -> Iterator[dict[str, list[Any]]]:
    """Yield the rows some at a time, by column."""
    for first in range(0, max(len(rows), 1), _CHUNK_ROWS):
        token.throw_if_cancelled()
        part = rows[first : first + _CHUNK_ROWS]
        yield {column.key: _typed_cells(store, part, column) for column in columns}
        progress(min(first + _CHUNK_ROWS, len(rows)), len(rows), "")


def _write_csv(path: Path, tables: Iterator[dict[str, list[Any]]]) -> None:
    """Write text that begins with a mark by which Excel knows that it is UTF-8."""
    import csv  # noqa: PLC0415 - only an export needs it

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for number, table in enumerate(tables):
            if number == 0:
                writer.writerow(table)
            if TIME in table:
                table[TIME] = iso_times(np.array(table[TIME], dtype=np.int64))
            writer.writerows(zip(*table.values(), strict=True))


def _write_parquet(path: Path, tables: Iterator[dict[str, list[Any]]]) -> None:
    import pyarrow as pa  # noqa: PLC0415 - only this format needs it
    import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

    writer: Any = None
    try:
        for columns in tables:
            table = pa.table({key: pa.array(v, _arrow_type(pa, key)) for key, v in columns.items()})
            writer = writer or pq.ParquetWriter(path, table.schema)
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def _arrow_type(pa: Any, key: str) -> Any:
    if key == TIME:
        return pa.timestamp("ns", tz="UTC")
    return pa.string() if key in (SYMBOL, NAME) else pa.float64()


def _write_excel(path: Path, tables: Iterator[dict[str, list[Any]]]) -> None:
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - only this format needs it
    except ImportError as error:
        reason = "Excel files need the package openpyxl (pip install openpyxl)"
        raise SourceError(str(path), reason) from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet("matches")
    for number, table in enumerate(tables):
        if number == 0:
            sheet.append([f"{key} (UTC)" if key == TIME else key for key in table])
        if TIME in table:  # a sheet knows no time zones; the header says what these are
            table[TIME] = [from_ns(ns).replace(tzinfo=None) for ns in table[TIME]]
        for line in zip(*table.values(), strict=True):
            sheet.append(line)
    book.save(path)


def _cell_text(value: object) -> str:
    return "" if value is None else str(value)
