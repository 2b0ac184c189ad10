"""Cross-symbol formulas: evaluated once all symbols have delivered a bar.

``xs_rank`` and ``symbol`` ask for the other symbols' bars of the same time, which come one after
another. A bar time is *complete* when every symbol of the complete bar before has delivered it,
when a symbol delivers a later one, or when the feed's clock says that nothing more will come.
Forming bars are left out.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.calendars.bar_clock import bar_end
from engine.domain.candle import Candle
from engine.domain.series import PRICE_COLUMNS, from_ns
from engine.errors import EngineError
from engine.language.evaluation.evaluator import evaluate
from engine.language.evaluation.other_symbols import percent_ranks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.calendars.symbol_calendar import SymbolCalendar, SymbolCalendars
    from engine.domain.timeframe import Timeframe
    from engine.language.evaluation.compiled import CompiledFormula, CrossSection
    from engine.stream.evaluation.buffer import CandleBuffer

_log = logging.getLogger(__name__)


class BarTimes:
    """Which bar times are complete: closed bars of all symbols have come."""

    def __init__(self) -> None:
        self._pending: dict[int, set[str]] = {}
        self._expected: set[str] = set()
        self._newest_ns = 0

    def add(self, symbol: str, ns: int) -> list[tuple[int, set[str]]]:
        """Add a closed bar; return the times that are complete now, with their symbols."""
        self._pending.setdefault(ns, set()).add(symbol)
        self._newest_ns = max(self._newest_ns, ns)
        due = [time for time in self._pending if time < self._newest_ns]
        newest = self._pending.get(self._newest_ns)
        if newest and self._expected and newest >= self._expected:
            due.append(self._newest_ns)
        return self._pop(due)

    def advance(self, now_ns: int, timeframe: Timeframe) -> list[tuple[int, set[str]]]:
        """Return the times of which nothing more will come."""
        return self._pop([ns for ns in self._pending if bar_end(ns, timeframe) <= now_ns])

    def forget(self, symbol: str) -> None:
        """Stop waiting for a symbol."""
        self._expected.discard(symbol)
        for symbols in self._pending.values():
            symbols.discard(symbol)

    def clear(self) -> None:
        """Begin anew."""
        self._pending.clear()
        self._expected.clear()
        self._newest_ns = 0

    def _pop(self, due: list[int]) -> list[tuple[int, set[str]]]:
        complete = [(ns, self._pending.pop(ns)) for ns in sorted(due)]
        if complete:
            self._expected = complete[-1][1]
        return complete


class BarSection:
    """All symbols up to one bar time, for the evaluation of cross-symbol formulas.

    Parameters
    ----------
    buffers : mapping of str to CandleBuffer
        The symbols.
    timeframe : Timeframe
        Length of the bars.
    ns : int
        Start of the newest bars that count.
    calendars : SymbolCalendars
        When the symbols are traded.
    """

    def __init__(
        self,
        buffers: Mapping[str, CandleBuffer],
        timeframe: Timeframe,
        ns: int,
        calendars: SymbolCalendars,
    ) -> None:
        self.ns = ns
        self._calendars = calendars
        self._timeframe = timeframe
        self._columns = {
            symbol: buffer.columns(int(np.searchsorted(buffer.timestamps, ns, side="right")))
            for symbol, buffer in buffers.items()
        }
        self._ranks: dict[bytes, dict[str, NDArray[np.float64]]] = {}

    def n_bars(self, symbol: str) -> int:
        """Return how many bars of `symbol` count."""
        return len(self._columns[symbol]["timestamps"])

    def candle(self, symbol: str) -> Candle:
        """Return the newest candle of `symbol`."""
        columns = self._columns[symbol]
        prices = (float(columns[name][-1]) for name in PRICE_COLUMNS)
        return Candle(from_ns(int(columns["timestamps"][-1])), *prices)

    def columns(self, symbol: str, timeframe: str) -> Mapping[str, NDArray[Any]] | None:  # noqa: ARG002
        """Return the candles of `symbol`; None where it is not streamed."""
        return self._columns.get(symbol)

    def calendar(self, symbol: str) -> SymbolCalendar:
        """Return when `symbol` is traded."""
        return self._calendars.of(symbol)

    def cross_rank(
        self, key: bytes, symbol: str, timestamps: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the percent ranks of `symbol` in the cross-section `key`."""
        ranks = self._ranks.get(key, {}).get(symbol)
        return np.full(len(timestamps), np.nan) if ranks is None else ranks

    def rank(self, formula: CompiledFormula) -> None:
        """Rank all symbols by the values that `formula` ranks."""
        for section in formula.cross_sections:
            if section.key not in self._ranks:
                self._ranks[section.key] = self._ranked(section)

    def holds(self, formula: CompiledFormula, symbol: str) -> bool:
        """Whether `formula` is true on the newest bar of `symbol`."""
        evaluation = self._evaluate(formula, symbol, with_values=False)
        return evaluation is not None and bool(evaluation.is_true[-1])

    def values(self, formula: CompiledFormula, symbol: str) -> dict[str, float]:
        """Return the values of `formula` on the newest bar of `symbol`."""
        evaluation = self._evaluate(formula, symbol, with_values=True)
        values = {} if evaluation is None else evaluation.values
        return {name: float(column[-1]) for name, column in values.items()}

    def _ranked(self, section: CrossSection) -> dict[str, NDArray[np.float64]]:
        numbers = {}
        for symbol, columns in self._columns.items():
            evaluation = self._evaluate(section.formula, symbol, with_values=False)
            if evaluation is not None and evaluation.number is not None:
                numbers[symbol] = (columns["timestamps"], evaluation.number)
        return dict(zip(numbers, percent_ranks(list(numbers.values())), strict=True))

    def _evaluate(self, formula: CompiledFormula, symbol: str, *, with_values: bool) -> Any:
        if not self.n_bars(symbol):
            return None
        try:
            return evaluate(
                formula, self._columns[symbol], timeframe=self._timeframe, symbol=symbol,
                universe=self, with_values=with_values,
            )  # fmt: skip
        except EngineError as error:
            _log.warning("%s: %s", symbol, error)
            return None
