"""Repositories that keep everything in memory: for tests, notebooks and data from elsewhere."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.domain.repositories import CandleColumns, DataVersion, SaveCounts
from engine.domain.series import COLUMNS, CandleSeries
from engine.domain.timeframe import in_order, parse_timeframe
from engine.storage.candle_arrays import CandleArrays, in_time_order, merge, no_candles, to_arrays
from engine.storage.slicing import series_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from numpy.typing import NDArray

    from engine.domain.candle import Candle
    from engine.domain.formula import Formula
    from engine.domain.symbol import Symbol


class _Stored(NamedTuple):
    revision: int
    bars: CandleArrays

    @property
    def version(self) -> DataVersion:
        return DataVersion(self.revision, self.bars.n_bars)


class _Locked:
    """Base of the repositories here: a lock that stays behind when they are pickled."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def __getstate__(self) -> dict[str, Any]:
        with self._lock:
            return {name: value for name, value in vars(self).items() if name != "_lock"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._lock = threading.RLock()


class InMemoryCandleRepository(_Locked):
    """Candles in memory; may be used from several threads and pickled with its data."""

    def __init__(self) -> None:
        super().__init__()
        self._stored: dict[tuple[str, str], _Stored] = {}

    def get_range(
        self,
        symbol: str,
        timeframe: str,
        start: date | datetime | None = None,
        end: date | datetime | None = None,
    ) -> CandleSeries:
        """See :class:`~engine.domain.repositories.ICandleRepository`."""
        stored = self._stored.get((symbol, timeframe))
        bars = stored.bars if stored else no_candles()
        return series_between(symbol, timeframe, bars, start, end)

    def get_columns(
        self, symbol: str, timeframe: str, names: Sequence[str]
    ) -> CandleColumns | None:
        """See :class:`~engine.domain.repositories.ICandleRepository`."""
        stored = self._stored.get((symbol, timeframe))
        if stored is None:
            return None
        columns = {name: stored.bars[COLUMNS.index(name)] for name in names}
        return CandleColumns(stored.version, columns)

    def versions(
        self, timeframe: str, symbols: Sequence[str] | None = None
    ) -> dict[str, DataVersion]:
        """See :class:`~engine.domain.repositories.ICandleRepository`."""
        names = self.symbols(timeframe) if symbols is None else symbols
        pairs = ((name, self._stored.get((name, timeframe))) for name in names)
        return {name: stored.version for name, stored in pairs if stored is not None}

    def save_many(
        self, symbol: str, timeframe: str, candles: CandleSeries | Iterable[Candle]
    ) -> SaveCounts:
        """See :class:`~engine.domain.repositories.ICandleRepository`."""
        parse_timeframe(timeframe)
        new = in_time_order(to_arrays(candles))
        with self._lock:
            old = self._stored.get((symbol, timeframe), _Stored(1, no_candles()))
            merged = merge(old.bars, new)
            if merged.bars.n_bars:
                revision = old.revision + (merged.n_kept < 0)
                stored = _Stored(revision, _locked(merged.bars))
                self._stored[symbol, timeframe] = stored
        return merged.counts

    def append_many(self, timeframe: str, candles: Mapping[str, Candle]) -> SaveCounts:
        """Save one candle of each symbol; see the SQLite repository."""
        with self._lock:
            counts = [self.save_many(name, timeframe, [bar]) for name, bar in candles.items()]
        return SaveCounts(*(sum(column) for column in zip((0, 0, 0), *counts, strict=True)))

    def symbols(self, timeframe: str) -> list[str]:
        """See :class:`~engine.domain.repositories.ICandleRepository`."""
        with self._lock:
            return sorted(symbol for symbol, of in self._stored if of == timeframe)

    def timeframes(self) -> list[str]:
        """See :class:`~engine.domain.repositories.ICandleRepository`."""
        with self._lock:
            names = {of for _, of in self._stored}
        return in_order(names)


class InMemorySymbolRepository(_Locked):
    """Symbols in memory."""

    def __init__(self, symbols: Iterable[Symbol] = ()) -> None:
        super().__init__()
        self._symbols = {symbol.symbol_id: symbol for symbol in symbols}

    def get(self, symbol_id: str) -> Symbol | None:
        """Return the symbol, or None."""
        return self._symbols.get(symbol_id)

    def all(self) -> list[Symbol]:
        """Return all symbols, sorted by their id."""
        with self._lock:
            return [self._symbols[key] for key in sorted(self._symbols)]

    def save(self, symbol: Symbol) -> None:
        """Add `symbol` or replace the one with the same id."""
        with self._lock:
            self._symbols[symbol.symbol_id] = symbol

    def delete(self, symbol_id: str) -> bool:
        """Forget the symbol; return whether there was one."""
        with self._lock:
            return self._symbols.pop(symbol_id, None) is not None


class InMemoryFormulaRepository(_Locked):
    """Formulas in memory."""

    def __init__(self, formulas: Iterable[Formula] = ()) -> None:
        super().__init__()
        self._formulas = {formula.id: formula for formula in formulas}

    def get(self, formula_id: int | str) -> Formula | None:
        """Return the formula, or None."""
        return self._formulas.get(formula_id)

    def all(self) -> list[Formula]:
        """Return all formulas, sorted by name."""
        with self._lock:
            return sorted(self._formulas.values(), key=lambda formula: formula.name.casefold())

    def save(self, formula: Formula) -> Formula:
        """Add or replace `formula` by its id."""
        with self._lock:
            self._formulas[formula.id] = formula
        return formula

    def delete(self, formula_id: int | str) -> bool:
        """Forget the formula; return whether there was one."""
        with self._lock:
            return self._formulas.pop(formula_id, None) is not None


def _locked(bars: CandleArrays) -> CandleArrays:
    """Return `bars` as views that cannot be written."""
    return bars.mapped(_read_only)


def _read_only(column: NDArray[Any]) -> NDArray[Any]:
    view = column.view()
    view.flags.writeable = False
    return view
