"""One formula on the candles of one symbol: which bars match.

The same in a worker, in the parent for a single symbol, and later when somebody looks at a match:

1. The range gives the bars that may match (*scanned* bars). Bars after them are not loaded.
2. Bars before them are warm-up. All there are, so that a match never depends on where the range
   starts; only a scan of the last bars makes do with those that the formula's lookback needs and
   those until its start has settled (`ScanPlan.span`). Of a long history nothing else is read
   (`ScanPlan.first_needed`).
3. The formula is evaluated on the loaded bars, and the scanned ones are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from engine.batch.evaluation.node_costs import NodeCosts, SymbolCache
from engine.domain.date_range import DateRange
from engine.domain.result import Outcome
from engine.language.evaluation.evaluator import evaluate
from engine.language.evaluation.lowering.columns import CleanColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.batch.wire.messages import ScanSpec
    from engine.cache.indicator_cache import IndicatorCache
    from engine.calendars.sessions import SessionRule
    from engine.calendars.symbol_calendar import SymbolCalendar
    from engine.domain.repositories import CandleColumns
    from engine.language.evaluation.compiled import CompiledFormula
    from engine.language.evaluation.evaluator import Evaluation

OPEN_RANGE = (DateRange().start_ns, DateRange().end_ns)
TIMESTAMPS = "timestamps"


class Span(NamedTuple):
    """Bars of a symbol's series, by number.

    Attributes
    ----------
    load : int
        First bar that is evaluated.
    first, end : int
        The scanned bars: `first` up to, but without, `end`.
    """

    load: int
    first: int
    end: int


class Scanned(NamedTuple):
    """What came out of a formula on one symbol."""

    outcome: Outcome
    span: Span
    is_match: NDArray[np.bool_] | None
    n_matches: int


class NodeStore(NamedTuple):
    """Indicators that earlier scans computed, and which of them are worth it."""

    indicators: IndicatorCache
    costs: NodeCosts


_NO_SPAN = Span(0, 0, 0)


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """A job's formula, compiled, with the columns that a scan has to read.

    Attributes
    ----------
    spec : ScanSpec
        What was asked for.
    compiled : CompiledFormula or None
        The formula; None asks only whether there are candles.
    names : tuple of str
        Columns to read.
    result_key : bytes
        Names what comes out for a symbol; empty where that depends on other symbols.
    history : int or None
        Bars before the first scanned one that are loaded; None for all.
    digests : tuple of bytes
        Nodes whose results might be kept.
    is_whole : bool
        Whether every bar may match.
    """

    spec: ScanSpec
    compiled: CompiledFormula | None
    names: tuple[str, ...]
    result_key: bytes = b""
    history: int | None = None
    digests: tuple[bytes, ...] = ()
    is_whole: bool = False

    @classmethod
    def of(cls, spec: ScanSpec, compiled: CompiledFormula | None) -> ScanPlan:
        """Return the plan for `spec`, whose formula was compiled already."""
        names: set[str] = set()
        digests: tuple[bytes, ...] = ()
        if compiled is not None:
            schedule = compiled.plan(with_values=False)
            names.update(schedule.columns, compiled.false_plan.columns)
            digests = tuple(step.digest for step in schedule.steps if step.digest is not None)
        is_open = (spec.start_ns, spec.end_ns) == OPEN_RANGE
        if not is_open or not names:
            names.add(TIMESTAMPS)
        key = _result_key(spec, compiled)
        history = _history(spec, compiled)
        is_whole = is_open and not spec.last_bars
        return cls(spec, compiled, tuple(sorted(names)), key, history, digests, is_whole)

    def first_needed(self, n_bars: int) -> int:
        """Return the number of the first of `n_bars` bars that has to be read."""
        spec = self.spec
        is_open = (spec.start_ns, spec.end_ns) == OPEN_RANGE
        if self.history is None or not spec.last_bars or not is_open:
            return 0
        return max(0, n_bars - spec.last_bars - self.history)

    def span(self, candles: CandleColumns) -> Span:
        """Return which bars of `candles` to load and to scan."""
        if self.is_whole:
            return Span(0, 0, candles.version.n_bars)
        spec, first, end = self.spec, 0, candles.version.n_bars
        if (spec.start_ns, spec.end_ns) != OPEN_RANGE:
            times = candles.columns[TIMESTAMPS]
            first = int(np.searchsorted(times, spec.start_ns, side="left"))
            end = int(np.searchsorted(times, spec.end_ns, side="right"))
        if spec.last_bars:
            first = max(first, end - spec.last_bars)
        load = 0 if self.history is None else max(0, first - self.history)
        return Span(load, first, end)


def _result_key(spec: ScanSpec, compiled: CompiledFormula | None) -> bytes:
    if compiled is None or spec.section or compiled.other_symbols or compiled.cross_sections:
        return b""
    window = (spec.timeframe, spec.start_ns, spec.end_ns, spec.last_bars)
    return compiled.result.digest + repr(window).encode()


def _history(spec: ScanSpec, compiled: CompiledFormula | None) -> int | None:
    if compiled is None or not spec.last_bars or compiled.cross_sections:
        return None  # a rank at some time needs the other symbols at that time
    lookback, settle = compiled.history(spec.timeframe)
    return None if settle is None else lookback + settle


def evaluate_span(
    plan: ScanPlan,
    symbol: str,
    candles: CandleColumns,
    span: Span,
    *,
    nodes: NodeStore | None = None,
    universe: Any = None,
    with_values: bool = False,
) -> Evaluation:
    """Return the formula's result on the loaded bars of `span`."""
    assert plan.compiled is not None  # noqa: S101 - callers have looked
    timeframe = plan.spec.timeframe
    cache = None
    if nodes is not None and nodes.indicators.max_bytes and nodes.costs.may_pay(plan.digests):
        calendar = calendar_key(plan, symbol, universe)
        data = (symbol, timeframe, candles.version.revision, span.load, span.end, calendar)
        cache = SymbolCache(nodes.indicators, data, nodes.costs)
    return evaluate(
        plan.compiled,
        cut(candles, span),
        timeframe=timeframe,
        symbol=symbol,
        cache=cache,
        universe=universe,
        with_values=with_values,
    )


def calendar_key(plan: ScanPlan, symbol: str, universe: Any) -> SessionRule | None:
    """Return when a symbol is traded, which its results depend on; None where they do not."""
    if universe is None or plan.compiled is None or not plan.compiled.uses_calendar:
        return None
    calendar: SymbolCalendar = universe.calendar(symbol)
    return calendar.rule


def cut(candles: CandleColumns, span: Span) -> Mapping[str, NDArray[Any]]:
    """Return the loaded bars of `span`; views, and the columns themselves where all are loaded."""
    first = candles.first_bar
    if span.load == first and span.end == candles.version.n_bars:
        return candles.columns
    begin, end = span.load - first, span.end - first
    part = {name: column[begin:end] for name, column in candles.columns.items()}
    return CleanColumns(part) if type(candles.columns) is CleanColumns else part


def scan_symbol(
    plan: ScanPlan,
    symbol: str,
    candles: CandleColumns | None,
    *,
    nodes: NodeStore | None = None,
    universe: Any = None,
) -> Scanned:
    """Return which of the scanned bars match.

    Parameters
    ----------
    plan : ScanPlan
        What to evaluate.
    symbol : str
        Whose candles.
    candles : CandleColumns or None
        At least ``plan.names``; None for an unknown symbol.
    nodes : NodeStore, optional
        Indicators of earlier scans.
    universe : optional
        Other symbols, for formulas that look at them.
    """
    if candles is None:
        return Scanned(Outcome.NO_DATA, _NO_SPAN, None, 0)
    span = plan.span(candles)
    if span.first >= span.end:
        return Scanned(Outcome.NO_DATA, span, None, 0)
    if plan.compiled is None:
        return Scanned(Outcome.NO_HIT, span, None, 0)
    evaluation = evaluate_span(plan, symbol, candles, span, nodes=nodes, universe=universe)
    is_match = evaluation.is_true[span.first - span.load :]
    count = int(np.count_nonzero(is_match))
    if count:
        return Scanned(Outcome.HIT, span, is_match, count)
    is_short = span.end <= plan.compiled.result.lookback and not evaluation.is_known.any()
    return Scanned(Outcome.SHORT_HISTORY if is_short else Outcome.NO_HIT, span, None, 0)
