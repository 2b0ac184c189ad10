"""Where a formula was true: single matches and columns of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, overload

import numpy as np

from engine.domain.candle import Candle
from engine.domain.series import PRICE_COLUMNS, from_ns

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray


class SignalType(StrEnum):
    """What a match means to the one who asked."""

    ENTRY = "entry"
    EXIT = "exit"
    SCAN_HIT = "scan_hit"


@dataclass(frozen=True, slots=True)
class SignalMatch:
    """A formula that is true on one candle of one symbol.

    Attributes
    ----------
    symbol : str
        Whose candle.
    timestamp : datetime
        Start of the candle, UTC.
    candle : Candle
        The candle itself.
    signal_type : SignalType
        What the match means.
    indicator_values : dict of str to float
        Every variable and indicator call of the formula at this candle; NaN where unknown.
    formula_id : int, str or None
        Which formula.
    metadata : dict
        Free; a live match says here whether its bar is ``confirmed``.
    """

    symbol: str
    timestamp: datetime
    candle: Candle
    signal_type: SignalType = SignalType.SCAN_HIT
    indicator_values: dict[str, float] = field(default_factory=dict)
    formula_id: int | str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class MatchColumns:
    """Candles and values of some matches of one symbol, one row a match.

    Attributes
    ----------
    timestamps : ndarray of int64, shape (k,)
        Nanoseconds since 1970 UTC.
    prices : mapping of str to ndarray of float64, shape (k,)
        The columns open, high, low, close and volume.
    values : mapping of str to ndarray of float64, shape (k,)
        One column for each variable and indicator call of the formula.
    decimals : int or None
        With how many decimals the symbol's prices are written, where the source knows.
    """

    timestamps: NDArray[np.int64]
    prices: Mapping[str, NDArray[np.float64]]
    values: Mapping[str, NDArray[np.float64]]
    decimals: int | None = None


class MatchSource(Protocol):
    """Answers, when somebody looks, which bars matched and what stood there."""

    def positions(self) -> NDArray[np.int64]:
        """Return the bar numbers of all matches in the symbol's series, increasing."""

    def timestamps(self) -> NDArray[np.int64]:
        """Return the times of all matches in nanoseconds since 1970 UTC."""

    def columns(self, rows: NDArray[np.int64] | slice) -> MatchColumns:
        """Return candles and values of the matches numbered `rows`."""


class SignalMatches(Sequence[SignalMatch]):
    """All matches of one formula on one symbol; objects are made when somebody indexes it.

    Parameters
    ----------
    symbol : str
        Whose matches.
    count : int
        How many there are.
    source : MatchSource
        Where positions, times, candles and values come from; asked once, unless :meth:`forget`
        is called.
    signal_type, formula_id
        The same for all of them.
    """

    __slots__ = (
        "_columns",
        "_count",
        "_source",
        "_timestamps",
        "formula_id",
        "signal_type",
        "symbol",
    )

    def __init__(
        self,
        symbol: str,
        count: int,
        source: MatchSource,
        signal_type: SignalType = SignalType.SCAN_HIT,
        formula_id: int | str | None = None,
    ) -> None:
        self.symbol = symbol
        self.signal_type = signal_type
        self.formula_id = formula_id
        self._count = count
        self._source = source
        self._timestamps: NDArray[np.int64] | None = None
        self._columns: MatchColumns | None = None

    @property
    def positions(self) -> NDArray[np.int64]:
        """Bar numbers of the matches in the symbol's series, shape (k,)."""
        return self._source.positions()

    @property
    def timestamps_ns(self) -> NDArray[np.int64]:
        """Times of the matches in nanoseconds since 1970 UTC, shape (k,)."""
        times = self._timestamps
        if times is None:
            times = self._timestamps = self._source.timestamps()
        return times

    def columns(self) -> MatchColumns:
        """Candles and values of all matches; read or computed at the first call."""
        columns = self._columns
        if columns is None:
            columns = self._columns = self._source.columns(slice(None))
        return columns

    def forget(self) -> None:
        """Free what was read or computed; who looks again has it read again."""
        self._timestamps = self._columns = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> SignalMatch: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[SignalMatch]: ...
    def __getitem__(self, index: int | slice) -> SignalMatch | Sequence[SignalMatch]:
        if isinstance(index, slice):
            return [self._match(row) for row in range(*index.indices(self._count))]
        row = index + self._count if index < 0 else index
        if not 0 <= row < self._count:
            raise IndexError(f"Match {index} of {self._count}")
        return self._match(row)

    def __iter__(self) -> Iterator[SignalMatch]:
        return (self._match(row) for row in range(self._count))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{self._count} matches of {self.symbol}>"

    def __reduce__(self) -> tuple[Any, ...]:
        source = FixedMatches(self.positions, self.columns()) if self._count else NO_MATCHES
        args = (self.symbol, self._count, source, self.signal_type, self.formula_id)
        return SignalMatches, args

    def _match(self, row: int) -> SignalMatch:
        columns = self.columns()
        moment = from_ns(int(columns.timestamps[row]))
        prices = (float(columns.prices[name][row]) for name in PRICE_COLUMNS)
        values = {name: float(column[row]) for name, column in columns.values.items()}
        candle = Candle(moment, *prices)
        return SignalMatch(self.symbol, moment, candle, self.signal_type, values, self.formula_id)


@dataclass(frozen=True, slots=True, eq=False)
class FixedMatches:
    """A match source that carries everything along."""

    bars: NDArray[np.int64]
    rows: MatchColumns

    def positions(self) -> NDArray[np.int64]:
        """See :class:`MatchSource`."""
        return self.bars

    def timestamps(self) -> NDArray[np.int64]:
        """See :class:`MatchSource`."""
        return self.rows.timestamps

    def columns(self, rows: NDArray[np.int64] | slice) -> MatchColumns:
        """See :class:`MatchSource`."""
        if rows == slice(None):
            return self.rows
        return MatchColumns(
            self.rows.timestamps[rows],
            {name: column[rows] for name, column in self.rows.prices.items()},
            {name: column[rows] for name, column in self.rows.values.items()},
        )


_NONE = np.empty(0, dtype=np.int64)
_NO_PRICE = np.empty(0, dtype=np.float64)
NO_MATCHES = FixedMatches(_NONE, MatchColumns(_NONE, dict.fromkeys(PRICE_COLUMNS, _NO_PRICE), {}))


def no_matches(symbol: str) -> SignalMatches:
    """Return the empty sequence of matches for `symbol`."""
    return SignalMatches(symbol, 0, NO_MATCHES)
