"""What the engine asks of a store; anything that answers these may take SQLite's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from numpy.typing import NDArray

    from engine.domain.candle import Candle
    from engine.domain.formula import Formula
    from engine.domain.series import CandleSeries
    from engine.domain.symbol import Symbol


class DataVersion(NamedTuple):
    """State of one symbol's candles.

    Attributes
    ----------
    revision : int
        Grows whenever an existing candle is changed or removed; equal revisions mean that the
        first ``min(n_bars)`` candles of both states are the same.
    n_bars : int
        How many candles there are; appending raises this and leaves the revision alone.
    """

    revision: int
    n_bars: int


class CandleColumns(NamedTuple):
    """Some columns of one symbol, read in one transaction.

    Attributes
    ----------
    version : DataVersion
        The state that was read.
    columns : mapping of str to ndarray, each of shape (version.n_bars - first_bar,)
        ``timestamps`` as int64 nanoseconds since 1970 UTC, prices as float64; read-only.
    first_bar : int
        Number of the first bar in the columns; above zero where earlier ones were not read.
    """

    version: DataVersion
    columns: Mapping[str, NDArray[Any]]
    first_bar: int = 0


class SaveCounts(NamedTuple):
    """What a write did: candles that were new, that changed an old one, that were there already."""

    added: int
    changed: int
    unchanged: int


@runtime_checkable
class ICandleRepository(Protocol):
    """Candles by symbol and timeframe."""

    def get_range(
        self,
        symbol: str,
        timeframe: str,
        start: date | datetime | None = None,
        end: date | datetime | None = None,
    ) -> CandleSeries:
        """Return the candles from `start` to `end`, both inclusive; empty where there are none."""

    def get_columns(
        self, symbol: str, timeframe: str, names: Sequence[str]
    ) -> CandleColumns | None:
        """Return all candles of `symbol` in the columns `names`, or None for an unknown symbol."""

    def versions(
        self, timeframe: str, symbols: Sequence[str] | None = None
    ) -> dict[str, DataVersion]:
        """Return the state of each symbol that has candles; all symbols where none are named."""

    def save_many(
        self, symbol: str, timeframe: str, candles: CandleSeries | Iterable[Candle]
    ) -> SaveCounts:
        """Merge `candles` in one transaction; for the same bar the new one wins."""

    def symbols(self, timeframe: str) -> list[str]:
        """Return the symbols that have candles of `timeframe`, sorted."""

    def timeframes(self) -> list[str]:
        """Return the timeframes for which there are candles, shortest first."""


@runtime_checkable
class ITailReader(Protocol):
    """A candle repository that can read the end of a long history alone; optional."""

    def get_columns_from(
        self, symbol: str, timeframe: str, names: Sequence[str], first_bar: int
    ) -> CandleColumns | None:
        """Return the candles from number `first_bar` on, or None for an unknown symbol."""


@runtime_checkable
class ILastTimes(Protocol):
    """A candle repository that knows the last bars without reading candles; optional."""

    def last_times(self, timeframe: str) -> dict[str, int]:
        """Return the time of each symbol's last bar, in nanoseconds since 1970 UTC."""


@runtime_checkable
class ISymbolRepository(Protocol):
    """What is known of symbols besides their candles."""

    def get(self, symbol_id: str) -> Symbol | None:
        """Return the symbol, or None."""

    def all(self) -> list[Symbol]:
        """Return all symbols, sorted by their id."""

    def save(self, symbol: Symbol) -> None:
        """Add `symbol` or replace the one with the same id."""

    def delete(self, symbol_id: str) -> bool:
        """Forget the symbol; return whether there was one."""


@runtime_checkable
class IFormulaRepository(Protocol):
    """Formulas that the user keeps."""

    def get(self, formula_id: int | str) -> Formula | None:
        """Return the formula, or None."""

    def all(self) -> list[Formula]:
        """Return all formulas, sorted by name."""

    def save(self, formula: Formula) -> Formula:
        """Add or replace `formula` by its id."""

    def delete(self, formula_id: int | str) -> bool:
        """Forget the formula; return whether there was one."""
