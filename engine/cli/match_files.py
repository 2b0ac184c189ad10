"""Matches as files: CSV, JSON lines, Parquet and Excel, by the ending of the name."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.cli.match_writers import TEXT_WRITERS, column_names, numbers, rows
from engine.domain.series import PRICE_COLUMNS
from engine.errors import SourceError
from engine.files import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from engine.cli.match_writers import MatchWriter
    from engine.domain.match import SignalMatches

ENDINGS = (".csv", ".jsonl", ".parquet", ".xlsx")
_MAX_SHEET_ROWS = 1_048_576
_GROUP_ROWS = 200_000


@contextmanager
def open_writer(path: Path, value_names: Sequence[str]) -> Iterator[MatchWriter]:
    """Give a writer for the file `path`; it takes its place when all is written.

    Raises
    ------
    SourceError
        If the file cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        with _writer(path, draft, value_names) as writer:
            yield writer
        replace_file(draft, path)
    except OSError as error:
        raise SourceError(str(path), f"cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):  # the first error is the one to tell
            draft.unlink(missing_ok=True)


@contextmanager
def _writer(path: Path, draft: Path, value_names: Sequence[str]) -> Iterator[MatchWriter]:
    ending = path.suffix.lower().removeprefix(".")
    if ending in TEXT_WRITERS:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            yield TEXT_WRITERS[ending](stream, value_names)
        return
    writer: MatchWriter = (
        ParquetWriter(draft, value_names)
        if ending == "parquet"
        else ExcelWriter(path, draft, value_names)
    )
    try:
        yield writer
    finally:
        writer.close()


class ParquetWriter:
    """Apache Parquet; symbols as a dictionary column, times with their zone."""

    def __init__(self, path: Path, value_names: Sequence[str]) -> None:
        import pyarrow as pa  # noqa: PLC0415 - only this format needs it
        import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

        self._pa = pa
        self._value_names = value_names
        numbers_of = [(name, pa.float64()) for name in (*PRICE_COLUMNS, *value_names)]
        texts = pa.dictionary(pa.int32(), pa.string())
        fields = [("symbol", texts), ("timestamp", pa.timestamp("ns", tz="UTC"))]
        fields += [*numbers_of[:5], ("signal_type", texts), *numbers_of[5:]]
        self._schema = pa.schema(fields)
        self._writer = pq.ParquetWriter(path, self._schema)
        self._waiting: list[Any] = []
        self._n_waiting = 0

    def write(self, matches: SignalMatches) -> None:
        """See :class:`~engine.cli.match_writers.MatchWriter`."""
        prices, values = numbers(matches, self._value_names)
        n = len(matches)
        columns = [[matches.symbol] * n, matches.timestamps_ns]
        columns += [*prices, [str(matches.signal_type)] * n, *values]
        arrays = [
            self._pa.array(column, type=field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._waiting.append(self._pa.Table.from_arrays(arrays, schema=self._schema))
        self._n_waiting += n
        if self._n_waiting >= _GROUP_ROWS:
            self._flush()

    def close(self) -> None:
        """See :class:`~engine.cli.match_writers.MatchWriter`."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            whole = self._pa.concat_tables(self._waiting).unify_dictionaries()
            self._writer.write_table(whole)
        self._waiting.clear()
        self._n_waiting = 0


class ExcelWriter:
    """One sheet of an Excel workbook."""

    def __init__(self, path: Path, draft: Path, value_names: Sequence[str]) -> None:
        try:
            from openpyxl import Workbook  # noqa: PLC0415 - only this format needs it
        except ImportError as error:
            reason = "needs the package openpyxl (pip install openpyxl)"
            raise SourceError(str(path), reason) from error
        self._path = path
        self._draft = draft
        self._value_names = value_names
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("matches")
        self._sheet.append(column_names(value_names))
        self._n_rows = 1

    def write(self, matches: SignalMatches) -> None:
        """See :class:`~engine.cli.match_writers.MatchWriter`."""
        self._n_rows += len(matches)
        if self._n_rows > _MAX_SHEET_ROWS:
            reason = f"a sheet holds {_MAX_SHEET_ROWS:,} rows only; write .parquet or .csv instead"
            raise SourceError(str(self._path), reason)
        for symbol, time, *values in rows(matches, self._value_names):
            known = [None if value != value else value for value in values]  # noqa: PLR0124
            self._sheet.append([symbol, _excel_time(str(time)), *known])

    def close(self) -> None:
        """See :class:`~engine.cli.match_writers.MatchWriter`."""
        self._book.save(self._draft)


def _excel_time(text: str) -> datetime:
    """Return a time as Excel takes it for one: UTC, without saying so."""
    return datetime.fromisoformat(text).replace(tzinfo=None)
