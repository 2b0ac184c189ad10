"""Candles for formulas, and short ways to run one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from engine.calendars.symbol_calendar import NO_CALENDAR
from engine.language.evaluation.evaluator import evaluate
from engine.language.graph.registry import IndicatorRegistry
from engine.language.service import FormulaService

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.language.evaluation.compiled import CompiledFormula

DAY_NS = 86_400_000_000_000
PRICES = ("open", "high", "low", "close")
Columns = dict[str, Any]


def random_columns(n_bars: int = 600, seed: int = 5, start: str = "2015-01-01") -> Columns:
    """Return a random walk on weekdays, with ranges around the bodies and lively volume."""
    random = np.random.default_rng(seed)
    close = 100 * np.exp(np.cumsum(random.normal(0, 0.02, n_bars)))
    open_ = close * np.exp(random.normal(0, 0.01, n_bars))
    spread = np.abs(random.normal(0, 0.01, (2, n_bars)))
    days = pd.bdate_range(start, periods=n_bars).to_numpy(dtype="datetime64[ns]")
    return {
        "timestamps": days.view(np.int64),
        "open": open_,
        "high": np.maximum(open_, close) * np.exp(spread[0]),
        "low": np.minimum(open_, close) * np.exp(-spread[1]),
        "close": close,
        "volume": random.uniform(1e5, 1e6, n_bars),
    }


def close_only(*close: float) -> Columns:
    """Return bars whose four prices are all the given close; volume 1, 2, 3, ..."""
    values = np.array(close, dtype=np.float64)
    days = np.arange(len(values), dtype=np.int64) * DAY_NS
    volume = np.arange(1.0, len(values) + 1)
    return {"timestamps": days, **dict.fromkeys(PRICES, values), "volume": volume}


def frame_of(columns: Columns) -> pd.DataFrame:
    """Return the same candles as a data frame."""
    index = pd.DatetimeIndex(columns["timestamps"].view("datetime64[ns]"), tz="UTC")
    return pd.DataFrame({n: columns[n] for n in (*PRICES, "volume")}, index=index)


def head(columns: Columns, n_bars: int) -> Columns:
    """Return the first `n_bars` bars."""
    return {name: values[:n_bars] for name, values in columns.items()}


def compile_text(text: str, parameters: Mapping[str, Any] | None = None) -> CompiledFormula:
    """Return `text` compiled with the default names only."""
    return FormulaService(registry=IndicatorRegistry()).compile(text, parameters)


def values_of(
    formula: str | CompiledFormula, columns: Columns, timeframe: str = "1d", **more: Any
) -> NDArray[np.float64]:
    """Return a formula's values; a condition as 1, 0 and NaN for unknown."""
    compiled = compile_text(formula) if isinstance(formula, str) else formula
    result = evaluate(compiled, columns, timeframe=timeframe, **more)
    if result.number is not None:
        return result.number
    return np.where(result.is_true, 1.0, np.where(result.is_known, 0.0, np.nan))


def codes(text: str, **more: Any) -> list[str]:
    """Return the codes of a text's problems in order."""
    return [d.code for d in FormulaService(registry=IndicatorRegistry()).check(text, **more)]


class SmallUniverse:
    """Other symbols from a dictionary; ranks from another."""

    def __init__(
        self,
        symbols: Mapping[str, Columns] | None = None,
        ranks: Mapping[str, NDArray[np.float64]] | None = None,
        calendars: Mapping[str, SymbolCalendar] | None = None,
    ) -> None:
        self.calendars = dict(calendars or {})
        self.symbols = dict(symbols or {})
        self.ranks = dict(ranks or {})
        self.keys: list[bytes] = []

    def columns(self, symbol: str, timeframe: str) -> Columns | None:
        return self.symbols.get(symbol)

    def calendar(self, symbol: str) -> SymbolCalendar:
        return self.calendars.get(symbol, NO_CALENDAR)

    def cross_rank(
        self, key: bytes, symbol: str, timestamps: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        self.keys.append(key)
        return self.ranks[symbol]
