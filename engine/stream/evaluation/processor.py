"""Evaluates the registered formulas on each candle as it comes in.

A candle goes into the buffer of its symbol, and if it is the newest one there the symbol's follower
of the current plan says what holds on it. The plan is shared by all symbols and replaced as a whole
when formulas come and go; a follower takes up the new one with the next candle of its symbol.
Formulas that look at other symbols are evaluated when all of them have delivered the bar.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.domain.series import CandleSeries, to_ns
from engine.domain.timeframe import Timeframe, parse_timeframe
from engine.language.evaluation.data_frames import timeframe_of
from engine.language.service import FormulaService
from engine.stream.evaluation.buffer import CandleBuffer, Placement
from engine.stream.evaluation.cross_section import BarSection, BarTimes
from engine.stream.evaluation.formula_set import Watch
from engine.stream.evaluation.hit_filter import Verdict
from engine.stream.evaluation.matching import judge_section, matches_of
from engine.stream.evaluation.registered_formula import register, throw_if_unfit
from engine.stream.evaluation.symbol_evaluator import Follower
from engine.stream.evaluation.tally import Tally

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from engine.domain.candle import Candle
    from engine.domain.formula import Formula
    from engine.domain.match import SignalMatch
    from engine.indicators.pipeline import IndicatorPipeline
    from engine.stream.evaluation.registered_formula import RegisteredFormula

_MOST_LISTS = 16
_NEWEST = Placement.REPEATED
_CHANGED = Placement.REPLACED
_ENOUGH_TIMES = 50


@dataclass(slots=True)
class _SymbolState:
    buffer: CandleBuffer
    followers: dict[object, Follower] = field(default_factory=dict)


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
        Length of the bars; found from their times where None.
    indicators : sequence of str
        Registered names, or expressions, whose values every match shall carry.

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
    ) -> None:
        self._service = formula_service
        self._buffer_size = buffer_size
        self._min_data = min_data
        self._timeframe = None if timeframe is None else parse_timeframe(timeframe)
        self._bar_times = BarTimes()
        registry = None if indicator_pipeline is None else indicator_pipeline.registry
        values = FormulaService(registry=registry) if registry else formula_service
        self._extras = {name: values.compile(name) for name in indicators}
        self._watch = Watch(self._extras)
        self._lists: OrderedDict[tuple[int, ...], tuple[Sequence[Formula], Watch]] = OrderedDict()
        self._states: dict[str, _SymbolState] = {}
        self._lock = threading.RLock()
        self._tally = Tally()

    @property
    def formulas(self) -> list[Formula]:
        """The registered formulas."""
        with self._lock:
            return [registered.formula for registered in self._watch.formulas]

    @property
    def needed_bars(self) -> int:
        """Candles of a symbol that the registered formulas need for settled results."""
        with self._lock:
            return max(self._watch.needed_bars(self.timeframe), self._min_data)

    @property
    def capacity(self) -> int:
        """Candles of a symbol that there is room for."""
        with self._lock:
            return max(self._buffer_size, self._watch.needed_bars(self.timeframe))

    @property
    def unsettled(self) -> list[Formula]:
        """Registered formulas that would settle over more bars than a stream keeps."""
        with self._lock:
            found = [f for f in self._watch.formulas if f.is_cut_short(self.timeframe)]
        return [registered.formula for registered in found]

    @property
    def other_symbols(self) -> set[str]:
        """Symbols that registered formulas name, which must be streamed too."""
        with self._lock:
            return {name for f in self._watch.around for name in f.compiled.other_symbols}

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
            self._watch.add(registered)
            self._grow(self._watch)

    def make_room(self, formula: Formula | str) -> bool:
        """Let the buffers hold as much as `formula` needs; tells whether that is more than before.

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
        """Evaluate a formula no more; tells whether it was registered."""
        with self._lock:
            return self._watch.remove(formula_id)

    def process_candle(self, symbol: str, candle: Candle, closed: bool = True) -> list[SignalMatch]:
        """Take a candle and return the registered formulas that hold on it.

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
        return _matches(self.judge(symbol, candle, closed))

    def judge(self, symbol: str, candle: Candle, closed: bool = True) -> list[Verdict]:
        """Like :meth:`process_candle`, but tell what was evaluated on which bar.

        The candle that makes a bar time complete also brings the verdicts of formulas that look at
        other symbols, on all symbols of that time.
        """
        with self._lock:
            return self._judge(symbol, candle, closed, self._watch)

    def judge_newest(self, symbol: str) -> list[Verdict]:
        """Return what holds on the newest candle that there is, without taking one."""
        with self._lock:
            state = self._state(symbol)
            if len(state.buffer) < self._min_data or not self._watch.plan.answers:
                return []
            closed = not state.buffer.is_forming
            return [self._follow(symbol, state, state.buffer.newest(), closed, self._watch)]

    def advance(self, now_ns: int) -> list[Verdict]:
        """Return the verdicts on bars of which nothing more will come after `now_ns`."""
        with self._lock:
            due = self._bar_times.advance(now_ns, self.timeframe)
            return self._look_around(due, self._watch)

    def on_candle(
        self, symbol: str, candle: Candle, formulas: Sequence[Formula]
    ) -> list[SignalMatch]:
        """Take a closed candle and return those of `formulas` that hold on it.

        Raises
        ------
        FormulaError
            One of them cannot be used; the candle is not taken.
        """
        with self._lock:
            return _matches(self._judge(symbol, candle, True, self._watch_of(formulas)))

    def newest_ns(self, symbol: str) -> int | None:
        """Return the time of the newest candle of `symbol`; None where there is none."""
        with self._lock:
            state = self._states.get(symbol)
            return state.buffer.newest_ns if state is not None and len(state.buffer) else None

    def seed(self, symbol: str, candles: CandleSeries | Iterable[Candle]) -> None:
        """Take closed candles of the past without evaluating them.

        They are left out where candles that the buffer has dropped since would be missing between.
        """
        if not isinstance(candles, CandleSeries):
            candles = CandleSeries.from_candles(symbol, "", candles)
        with self._lock:
            self._state(symbol).buffer.prefill(candles)

    def remove_symbol(self, symbol: str) -> bool:
        """Forget a symbol; tells whether there was one."""
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
            followers = [f for s in self._states.values() for f in s.followers.values()]
            return {
                "symbols": len(buffers),
                "formulas": len(self._watch.formulas),
                "failures": sum(follower.failures for follower in followers),
                "buffer_mb": sum(buffer.size_bytes for buffer in buffers) / 2**20,
                **self._tally.figures(),
            }

    def _judge(self, symbol: str, candle: Candle, closed: bool, watch: Watch) -> list[Verdict]:
        begun = time.perf_counter_ns()
        state = self._state(symbol)
        buffer = state.buffer
        placement = buffer.put(candle, closed)
        self._tally.begin(placement, begun)
        verdicts: list[Verdict] = []
        if placement <= _NEWEST and len(buffer) >= self._min_data:
            if self._timeframe is None:
                self._learn_timeframe(buffer)
            if watch.plan.answers:
                verdicts.append(self._follow(symbol, state, candle, closed, watch))
        if watch.around and closed and placement <= _CHANGED:
            due = self._bar_times.arrive(symbol, to_ns(candle.timestamp))
            verdicts += self._look_around(due, watch)
        self._tally.end(begun)
        return verdicts

    def _follow(
        self, symbol: str, state: _SymbolState, candle: Candle, closed: bool, watch: Watch
    ) -> Verdict:
        plan, buffer = watch.plan, state.buffer
        follower = state.followers.get(watch)
        if follower is None:
            follower = state.followers[watch] = Follower(plan, symbol, self.timeframe)
        elif follower.plan is not plan:
            follower.take_up(plan, buffer)
        values = follower.values(buffer, candle)
        matches = matches_of(plan, values, symbol, candle, closed)
        return Verdict(symbol, buffer.newest_ns, closed, plan.formula_ids, matches)

    def _look_around(self, due: Iterable[tuple[int, set[str]]], watch: Watch) -> list[Verdict]:
        """Return the verdicts of formulas that look at other symbols, on complete bar times."""
        formulas = watch.around
        if not formulas:
            return []
        buffers = {symbol: state.buffer for symbol, state in self._states.items()}
        return [
            verdict
            for ns, symbols in due
            for verdict in judge_section(
                BarSection(buffers, self.timeframe, ns), formulas, symbols, self._min_data
            )
        ]

    def _learn_timeframe(self, buffer: CandleBuffer) -> None:
        """Take the timeframe from the times of the first symbol that has enough candles."""
        if len(buffer) >= _ENOUGH_TIMES or len(buffer) == self._min_data > 1:
            self._timeframe = parse_timeframe(timeframe_of(buffer.timestamps))
            self._grow(self._watch)
            for state in self._states.values():
                state.followers.clear()

    def _state(self, symbol: str) -> _SymbolState:
        state = self._states.get(symbol)
        if state is None:
            state = self._states[symbol] = _SymbolState(CandleBuffer(self._buffer_size))
        return state

    def _watch_of(self, formulas: Sequence[Formula]) -> Watch:
        """Return the watch of a list of formulas that a caller names with each candle."""
        key = tuple(map(id, formulas))
        known = self._lists.get(key)
        if known is not None:
            self._lists.move_to_end(key)
            return known[1]
        watch = Watch(self._extras)
        for formula in formulas:
            watch.add(register(self._service, formula))
        # The formulas are kept with it: an id is only theirs as long as they live.
        self._lists[key] = (list(formulas), watch)
        self._grow(watch)
        while len(self._lists) > _MOST_LISTS:
            _, (_, forgotten) = self._lists.popitem(last=False)
            for state in self._states.values():
                state.followers.pop(forgotten, None)
        return watch

    def _checked(self, formula: Formula | str) -> RegisteredFormula:
        """Return `formula` compiled, if it can be used on these bars."""
        registered = register(self._service, formula)
        if self._timeframe is not None:
            throw_if_unfit(registered, self._timeframe)
        return registered

    def _grow(self, watch: Watch) -> None:
        self._grow_to(watch.needed_bars(self.timeframe))

    def _grow_to(self, n_bars: int) -> None:
        self._buffer_size = max(self._buffer_size, n_bars)
        for state in self._states.values():
            state.buffer.capacity = self._buffer_size


def _matches(verdicts: Iterable[Verdict]) -> list[SignalMatch]:
    return [match for verdict in verdicts for match in verdict.matches]
