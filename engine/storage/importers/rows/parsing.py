"""From raw rows to candles: times, numbers, and what has to become of each row.

A row is rejected without a usable time or close, when all its prices are zero, and without a
symbol where a column should name it. Other prices that are missing or unusable are unknown (NaN);
so are open, high and low of a suspension, which programs write as zeros beside a close.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from engine.domain.import_layout import PRICE_ROLES, VALUE_ROLES, Role
from engine.messages import Message
from engine.storage.candle_arrays import CandleArrays
from engine.storage.importers.rows.raw_columns import (
    Mask,
    is_empty,
    left_out_rows,
    names_of,
    symbols_of,
    times_of,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from engine.domain.import_layout import SeriesColumns, TableLayout
    from engine.storage.importers.cells.time_formats import ParsedTimes
    from engine.storage.importers.reading.raw import RawChunk, TableReader


class RowProblem(NamedTuple):
    """A row that was rejected, or kept with something unknown.

    Attributes
    ----------
    row : int
        Its number in the chunk.
    reason : Message
        What is wrong with it.
    is_rejected : bool
        Whether it was left out.
    """

    row: int
    reason: Message
    is_rejected: bool


@dataclass(frozen=True, slots=True)
class ParsedRows:
    """Candles of one or several symbols, in the order of the file.

    Attributes
    ----------
    bars : CandleArrays
        The rows that are kept; their times are as they are written, whatever the zone.
    offset_ns : ndarray of int64 or None
        How far those times are ahead of UTC; None where the file does not say.
    codes : ndarray of int64
        Which of `symbols` each row belongs to.
    symbols : list of str or None
        None stands for the symbol of the file.
    names : dict of str to str
        Names of symbols, where the file tells them.
    n_read : int
        Rows that hold anything.
    n_suspended : int
        Kept rows whose zeros became unknown prices.
    problems : list of RowProblem
        What was wrong with single rows.
    left_out : dict of str to int
        Rows of other series than the main one, by series.
    """

    bars: CandleArrays
    offset_ns: NDArray[np.int64] | None
    codes: NDArray[np.int64]
    symbols: list[str | None]
    n_read: int
    n_suspended: int = 0
    names: dict[str, str] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)


class ParsedChunk(NamedTuple):
    """A chunk of a file with what became of its rows.

    Attributes
    ----------
    raw : RawChunk
        The rows as they stand.
    series : list of ParsedRows
        Their candles; one entry, or one a symbol of a wide table.
    """

    raw: RawChunk
    series: list[ParsedRows]

    @property
    def has_rows(self) -> bool:
        """Whether any row holds anything."""
        return bool(self.raw.malformed) or any(series.n_read for series in self.series)


def parsed_chunks(reader: TableReader, layout: TableLayout) -> Iterator[ParsedChunk]:
    """Yield the chunks of a table that hold any rows; raises SourceError."""
    for raw in reader.chunks(layout):
        chunk = ParsedChunk(raw, parse_rows(raw, layout, reader.naming.day))
        if chunk.has_rows:
            yield chunk


def parse_rows(chunk: RawChunk, layout: TableLayout, day: date | None = None) -> list[ParsedRows]:
    """Return the candles of a chunk; one entry, or one a symbol of a wide table."""
    table = chunk.table.combine_chunks()
    times = times_of(table, layout, day)
    return [_Series(table, layout, series, times).parsed() for series in layout.series]


class _Series:
    """The rows of one set of columns while it is decided what becomes of them."""

    def __init__(
        self, table: pa.Table, layout: TableLayout, series: SeriesColumns, times: ParsedTimes
    ) -> None:
        self._table = table
        self._layout = layout
        self._series = series
        self._times = times
        self._values = values_of(table, layout, series)
        self._codes, self._symbols = symbols_of(table, layout, series)
        prices = [self._values[role].values for role in PRICE_ROLES]
        self._close = prices[-1]
        has_zeros = np.logical_and.reduce([column == 0 for column in prices[:3]])
        self._is_void = has_zeros & (self._close == 0)
        self._is_suspended = has_zeros & (self._close > 0)

    def parsed(self) -> ParsedRows:
        """Return the rows that are kept, and what was wrong."""
        reasons = self._rejections()
        is_blank = self._blanks()
        is_rejected = np.logical_or.reduce(list(reasons.values())) & ~is_blank
        n_read = int((~is_blank).sum())
        left_out = left_out_rows(self._table, self._layout)
        if left_out is not None:
            is_rejected &= ~left_out[0]
            is_blank = is_blank | left_out[0]
        is_kept = ~is_rejected & ~is_blank
        offset = self._times.offset_ns
        return ParsedRows(
            bars=self._bars().take(is_kept),
            offset_ns=None if offset is None else offset[is_kept],
            codes=self._codes[is_kept],
            symbols=self._symbols,
            n_read=n_read,
            n_suspended=int((self._is_suspended & is_kept).sum()),
            names=names_of(self._table, self._layout, self._codes, self._symbols),
            problems=[*self._rejected(reasons, is_rejected), *self._unknown(is_kept)],
            left_out=left_out[1] if left_out else {},
        )

    def _rejections(self) -> dict[str, Mask]:
        """Return the rows to reject by the column that is to blame."""
        close = self._series.columns[Role.CLOSE]
        reasons = {
            **dict.fromkeys(self._layout.time_columns[:1], self._times.is_bad),
            close: ~np.isfinite(self._close),
            "": self._is_void,
            self._layout.symbol_column or " ": self._codes < 0,
        }
        if self._layout.zone_column is None or self._times.has_zone is None:
            return reasons
        return {self._layout.zone_column: ~self._times.has_zone, **reasons}

    def _blanks(self) -> Mask:
        """Return the rows that hold nothing, which spreadsheets like to write at the end."""
        has_no_values = np.ones(len(self._table), dtype=bool)
        for column in self._values.values():
            has_no_values &= np.isnan(column.values) & ~column.is_bad
        if self._layout.is_wide or self._layout.is_dateless or not has_no_values.any():
            return has_no_values
        time = self._table.column(self._layout.time_columns[0])
        has_no_values &= np.asarray(is_empty(time))
        return has_no_values

    def _bars(self) -> CandleArrays:
        columns = {role: self._values[role].values for role in VALUE_ROLES}
        for role in PRICE_ROLES[:3]:
            columns[role] = np.where(self._is_suspended, np.nan, columns[role])
        return CandleArrays(self._times.local_ns, *(columns[role] for role in VALUE_ROLES))

    def _rejected(self, reasons: Mapping[str, Mask], is_rejected: Mask) -> list[RowProblem]:
        problems: list[RowProblem] = []
        is_left = is_rejected.copy()
        for column, is_to_blame in reasons.items():
            rows = np.flatnonzero(is_left & is_to_blame)
            if rows.size:
                complaints = self._complaints(column, rows, self._kind_of(column))
                problems += map(RowProblem, rows.tolist(), complaints, repeat(True))
                is_left[rows] = False
        return problems

    def _kind_of(self, column: str) -> str:
        """Return what the cells of a column should be."""
        if column in self._layout.time_columns[:1]:
            return "date"
        kinds = {self._layout.zone_column: "zone", self._layout.symbol_column: "symbol"}
        return kinds.get(column, "number")

    def _complaints(self, column: str, rows: NDArray[np.int64], kind: str) -> list[Message]:
        """Return what is wrong with the cells of a column in `rows`; "" stands for all prices."""
        if not column:
            return [Message("import.zero-prices")] * rows.size
        code = f"import.not-{kind}"
        cells = self._table.column(column).take(pa.array(rows)).to_pylist()
        return [_complaint(code, column, cell) for cell in cells]

    def _unknown(self, is_kept: Mask) -> list[RowProblem]:
        """Return the rows that are kept although a price or the volume is unknown."""
        complaints: dict[int, list[Message]] = {}
        for role in (role for role in VALUE_ROLES if role in self._series.columns):
            column = self._series.columns[role]
            values, is_bad = self._values[role]
            is_unknown = np.isnan(values) if role in PRICE_ROLES else is_bad
            rows = np.flatnonzero(is_unknown & is_kept)
            if rows.size:
                kind = "volume" if role is Role.VOLUME else "number"
                for row, complaint in zip(
                    rows.tolist(), self._complaints(column, rows, kind), strict=True
                ):
                    complaints.setdefault(row, []).append(complaint)
        return [
            RowProblem(row, _kept_as_unknown(tuple(reasons)), is_rejected=False)
            for row, reasons in complaints.items()
        ]


def _complaint(code: str, column: str, cell: object) -> Message:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if cell is None or str(cell).strip() == "":
        return _missing(column)
    return Message(code, column=column, cell=cell)


@lru_cache(maxsize=64)
def _missing(column: str) -> Message:
    return Message("import.missing", column=column)


@lru_cache(maxsize=64)
def _kept_as_unknown(reasons: tuple[Message, ...]) -> Message:
    return Message("import.kept-as-unknown", reasons=reasons)
