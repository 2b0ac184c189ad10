"""Gathers the rows of a file until they are sorted into symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.calendars.zones import local_to_utc_twice, utc_to_local
from engine.domain.durations import DAY_NS
from engine.storage.candle_arrays import CandleArrays, in_time_order
from engine.storage.importers.rows.raw_columns import FILE_SYMBOL
from engine.storage.importers.rows.repeated_hours import RepeatedHours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from engine.domain.timeframe import Timeframe
    from engine.storage.importers.rows.parsing import ParsedRows


class SymbolRows(NamedTuple):
    """The candles of one symbol in a file.

    Attributes
    ----------
    symbol : str
        Which symbol.
    bars : CandleArrays
        In time order without equal times, UTC.
    duplicates : int
        Rows that gave way to a later one of the same time.
    out_of_order : int
        Rows that stood before an earlier one.
    conflicts : int
        Of the duplicates those that have other values than the row that was kept.
    """

    symbol: str
    bars: CandleArrays
    duplicates: int
    out_of_order: int
    conflicts: int = 0


class Collector:
    """Gathers parsed rows and returns them symbol by symbol.

    Parameters
    ----------
    stem : str
        The symbol of rows that name none.
    symbol : str or None
        The one symbol of all rows, whatever they name.
    timeframe : Timeframe
        Days and longer bars begin at 00:00 UTC of their local day.
    tz : str or None
        Zone of times that name none, else UTC, and of days whose times are moments of UTC.
    day_shift_ns : int
        From such times to the midnight that they stand for, where there is no zone.
    """

    def __init__(
        self,
        stem: str,
        symbol: str | None,
        timeframe: Timeframe,
        tz: str | None,
        day_shift_ns: int = 0,
    ) -> None:
        self._stem = stem
        self._symbol = symbol
        self._timeframe = timeframe
        self._tz = tz
        self._day_shift_ns = day_shift_ns
        self._code_of: dict[str, int] = {}
        self._repeated = RepeatedHours()
        self._parts: list[tuple[NDArray[np.int64], CandleArrays]] = []
        self.n_rows = 0

    def add(self, rows: ParsedRows) -> None:
        """Add the rows of a chunk."""
        if rows.bars.n_bars == 0:
            return
        codes = np.array(
            [self._code(self._symbol or self._named(symbol)) for symbol in rows.symbols]
        )
        row_codes = codes[rows.codes]
        times = self._stamps(rows, row_codes)
        self._parts.append((row_codes, rows.bars._replace(timestamps=times)))
        self.n_rows += rows.bars.n_bars

    def take(self) -> Iterator[SymbolRows]:
        """Yield the rows, each symbol once, and forget them."""
        if not self._parts:
            return
        codes = np.concatenate([part[0] for part in self._parts])
        columns = zip(*(part[1] for part in self._parts), strict=True)
        bars = CandleArrays(*(np.concatenate(column) for column in columns))
        self._parts, self.n_rows = [], 0
        if codes[0] == codes[-1] and bool((codes == codes[0]).all()):
            yield _symbol_rows(self._name(int(codes[0])), bars)
            return
        order = np.argsort(codes, kind="stable")
        starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
        for rows in np.split(order, starts[1:]):
            yield _symbol_rows(self._name(int(codes[rows[0]])), bars.take(rows))

    def _named(self, symbol: str | None) -> str:
        """Return the symbol of rows, that of the file filled in."""
        return symbol.replace(FILE_SYMBOL, self._stem) if symbol else self._stem

    def _code(self, symbol: str) -> int:
        return self._code_of.setdefault(symbol, len(self._code_of))

    def _name(self, code: int) -> str:
        return next(symbol for symbol, number in self._code_of.items() if number == code)

    def _stamps(self, rows: ParsedRows, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the times as they are stored."""
        local = rows.bars.timestamps
        if not self._timeframe.is_intraday:
            # The day as it is written: 00:00 in Seoul is the evening before in UTC.
            return self._days_of(rows) // DAY_NS * DAY_NS
        if rows.offset_ns is not None:
            return local - rows.offset_ns
        if self._tz in {None, "UTC"}:
            return local
        return self._repeated.chosen(*local_to_utc_twice(local, self._tz or "UTC"), codes)

    def _days_of(self, rows: ParsedRows) -> NDArray[np.int64]:
        """Return the local times of daily candles: a moment of UTC has its day at the exchange."""
        local = rows.bars.timestamps
        if rows.offset_ns is None or rows.offset_ns.any() or not (local % DAY_NS).any():
            return local
        return utc_to_local(local, self._tz) if self._tz else local + self._day_shift_ns


def _symbol_rows(symbol: str, bars: CandleArrays) -> SymbolRows:
    steps = np.diff(bars.timestamps)
    is_newest_first = steps.size > 0 and bool((steps <= 0).all())
    ordered = in_time_order(bars)
    return SymbolRows(
        symbol,
        ordered,
        duplicates=bars.n_bars - ordered.n_bars,
        out_of_order=0 if is_newest_first else int((steps < 0).sum()),
        conflicts=_n_conflicts(bars) if ordered.n_bars < bars.n_bars else 0,
    )


def _n_conflicts(bars: CandleArrays) -> int:
    """Return how many rows have the time of a later one with other values."""
    order = np.argsort(bars.timestamps, kind="stable")
    times = bars.timestamps[order]
    is_repeated = times[1:] == times[:-1]
    has_others = np.zeros(is_repeated.size, dtype=bool)
    for values in (bars.open, bars.high, bars.low, bars.close, bars.volume):
        column = values[order]
        is_same = (column[1:] == column[:-1]) | (np.isnan(column[1:]) & np.isnan(column[:-1]))
        has_others |= ~is_same
    return int((is_repeated & has_others).sum())
