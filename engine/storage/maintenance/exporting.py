"""Writes candles to CSV and Parquet files that import back identically."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from engine.domain.durations import SECOND_NS
from engine.domain.series import COLUMNS, PRICE_COLUMNS
from engine.domain.timeframe import Timeframe, parse_timeframe
from engine.files import drafted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.domain.cancellation import CancellationToken
    from engine.storage.sqlite.candles import SqliteCandleRepository

FORMATS = ("csv", "parquet")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\s*(\.|$))", re.IGNORECASE)
_GROUP_ROWS = 250_000
_TIME_TYPE = pa.timestamp("ns", "UTC")
_SCHEMA = pa.schema(
    [
        ("symbol", pa.string()),
        ("timestamp", _TIME_TYPE),
        *((name, pa.float64()) for name in PRICE_COLUMNS),
    ]
)
# Their times do not tell them from days.
_NAMED_TIMEFRAMES = frozenset([Timeframe.W1, Timeframe.MN1])


class _Writer(Protocol):
    def write_table(self, table: pa.Table) -> None:
        """Append rows."""

    def close(self) -> None:
        """Finish the file."""


def export_candles(
    candles: SqliteCandleRepository,
    output: Path,
    timeframe: str,
    symbols: Sequence[str] | None = None,
    *,
    file_format: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    token: CancellationToken | None = None,
) -> list[Path]:
    """Write candles to one file, or to one file a symbol in a folder.

    Parameters
    ----------
    candles : SqliteCandleRepository
        Where they come from.
    output : Path
        A file that ends in ``.csv`` or ``.parquet``; anything else is a folder.
    timeframe : str
        Which candles.
    symbols : sequence of str, optional
        Which symbols; all where none are named. Those without candles are left out.
    file_format : str, optional
        ``csv`` or ``parquet`` for files in a folder.
    progress : callable, optional
        Called with symbols done, symbols in all, and the symbol.
    token : CancellationToken, optional
        Cancelled, nothing half-written is left.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    ProcessingCancelledException
        The token was cancelled.
    OSError
        A file cannot be written.
    """
    names = candles.symbols(timeframe) if symbols is None else list(symbols)
    tables = _tables(candles, timeframe, names, progress, token)
    schema = _SCHEMA
    if parse_timeframe(timeframe) in _NAMED_TIMEFRAMES:
        schema = _SCHEMA.append(pa.field("timeframe", pa.string()))
    if names_file(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        return _write_one(output, schema, tables)
    output.mkdir(parents=True, exist_ok=True)
    return _write_each(output, file_format or "csv", schema, tables)


def names_file(output: Path) -> bool:
    """Whether `output` names one file by its ending, and no folder."""
    return output.suffix.lower().lstrip(".") in FORMATS


def _tables(
    candles: SqliteCandleRepository,
    timeframe: str,
    symbols: Sequence[str],
    progress: Callable[[int, int, str], None] | None,
    token: CancellationToken | None,
) -> Iterator[tuple[str, pa.Table]]:
    for done, (symbol, stored) in enumerate(
        candles.iter_columns(timeframe, COLUMNS, symbols), start=1
    ):
        if token is not None:
            token.throw_if_cancelled()
        table = _table(symbol, stored.columns)
        if parse_timeframe(timeframe) in _NAMED_TIMEFRAMES:
            name = pa.repeat(pa.scalar(str(timeframe)), table.num_rows)
            table = table.append_column("timeframe", name)
        yield symbol, table
        if progress is not None:
            progress(done, len(symbols), symbol)


def _table(symbol: str, columns: Mapping[str, NDArray[Any]]) -> pa.Table:
    """Return one symbol's candles; what is unknown is null."""
    n_rows = columns["timestamps"].size
    prices = [pa.array(columns[name], from_pandas=True) for name in PRICE_COLUMNS]
    times = pa.array(columns["timestamps"].view("datetime64[ns]")).cast(_TIME_TYPE)
    names = pa.repeat(pa.scalar(symbol), n_rows)
    return pa.Table.from_arrays([names, times, *prices], schema=_SCHEMA)


def _write_one(path: Path, schema: pa.Schema, tables: Iterator[tuple[str, pa.Table]]) -> list[Path]:
    held: list[pa.Table] = []
    n_held = 0
    with _writer(path, schema) as writer:
        for _, table in tables:
            held.append(table)
            n_held += table.num_rows
            if n_held >= _GROUP_ROWS:
                writer.write_table(pa.concat_tables(held))
                held, n_held = [], 0
        if held:
            writer.write_table(pa.concat_tables(held))
    return [path]


def _write_each(
    folder: Path, file_format: str, schema: pa.Schema, tables: Iterator[tuple[str, pa.Table]]
) -> list[Path]:
    paths: dict[str, Path] = {}
    for symbol, table in tables:
        name = _file_name(symbol, paths)
        path = paths[name.casefold()] = folder / f"{name}.{file_format}"
        with _writer(path, schema) as writer:
            writer.write_table(table)
    return list(paths.values())


class _CsvWriter:
    """A long table with a header; times in ISO 8601, unknown values left empty."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        self._file = file
        file.write(",".join(schema.names).encode() + b"\n")

    def write_table(self, table: pa.Table) -> None:
        """Append rows."""
        times = pa.array(_iso_texts(table.column("timestamp")), pa.string())
        texts = table.set_column(1, "timestamp", times)
        # Arrow puts all texts in quotes or none.
        symbols = pc.unique(table.column("symbol")).to_pylist()
        needs_quotes = any(char in symbol for symbol in symbols for char in '",\r\n')
        options = arrow_csv.WriteOptions(
            include_header=False, quoting_style="needed" if needs_quotes else "none"
        )
        arrow_csv.write_csv(texts, self._file, options)

    def close(self) -> None:
        """Nothing is held back."""


def _iso_texts(times: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return times as ``2024-01-02T15:30:00Z``, with a fraction where one of them has it."""
    ns = pc.cast(times, pa.int64())
    is_whole = pc.all(pc.equal(pc.multiply(pc.divide(ns, SECOND_NS), SECOND_NS), ns)).as_py()
    unit = "s" if is_whole else "ns"
    return pc.strftime(pc.cast(times, pa.timestamp(unit, "UTC")), "%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _writer(path: Path, schema: pa.Schema) -> Iterator[_Writer]:
    """Open a writer whose file takes its name only when it is complete."""
    with drafted(path) as draft, draft.open("wb") as file:
        is_csv = path.suffix.lower() == ".csv"
        make = _CsvWriter if is_csv else parquet.ParquetWriter
        writer: _Writer = make(file, schema)
        try:
            yield writer
        except BaseException:
            with suppress(Exception):  # the first error is the one to tell
                writer.close()
            raise
        writer.close()


def _file_name(symbol: str, taken: Mapping[str, Path]) -> str:
    """Return a name for a symbol's file that every system takes and no other symbol has."""
    name = _FORBIDDEN.sub("_", symbol).rstrip(". ") or "_"
    name = _RESERVED.sub(r"\1_", name)  # devices, whatever follows after a dot
    if name.startswith((".", "~$")):
        name = f"_{name}"  # hidden files are not imported
    number = 1
    while (name if number == 1 else f"{name}-{number}").casefold() in taken:
        number += 1
    return name if number == 1 else f"{name}-{number}"
