"""What a worker remembers between chunks; all of it can be made anew from the next request."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from engine.batch.evaluation.candle_store import CandleStore
from engine.batch.evaluation.node_costs import NodeCosts
from engine.batch.evaluation.other_symbols import sections_of
from engine.batch.evaluation.symbol_scan import (
    NodeStore,
    Scanned,
    ScanPlan,
    calendar_key,
    evaluate_span,
    scan_symbol,
)
from engine.batch.wire import repository_ref
from engine.batch.wire.indicators_by_pickle import service_with
from engine.batch.wire.messages import Budget
from engine.batch.wire.positions import encode
from engine.batch.worker.guards import give_memory_back
from engine.cache.indicator_cache import BYTES_PER_MB, IndicatorCache
from engine.cache.lru import SizedLru
from engine.domain.result import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from engine.batch.evaluation.other_symbols import OtherSymbols
    from engine.batch.wire.messages import RepositoryRef, ScanSpec
    from engine.domain.repositories import CandleColumns, DataVersion, ICandleRepository

_MAX_PLANS = 32
_RESULT_SHARE = 0.1  # of the memory for indicators
_RESULT_BYTES = 400  # of an answer without its matches


class SymbolResult(NamedTuple):
    """What came out for one symbol.

    Attributes
    ----------
    outcome : Outcome
        Never ERROR or TIMEOUT: those are not the worker's to say.
    n_matches : int
        Number of matches.
    version : DataVersion
        State of the candles that were read.
    first_bar, n_scanned : int
        The bars that were looked at for matches.
    encoded : bytes
        Where the matches are; of a cross-section, its numbers.
    """

    outcome: Outcome
    n_matches: int
    version: DataVersion
    first_bar: int
    n_scanned: int
    encoded: bytes


class WorkerState:
    """Repository, decoded candles, indicators and compiled formulas of one worker."""

    def __init__(self) -> None:
        self.indicators = IndicatorCache(0, scan_resistant=True)
        self._nodes = NodeStore(self.indicators, NodeCosts())
        self._results: SizedLru[Hashable, SymbolResult] = SizedLru(0, scan_resistant=True)
        self._candles = CandleStore(0)
        self._repository: ICandleRepository | None = None
        self._repository_key = ""
        self._close: Callable[[], object] = lambda: None  # of a repository that was opened here
        self._plans: OrderedDict[str, ScanPlan] = OrderedDict()
        self._scan = 0
        self._budget = Budget(0, 0)

    def use(self, repository: ICandleRepository) -> None:
        """Read from `repository`, which is in this process."""
        self._repository = repository

    def accept(self, ref: RepositoryRef) -> bool:
        """Use the repository `ref`; returns whether it is here."""
        if ref.key == self._repository_key:
            return True
        if ref.payload is None:
            return False
        self._close()
        self._repository = repository_ref.load(ref.payload)
        self._repository_key = ref.key
        if hasattr(self._repository, "close"):
            self._close = weakref.finalize(self, self._repository.close)
        self.clear()
        return True

    def begin_scan(self, scan: int, budget: Budget) -> None:
        """Set to which scan the next symbols belong and what may be kept from now on."""
        if scan != self._scan:
            self._scan = scan
            self._candles.begin_scan()
            self.indicators.begin_scan()
            self._nodes.costs.begin_scan(scan)
            self._results.begin_scan()
        if budget != self._budget:
            self._resize(budget)

    def _resize(self, budget: Budget) -> None:
        is_less = budget.candle_bytes < self._budget.candle_bytes
        self._budget = budget
        self._candles.resize(budget.candle_bytes)
        for_results = int(budget.indicator_bytes * _RESULT_SHARE)
        self._results.resize(for_results)
        self.indicators.resize((budget.indicator_bytes - for_results) / BYTES_PER_MB)
        if is_less:
            give_memory_back()

    def plan(self, spec: ScanSpec) -> ScanPlan:
        """Return the compiled job; compiled once a key."""
        plan = self._plans.get(spec.key)
        if plan is None:
            plan = self._plans[spec.key] = compile_plan(spec)
        self._plans.move_to_end(spec.key)
        if len(self._plans) > _MAX_PLANS:
            self._plans.popitem(last=False)
        return plan

    def candles(
        self,
        symbol: str,
        timeframe: str,
        names: tuple[str, ...],
        expected: DataVersion,
        first_bar: int = 0,
    ) -> CandleColumns | None:
        """Return candles in the state `expected`, from memory where they are there."""
        repository = self._repository
        assert repository is not None  # noqa: S101 - accept() was asked before
        return self._candles.columns(
            repository, symbol, timeframe, names, expected, first_bar=first_bar
        )

    def scan(
        self, plan: ScanPlan, symbol: str, expected: DataVersion, others: OtherSymbols | None
    ) -> SymbolResult:
        """Return on which bars of one symbol the formula is true.

        The matches of earlier scans are kept: they take a fiftieth of the room of one indicator,
        and a scan that is repeated has nothing else to do than to hand them out.
        """
        calendar = calendar_key(plan, symbol, others)
        cached = self._results.get((plan.result_key, symbol, expected, calendar))
        if cached is not None:
            return cached
        first = plan.first_needed(expected.n_bars)
        candles = self.candles(symbol, plan.spec.timeframe, plan.names, expected, first)
        version = expected if candles is None else candles.version
        scanned = scan_symbol(plan, symbol, candles, nodes=self._nodes, universe=others)
        result = _result_of(scanned, version)
        if plan.result_key:
            key = (plan.result_key, symbol, version, calendar)
            self._results.put(key, result, len(result.encoded) + _RESULT_BYTES)
        return result

    def numbers(
        self, plan: ScanPlan, symbol: str, expected: DataVersion, others: OtherSymbols | None
    ) -> SymbolResult:
        """Return the numbers of a cross-section on one symbol, up to the end of the range."""
        candles = self.candles(symbol, plan.spec.timeframe, plan.names, expected)
        if candles is None:
            return SymbolResult(Outcome.NO_DATA, 0, expected, 0, 0, b"")
        span = plan.span(candles)._replace(load=0)
        evaluation = evaluate_span(plan, symbol, candles, span, nodes=self._nodes, universe=others)
        assert evaluation.number is not None  # noqa: S101 - the language ranks numbers only
        encoded = evaluation.number.tobytes()
        return SymbolResult(Outcome.NO_HIT, 0, candles.version, 0, span.end, encoded)

    @property
    def hits(self) -> int:
        """Lookups of candles, indicators and matches that were answered from memory."""
        return self.indicators.hits + self._results.hits + self._candles.hits

    @property
    def misses(self) -> int:
        """Candles that had to be read and indicators that had to be computed."""
        return self.indicators.misses + self._candles.misses

    @property
    def kept_bytes(self) -> int:
        """Memory of all indicators and matches."""
        return self.indicators.size_bytes + self._results.size_bytes

    def clear(self) -> None:
        """Forget all candles and indicators."""
        self._candles.clear()
        self.indicators.clear()
        self._results.clear()
        give_memory_back()


def compile_plan(spec: ScanSpec) -> ScanPlan:
    """Return `spec` with its formula, or the cross-section that it names, compiled."""
    if spec.formula is None:
        return ScanPlan.of(spec, None)
    service = service_with(spec.indicators)
    compiled = service.compile(spec.formula, dict(spec.parameters))
    if spec.section:
        sections = (section for section in sections_of(compiled) if section.key == spec.section)
        compiled = next(sections).formula
    return ScanPlan.of(spec, compiled)


def _result_of(scanned: Scanned, version: DataVersion) -> SymbolResult:
    span = scanned.span
    encoded = b"" if scanned.is_match is None else encode(scanned.is_match, scanned.n_matches)
    n_scanned = span.end - span.first
    return SymbolResult(scanned.outcome, scanned.n_matches, version, span.first, n_scanned, encoded)
