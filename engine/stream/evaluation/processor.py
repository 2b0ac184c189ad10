"""Evaluates the registered formulas on each candle as it comes in.

1. A candle goes into the buffer of its symbol (:meth:`CandleBuffer.insert`).
2. If it is the newest one there, the symbol's evaluator computes the values of the plan on it
   (:meth:`SymbolEvaluator.values`), and :func:`matches_of` returns the formulas that hold.
3. Cross-symbol formulas are evaluated once all symbols have delivered the bar (:class:`BarTimes`,
   :func:`evaluate_section`).

The plan is shared by all symbols and replaced as a whole when formulas come and go; an evaluator
changes over (:meth:`SymbolEvaluator.adopt`) with the next candle of its symbol.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.calendars.symbol_calendar import SymbolCalendars
from engine.domain.series import CandleSeries, to_ns
from engine.domain.timeframe import Timeframe, parse_timeframe
from engine.language.evaluation.data_frames import timeframe_of
from engine.language.service import FormulaService
from engine.stream.evaluation.buffer import CandleBuffer, Placement
from engine.stream.evaluation.cross_section import BarSection, BarTimes
from engine.stream.evaluation.formula_set import FormulaSet
from engine.stream.evaluation.hit_filter import BarResult
from engine.stream.evaluation.matching import evaluate_section, matches_of
from engine.stream.evaluation.processor_stats import ProcessorStats
from engine.stream.evaluation.registered_formula import check_fits_stream, register
from engine.stream.evaluation.symbol_evaluator import SymbolEvaluator

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from engine.domain.candle import Candle
    from engine.domain.formula import Formula
    from engine.domain.match import SignalMatch
    from engine.indicators.pipeline import IndicatorPipeline
    from engine.language.evaluation.evaluator import Surroundings
    from engine.stream.evaluation.registered_formula import RegisteredFormula

_MAX_LISTS = 16
_NEWEST = Placement.REPEATED
_CHANGED = Placement.REPLACED
_ENOUGH_TIMES = 50


@dataclass(slots=True)
class _SymbolState:
    buffer: CandleBuffer
    evaluators: dict[object, SymbolEvaluator] = field(default_factory=dict)


class StreamProcessor:
    """Rolling buffers and formulas; may be used from several threads.

    Parameters
    ----------
    formula_service : FormulaService
        Compiles formulas.
    indicator_pipeline : IndicatorPipeline, optional
        Knows the registered indicators that `indicators` names.
    buffer_size : int
        Candles that are kept of each symbol; more where a formula needs more.
    min_data : int
        Fewer candles of a symbol give no matches.
    timeframe : str, optional
        Length of the bars; derived from their times where None.
    indicators : sequence of str
        Registered names, or expressions, whose values every match carries.
    calendars : SymbolCalendars, optional
        When the symbols are traded; days of UTC and weekdays where not given.

    Raises
    ------
    FormulaError
        One of `indicators` cannot be computed.
    """

    def __init__(
        self,
        formula_service: FormulaService,
        indicator_pipeline: IndicatorPipeline | None = None,
        buffer_size: int = 500,
        min_data: int = 200,
        *,
        timeframe: str | None = None,
        indicators: Sequence[str] = (),
        calendars: SymbolCalendars | None = None,
    ) -> None:
        self._calendars = calendars or SymbolCalendars(None)
        self._service = formula_service
        self._buffer_size = buffer_size
        self._min_data = min_data
        self._timeframe = None if timeframe is None else parse_timeframe(timeframe)
        self._bar_times = BarTimes()
        registry = None if indicator_pipeline is None else indicator_pipeline.registry
        values = FormulaService(registry=registry) if registry else formula_service
        self._extras = {name: values.compile(name) for name in indicators}
        self._registered = FormulaSet(self._extras)
        self._lists: OrderedDict[tuple[int, ...], tuple[Sequence[Formula], FormulaSet]] = (
            OrderedDict()
        )
        self._states: dict[str, _SymbolState] = {}
        self._lock = threading.RLock()
        self._stats = ProcessorStats()

    @property
    def formulas(self) -> list[Formula]:
        """The registered formulas."""
        with self._lock:
            return [registered.formula for registered in self._registered.formulas]

    @property
    def needed_bars(self) -> int:
        """Candles of a symbol that the registered formulas need for settled results."""
        with self._lock:
            return max(self._registered.needed_bars(self.timeframe), self._min_data)

    @property
    def capacity(self) -> int:
        """Candles of a symbol that there is room for."""
        with self._lock:
            return max(self._buffer_size, self._registered.needed_bars(self.timeframe))

    @property
    def unsettled(self) -> list[Formula]:
        """Registered formulas that would settle over more bars than a stream keeps."""
        with self._lock:
            formulas = self._registered.formulas
        return [f.formula for f in formulas if f.is_cut_short(self.timeframe)]

    @property
    def other_symbols(self) -> set[str]:
        """Symbols that registered formulas name, which must be streamed too."""
        with self._lock:
            return {
                name for f in self._registered.cross_symbol for name in f.compiled.other_symbols
            }

    @property
    def timeframe(self) -> Timeframe:
        """Length of the bars; a day until it is known."""
        return self._timeframe or Timeframe.D1

    def add_formula(self, formula: Formula | str) -> None:
        """Evaluate `formula` from now on, in the place of one with the same id.

        Raises
        ------
        FormulaError
            It cannot be used; what was registered before stays.
        """
        registered = self._checked(formula)
        with self._lock:
            self._registered.add(registered)
            self._grow(self._registered)

    def make_room(self, formula: Formula | str) -> bool:
        """Grow the buffers to what `formula` needs; return whether that is more than before.

        Raises
        ------
        FormulaError
            It cannot be used.
        """
        needed = self._checked(formula).needed_bars(self.timeframe)
        with self._lock:
            is_more = needed > self._buffer_size
            self._grow_to(needed)
            return is_more

    def remove_formula(self, formula_id: int | str) -> bool:
        """Remove a formula; return whether it was registered."""
        with self._lock:
            return self._registered.remove(formula_id)

    def process_candle(self, symbol: str, candle: Candle, closed: bool = True) -> list[SignalMatch]:
        """Add a candle and return the matches of the registered formulas on it.

        Parameters
        ----------
        symbol : str
            Whose candle.
        candle : Candle
            The same time as the newest one's replaces it; an older one goes to its place and gives
            no matches.
        closed : bool
            Whether the bar is over; matches of one that is not say so in ``confirmed``.
        """
        return _matches(self.evaluate(symbol, candle, closed))

    def evaluate(self, symbol: str, candle: Candle, closed: bool = True) -> list[BarResult]:
        """Like :meth:`process_candle`, but return which formulas were evaluated on which bar.

        The candle that makes a bar time complete also brings the results of cross-symbol formulas,
        on all symbols of that time.
        """
        with self._lock:
            return self._evaluate(symbol, candle, closed, self._registered)

    def evaluate_newest(self, symbol: str) -> list[BarResult]:
        """Return the result on the newest candle in the buffer."""
        with self._lock:
            state = self._state(symbol)
            if len(state.buffer) < self._min_data or not self._registered.plan.formulas:
                return []
            closed = not state.buffer.is_forming
            return [
                self._evaluate_symbol(
                    symbol, state, state.buffer.newest(), closed, self._registered
                )
            ]

    def advance(self, now_ns: int) -> list[BarResult]:
        """Return the results on bars of which nothing more will come after `now_ns`."""
        with self._lock:
            due = self._bar_times.advance(now_ns, self.timeframe)
            return self._evaluate_cross_symbol(due, self._registered)

    def on_candle(
        self, symbol: str, candle: Candle, formulas: Sequence[Formula]
    ) -> list[SignalMatch]:
        """Add a closed candle and return the matches of `formulas` on it.

        Raises
        ------
        FormulaError
            One of them cannot be used; the candle is not added.
        """
        with self._lock:
            return _matches(self._evaluate(symbol, candle, True, self._formula_set_of(formulas)))

    def newest_ns(self, symbol: str) -> int | None:
        """Return the time of the newest candle of `symbol`; None where there is none."""
        with self._lock:
            state = self._states.get(symbol)
            return state.buffer.newest_ns if state is not None and len(state.buffer) else None

    def seed(self, symbol: str, candles: CandleSeries | Iterable[Candle]) -> None:
        """Add closed candles of the past without evaluating them.

        They are left out where candles that the buffer has dropped since would be missing between.
        """
        if not isinstance(candles, CandleSeries):
            candles = CandleSeries.from_candles(symbol, "", candles)
        with self._lock:
            self._state(symbol).buffer.prefill(candles)

    def remove_symbol(self, symbol: str) -> bool:
        """Forget a symbol; return whether there was one."""
        with self._lock:
            self._bar_times.forget(symbol)
            return self._states.pop(symbol, None) is not None

    def clear(self) -> None:
        """Forget all symbols; formulas and counts stay."""
        with self._lock:
            self._states.clear()
            self._bar_times.clear()

    def symbols(self) -> list[str]:
        """Return the symbols of which there are candles."""
        with self._lock:
            return list(self._states)

    def get_buffer(self, symbol: str) -> deque[Candle]:
        """Return the candles of `symbol`, oldest first, in a deque as long as the buffer.

        Raises
        ------
        KeyError
            There are no candles of `symbol`.
        """
        with self._lock:
            return self._states[symbol].buffer.to_deque()

    def get_series(self, symbol: str) -> CandleSeries:
        """Return the candles of `symbol` as columns; KeyError where there are none."""
        with self._lock:
            return self._states[symbol].buffer.to_series(symbol, self.timeframe)

    def build_dataframe(self, symbol: str) -> pd.DataFrame:
        """Return the candles of `symbol` as a data frame; KeyError where there are none."""
        return self.get_series(symbol).to_frame()

    def stats(self) -> dict[str, float]:
        """Return counts and figures.

        Returns
        -------
        dict
            ``symbols``, ``formulas``, ``candles`` taken, ``late`` ones, ``replaced`` bars,
            ``duplicates``, ``dropped`` ones that were too old, ``failures`` of indicators,
            ``buffer_mb``, ``candles_per_s`` over the last seconds, and ``latency_p50_ms`` and
            ``latency_p99_ms`` of taking a candle.
        """
        with self._lock:
            buffers = [state.buffer for state in self._states.values()]
            evaluators = [f for s in self._states.values() for f in s.evaluators.values()]
            return {
                "symbols": len(buffers),
                "formulas": len(self._registered.formulas),
                "failures": sum(evaluator.failures for evaluator in evaluators),
                "buffer_mb": sum(buffer.size_bytes for buffer in buffers) / 2**20,
                **self._stats.figures(),
            }

    def _evaluate(
        self, symbol: str, candle: Candle, closed: bool, formula_set: FormulaSet
    ) -> list[BarResult]:
        begun = time.perf_counter_ns()
        state = self._state(symbol)
        buffer = state.buffer
        was_closed = not buffer.is_forming
        placement = buffer.insert(candle, closed)
        self._stats.begin(placement, begun)
        results: list[BarResult] = []
        if placement <= _NEWEST and len(buffer) >= self._min_data:
            if self._timeframe is None:
                self._derive_timeframe(buffer)
            if formula_set.plan.formulas:
                result = self._evaluate_symbol(symbol, state, candle, closed, formula_set)
                is_correction = was_closed and placement is Placement.REPLACED
                results.append(result._replace(is_correction=is_correction))
        if formula_set.cross_symbol and closed and placement <= _CHANGED:
            due = self._bar_times.add(symbol, to_ns(candle.timestamp))
            results += self._evaluate_cross_symbol(due, formula_set)
        self._stats.end(begun)
        return results

    def _evaluate_symbol(
        self,
        symbol: str,
        state: _SymbolState,
        candle: Candle,
        closed: bool,
        formula_set: FormulaSet,
    ) -> BarResult:
        plan, buffer = formula_set.plan, state.buffer
        evaluator = state.evaluators.get(formula_set)
        if evaluator is None:
            around: Surroundings = {
                "timeframe": self.timeframe,
                "symbol": symbol,
                "calendar": self._calendars.of(symbol),
            }
            evaluator = state.evaluators[formula_set] = SymbolEvaluator(plan, around)
        elif evaluator.plan is not plan:
            evaluator.adopt(plan, buffer)
        values = evaluator.values(buffer, candle)
        matches = matches_of(plan, values, symbol, candle, closed)
        return BarResult(symbol, buffer.newest_ns, closed, plan.formula_ids, matches)

    def _evaluate_cross_symbol(
        self, due: Iterable[tuple[int, set[str]]], formula_set: FormulaSet
    ) -> list[BarResult]:
        """Return the results of cross-symbol formulas on complete bar times."""
        formulas = formula_set.cross_symbol
        if not formulas:
            return []
        buffers = {symbol: state.buffer for symbol, state in self._states.items()}
        return [
            result
            for ns, symbols in due
            for result in evaluate_section(
                BarSection(buffers, self.timeframe, ns, self._calendars),
                formulas,
                symbols,
                self._min_data,
            )
        ]

    def _derive_timeframe(self, buffer: CandleBuffer) -> None:
        """Derive the timeframe from the times of the first symbol that has enough candles."""
        if len(buffer) >= _ENOUGH_TIMES or len(buffer) == self._min_data > 1:
            self._timeframe = parse_timeframe(timeframe_of(buffer.timestamps))
            self._grow(self._registered)
            for state in self._states.values():
                state.evaluators.clear()

    def _state(self, symbol: str) -> _SymbolState:
        state = self._states.get(symbol)
        if state is None:
            state = self._states[symbol] = _SymbolState(CandleBuffer(self._buffer_size))
        return state

    def _formula_set_of(self, formulas: Sequence[Formula]) -> FormulaSet:
        """Return the set of a list of formulas that a caller names with each candle."""
        key = tuple(map(id, formulas))
        entry = self._lists.get(key)
        if entry is not None:
            self._lists.move_to_end(key)
            return entry[1]
        formula_set = FormulaSet(self._extras)
        for formula in formulas:
            formula_set.add(register(self._service, formula))
        # The formulas are kept with it: an id is only theirs as long as they live.
        self._lists[key] = (list(formulas), formula_set)
        self._grow(formula_set)
        while len(self._lists) > _MAX_LISTS:
            _, (_, dropped) = self._lists.popitem(last=False)
            for state in self._states.values():
                state.evaluators.pop(dropped, None)
        return formula_set

    def _checked(self, formula: Formula | str) -> RegisteredFormula:
        """Return `formula` compiled, if it can be used on these bars."""
        registered = register(self._service, formula)
        if self._timeframe is not None:
            check_fits_stream(registered, self._timeframe)
        return registered

    def _grow(self, formula_set: FormulaSet) -> None:
        self._grow_to(formula_set.needed_bars(self.timeframe))

    def _grow_to(self, n_bars: int) -> None:
        self._buffer_size = max(self._buffer_size, n_bars)
        for state in self._states.values():
            state.buffer.capacity = self._buffer_size


def _matches(results: Iterable[BarResult]) -> list[SignalMatch]:
    return [match for result in results for match in result.matches]
