"""What a worker keeps between chunks; all of it can be made anew from the next request."""

from __future__ import annotations

import gc
from collections import OrderedDict
from typing import TYPE_CHECKING

from engine.batch import repository_ref
from engine.batch.candle_store import CandleStore
from engine.batch.indicators_by_pickle import service_with
from engine.batch.symbol_scan import Plan, Scanned, scan_symbol
from engine.cache.indicator_cache import BYTES_PER_MB, IndicatorCache

if TYPE_CHECKING:
    from engine.batch.messages import Budget, JobSpec, RepositoryRef
    from engine.storage.protocols import CandleColumns, DataVersion, ICandleRepository

_MAX_PLANS = 32


class WorkerState:
    """Repository, decoded candles, indicators and compiled formulas of one worker."""

    def __init__(self) -> None:
        self.indicators = IndicatorCache(0, scan_resistant=True)
        self._candles = CandleStore(0)
        self._repository: ICandleRepository | None = None
        self._repository_key = ""
        self._plans: OrderedDict[str, Plan] = OrderedDict()
        self._current: tuple[int, Budget] | None = None

    def use(self, repository: ICandleRepository) -> None:
        """Read from `repository`, which is in this process."""
        self._repository = repository

    def accept(self, ref: RepositoryRef) -> bool:
        """Use the repository `ref`; tells whether it is here."""
        if ref.key == self._repository_key:
            return True
        if ref.payload is None:
            return False
        self._repository = repository_ref.load(ref.payload)
        self._repository_key = ref.key
        self.clear()
        return True

    def begin_scan(self, scan: int, budget: Budget) -> None:
        """Note to which scan the next symbols belong and what may be kept from now on."""
        if (scan, budget) == self._current:
            return
        self._current = (scan, budget)
        self._candles.begin_scan(budget.candle_bytes)
        self.indicators.begin_scan()
        self.indicators.resize(budget.indicator_bytes / BYTES_PER_MB)

    def plan(self, spec: JobSpec) -> Plan:
        """Return the compiled job; compiled once a key."""
        plan = self._plans.get(spec.key)
        if plan is None:
            plan = self._plans[spec.key] = compile_plan(spec)
        self._plans.move_to_end(spec.key)
        if len(self._plans) > _MAX_PLANS:
            self._plans.popitem(last=False)
        return plan

    def candles(self, plan: Plan, symbol: str, expected: DataVersion) -> CandleColumns | None:
        """Return the candles that `plan` reads."""
        assert self._repository is not None  # noqa: S101 - accept() was asked before
        timeframe = plan.spec.timeframe
        return self._candles.columns(self._repository, symbol, timeframe, plan.names, expected)

    def scan(self, plan: Plan, symbol: str, expected: DataVersion) -> tuple[Scanned, DataVersion]:
        """Return what the formula finds on one symbol, and on which state of its candles."""
        candles = self.candles(plan, symbol, expected)
        version = expected if candles is None else candles.version
        return scan_symbol(plan, symbol, candles, cache=self.indicators), version

    def clear(self) -> None:
        """Forget all candles and indicators."""
        self._candles.clear()
        self.indicators.clear()
        gc.collect()


def compile_plan(spec: JobSpec) -> Plan:
    """Return `spec` with its formula compiled."""
    if spec.formula is None:
        return Plan.of(spec, None)
    service = service_with(spec.indicators)
    return Plan.of(spec, service.compile(spec.formula, dict(spec.parameters)))
