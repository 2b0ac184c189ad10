"""Evaluates the registered formulas on each candle as it comes in.

A candle goes into the buffer of its symbol, and if it is the newest one there the symbol's follower
of the current plan says what holds on it. The plan is shared by all symbols and replaced as a whole
when formulas come and go; a follower takes up the new one with the next candle of its symbol.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.domain.series import CandleSeries
from engine.domain.timeframe import parse_timeframe
from engine.language.service import FormulaService
from engine.stream.bar_clock import infer_timeframe
from engine.stream.buffer import CandleBuffer, Placement
from engine.stream.edges import Verdict
from engine.stream.follower import Follower
from engine.stream.health import LatencyMeter, RateMeter
from engine.stream.matching import matches_of
from engine.stream.registered import register
from engine.stream.watch import Watch

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from engine.domain.candle import Candle
    from engine.domain.formula import Formula
    from engine.domain.match import SignalMatch
    from engine.indicators.pipeline import IndicatorPipeline
    from engine.stream.plan import StreamPlan

_MOST_LISTS = 16


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
        registry = None if indicator_pipeline is None else indicator_pipeline.registry
        values = FormulaService(registry=registry) if registry else formula_service
        self._extras = {name: values.compile(name) for name in indicators}
        self._watch = Watch(self._extras)
        self._lists: OrderedDict[tuple[int, ...], tuple[Sequence[Formula], Watch]] = OrderedDict()
        self._states: dict[str, _SymbolState] = {}
        self._lock = threading.RLock()
        self._counts: Counter[Placement] = Counter()
        self._rate = RateMeter()
        self._latency = LatencyMeter()

    @property
    def formulas(self) -> list[Formula]:
        """The registered formulas."""
        with self._lock:
            return [registered.formula for registered in self._watch.formulas]

    @property
    def needed_bars(self) -> int:
        """Candles of a symbol that the registered formulas need for settled results."""
        return max(self._watch.plan.needed_bars, self._min_data)

    def add_formula(self, formula: Formula | str) -> None:
        """Evaluate `formula` from now on, in the place of one with the same id.

        Raises
        ------
        FormulaError
            It cannot be used; what was registered before stays.
        """
        registered = register(self._service, formula)
        with self._lock:
            self._watch.add(registered)
            self._grow(self._watch.plan)

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
        verdict = self.judge(symbol, candle, closed)
        return [] if verdict is None else verdict.matches

    def judge(self, symbol: str, candle: Candle, closed: bool = True) -> Verdict | None:
        """Like :meth:`process_candle`, but tell which formulas were evaluated; None for none."""
        with self._lock:
            return self._judge(symbol, candle, closed, self._watch)

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
            watch = self._watch_of(formulas)
            verdict = self._judge(symbol, candle, True, watch)
        return [] if verdict is None else verdict.matches

    def seed(self, symbol: str, candles: CandleSeries | Iterable[Candle]) -> None:
        """Take closed candles of the past without evaluating them."""
        if not isinstance(candles, CandleSeries):
            candles = CandleSeries.from_candles(symbol, "", candles)
        with self._lock:
            self._state(symbol).buffer.prefill(candles)

    def remove_symbol(self, symbol: str) -> bool:
        """Forget a symbol; tells whether there was one."""
        with self._lock:
            return self._states.pop(symbol, None) is not None

    def clear(self) -> None:
        """Forget all symbols; formulas and counts stay."""
        with self._lock:
            self._states.clear()

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
            buffer = self._states[symbol].buffer
            return buffer.to_series(symbol, self._timeframe or infer_timeframe(buffer.timestamps))

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
            p50, p99 = self._latency.quantiles_ms()
            late = (Placement.LATE, Placement.CORRECTED, Placement.UNCHANGED, Placement.DROPPED)
            replaced = (Placement.REPLACED, Placement.CORRECTED)
            return {
                "symbols": len(buffers),
                "formulas": len(self._watch.plan.answers),
                "candles": self._rate.total,
                "late": sum(self._counts[each] for each in late),
                "replaced": sum(self._counts[each] for each in replaced),
                "duplicates": self._counts[Placement.UNCHANGED] + self._counts[Placement.STALE],
                "dropped": self._counts[Placement.DROPPED],
                "failures": sum(follower.failures for follower in followers),
                "buffer_mb": sum(buffer.size_bytes for buffer in buffers) / 2**20,
                "candles_per_s": self._rate.per_s(),
                "latency_p50_ms": p50,
                "latency_p99_ms": p99,
            }

    def _judge(self, symbol: str, candle: Candle, closed: bool, watch: Watch) -> Verdict | None:
        begun = time.perf_counter_ns()
        state = self._state(symbol)
        buffer, plan = state.buffer, watch.plan
        placement = buffer.put(candle, closed)
        self._rate.add()
        self._counts[placement] += 1
        if not placement.is_newest or len(buffer) < self._min_data or not plan.answers:
            return None
        follower = state.followers.get(watch)
        if follower is None:
            follower = state.followers[watch] = self._new_follower(symbol, plan, buffer)
        elif follower.plan is not plan:
            follower.take_up(plan, buffer)
        values = follower.values(buffer)
        matches = matches_of(plan, values, symbol, candle, closed)
        self._latency.add_ns(time.perf_counter_ns() - begun)
        return Verdict(symbol, buffer.newest_ns, closed, plan.formula_ids, matches)

    def _new_follower(self, symbol: str, plan: StreamPlan, buffer: CandleBuffer) -> Follower:
        timeframe = self._timeframe or infer_timeframe(buffer.timestamps)
        return Follower(plan, symbol, timeframe)

    def _state(self, symbol: str) -> _SymbolState:
        state = self._states.get(symbol)
        if state is None:
            needed = max(self._buffer_size, self._watch.plan.needed_bars)
            state = self._states[symbol] = _SymbolState(CandleBuffer(needed))
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
        self._grow(watch.plan)
        while len(self._lists) > _MOST_LISTS:
            _, (_, forgotten) = self._lists.popitem(last=False)
            for state in self._states.values():
                state.followers.pop(forgotten, None)
        return watch

    def _grow(self, plan: StreamPlan) -> None:
        self._buffer_size = max(self._buffer_size, plan.needed_bars)
        for state in self._states.values():
            state.buffer.capacity = self._buffer_size
