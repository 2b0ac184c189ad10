"""Matches of a whole scan together: sorted, grouped, counted, and made when looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from engine.domain.series import PRICE_COLUMNS
from engine.signals.match_table import MatchTable, SymbolMatches
from engine.signals.statistics import SignalStatistics, count_days, day_to_date, days_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pandas as pd
    from numpy.typing import NDArray

    from engine.domain.match import SignalMatch
    from engine.domain.result import ProcessingResult


class MatchRows(Sequence[dict[str, Any]]):
    """Some rows of a table as dictionaries, each made when it is indexed.

    A dictionary has ``symbol``, ``timestamp``, ``candle``, ``signal_type`` and ``indicators``.
    """

    __slots__ = ("_rows", "_table")

    def __init__(self, table: MatchTable, rows: NDArray[np.int64]) -> None:
        self._table = table
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> MatchRows: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | MatchRows:
        if isinstance(index, slice):
            return MatchRows(self._table, self._rows[index])
        return _as_dict(self._table.match(int(self._rows[index])))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (_as_dict(self._table.match(row)) for row in self._rows.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} matches>"


class AggregatedSignals:
    """All matches of a scan in some order.

    Attributes
    ----------
    total_symbols, symbols_with_matches, total_matches : int
        Symbols of the scan, those that matched, and how often.
    table : MatchTable
        The matches as columns, symbol by symbol.
    order : ndarray of int64, shape (total_matches,)
        Rows of `table` in the order of this object.
    """

    def __init__(
        self, total_symbols: int, table: MatchTable, order: NDArray[np.int64] | None = None
    ) -> None:
        self.total_symbols = total_symbols
        self.table = table
        self.order = np.arange(len(table)) if order is None else order

    @property
    def symbols_with_matches(self) -> int:
        """Symbols that matched at least once."""
        return len(self.table.parts)

    @property
    def total_matches(self) -> int:
        """All matches."""
        return len(self.table)

    @property
    def matches(self) -> MatchRows:
        """The matches as dictionaries, in order; made when indexed."""
        return MatchRows(self.table, self.order)

    @property
    def value_names(self) -> tuple[str, ...]:
        """Names of the values that matches tell besides their candle."""
        return self.table.value_names

    def sorted_by(self, name: str, *, descending: bool = False) -> AggregatedSignals:
        """Return the same matches in another order; NaN comes last.

        Parameters
        ----------
        name : str
            ``timestamp``, ``symbol``, ``signal_type``, a price or one of `value_names`.
        descending : bool
            Whether the greatest comes first.

        Raises
        ------
        KeyError
            If there is no such column.
        """
        key = self.table.sort_key(name)
        if descending:
            # Negation keeps equal rows in their order; bitwise for whole numbers, so that the
            # smallest one does not overflow.
            key = ~key if key.dtype.kind == "i" else -key
        return AggregatedSignals(self.total_symbols, self.table, np.argsort(key, kind="stable"))

    def symbols(self, rows: slice = slice(None)) -> list[str]:
        """Return the symbols of `rows`, in order."""
        return self.table.symbols(self.order[rows])

    def timestamps_ns(self, rows: slice = slice(None)) -> NDArray[np.int64]:
        """Return the times of `rows` in nanoseconds since 1970 UTC, in order."""
        return self.table.timestamps_ns[self.order[rows]]

    def column(self, name: str, rows: slice = slice(None)) -> NDArray[np.float64]:
        """Return a price or a value of `rows`, in order; only their symbols are looked at."""
        return self.table.column(name, self.order[rows])

    def to_frame(self) -> pd.DataFrame:
        """Return all matches as a data frame, one row a match."""
        import pandas as pd  # noqa: PLC0415 - scans that are only counted need no pandas

        names = np.array([part.symbol for part in self.table.parts], dtype=object)
        frame = pd.DataFrame({"symbol": names[self.table.codes[self.order]]})
        times = self.timestamps_ns().view("datetime64[ns]")
        frame["timestamp"] = pd.DatetimeIndex(times, tz="UTC")
        for name in (*PRICE_COLUMNS, *self.value_names):
            frame[name] = self.column(name)
        return frame


class SignalAggregator:
    """Brings the matches of many results together."""

    def aggregate(
        self, results: Iterable[ProcessingResult], sort_by: str = "timestamp"
    ) -> AggregatedSignals:
        """Return the matches of `results` in one order; failed symbols have none.

        Parameters
        ----------
        results : iterable of ProcessingResult
            One a symbol.
        sort_by : str
            See :meth:`AggregatedSignals.sorted_by`.
        """
        results = list(results)
        table = MatchTable(
            SymbolMatches(result.symbol, result.matches)
            for result in results
            if not result.error and len(result.matches)
        )
        return AggregatedSignals(len(results), table).sorted_by(sort_by)

    def group_by_date(self, signals: AggregatedSignals) -> dict[date, MatchRows]:
        """Return the matches of each day (UTC), the days in order."""
        days = days_of(signals.timestamps_ns())
        by_day = np.argsort(days, kind="stable")
        present, begins = np.unique(days[by_day], return_index=True)
        groups = np.split(signals.order[by_day], begins[1:])
        return {
            day_to_date(day): MatchRows(signals.table, rows)
            for day, rows in zip(present.tolist(), groups, strict=False)
        }

    def get_statistics(self, signals: AggregatedSignals) -> SignalStatistics:
        """Return how many matches there are, by symbol and by day."""
        by_symbol = {part.symbol: len(part.matches) for part in signals.table.parts}
        by_date = count_days(days_of(signals.table.timestamps_ns))
        return SignalStatistics(signals.total_matches, by_symbol, by_date)


def _as_dict(match: SignalMatch) -> dict[str, Any]:
    return {
        "symbol": match.symbol,
        "timestamp": match.timestamp,
        "candle": match.candle,
        "signal_type": match.signal_type,
        "indicators": match.indicator_values,
    }
