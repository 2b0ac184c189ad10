"""Which indicators are worth keeping: those that take longer to compute than to fetch.

Most of TA-Lib's functions take some microseconds on a few thousand bars. Keeping such a column
costs as much again (fresh memory has to be touched, another column leaves the processor's cache),
and reading it back later is hardly faster than computing it. Rank correlations, long windows,
chains of averages or Python functions are another matter. So the cost of every node is measured on
the first symbols, and only what pays is ever looked up or kept.

Conditions are another matter, too: they take an eighth of the room, and what they are made of need
not be computed nor fetched.

A scan looks at a symbol once. What it was the first to compute, such as the clause that was edited
since the scan before, it need not look up.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from engine.language.evaluation.cached_plan import CachedPlan

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from numpy.typing import NDArray

    from engine.cache.indicator_cache import IndicatorCache
    from engine.language.evaluation.evaluation_plan import EvaluationPlan

_N_SAMPLES = 16  # before anything is kept
_FIXED_US = 12.0  # twice what keeping a condition costs: not all that is kept is asked for again
_PER_BYTE_US = 0.0008  # memory traffic of a column
_MAX_NODES = 10_000
_MAX_PLANS = 64


class NodeCosts:
    """Which nodes are worth keeping, learnt from every time that one is computed.

    The fastest sample counts, because whatever disturbs makes a sample slower. So a node can turn
    out to be cheap at any time, and never the other way round.
    """

    def __init__(self) -> None:
        self._n_samples: dict[bytes, int] = {}
        self._first_scan: dict[bytes, int] = {}
        self._scan = 0
        self._cheap: set[bytes] = set()
        self._plans: dict[int, CachedPlan] = {}

    def begin_scan(self, scan: int) -> None:
        """Count what follows for the scan of that number."""
        self._scan = scan
        self._plans.clear()

    def pays(self, digest: bytes) -> bool:
        """Whether the node is known to be worth keeping."""
        return self._n_samples.get(digest, 0) >= _N_SAMPLES and digest not in self._cheap

    def planned(self, plan: EvaluationPlan) -> CachedPlan:
        """Return `plan` with its results that are, or may be found to be, worth keeping."""
        planned = self._plans.get(id(plan))  # which keeps `plan` alive, so ids stay apart
        if planned is None:
            if len(self._plans) >= _MAX_PLANS:
                self._plans.clear()
            planned = CachedPlan(plan, lambda digest: digest not in self._cheap, self._may_be_there)
            self._plans[id(plan)] = planned
        return planned

    def _may_be_there(self, digest: bytes) -> bool:
        """Whether a scan before, or beside, the current one has computed the node."""
        return self._first_scan.get(digest, self._scan) != self._scan

    def may_pay(self, digests: Iterable[bytes]) -> bool:
        """Whether any of these nodes is, or may be found to be, worth keeping."""
        return not self._cheap.issuperset(digests)

    def observe(self, digest: bytes, spent_us: float, n_bytes: int) -> None:
        """Record how long computing a node took, and how large its result is."""
        self._n_samples[digest] = self._n_samples.get(digest, 0) + 1
        self._first_scan.setdefault(digest, self._scan)
        if spent_us <= _FIXED_US + _PER_BYTE_US * n_bytes:
            self._forget_if_many()
            self._cheap.add(digest)
            self._plans.clear()

    def _forget_if_many(self) -> None:
        if len(self._cheap) + len(self._n_samples) > _MAX_NODES:
            self._cheap.clear()
            self._n_samples.clear()
            self._first_scan.clear()


class SymbolCache:
    """The evaluator's view of an :class:`IndicatorCache`: results on one state of one symbol.

    The time of a column is what passed since the call before, that of a condition what passed
    since the condition before: it spares all that it was made of.

    Parameters
    ----------
    cache : IndicatorCache
        Where columns are kept.
    data : hashable
        Names the candles: symbol, timeframe, version and span.
    costs : NodeCosts
        Says what is worth keeping.
    clock : callable
        Seconds from any fixed point.
    """

    __slots__ = ("_cache", "_clock", "_condition_s", "_costs", "_data", "_last_s")

    def __init__(
        self,
        cache: IndicatorCache,
        data: Hashable,
        costs: NodeCosts,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._cache = cache
        self._data = data
        self._costs = costs
        self._clock = clock
        self._last_s = self._condition_s = clock()

    def planned(self, plan: EvaluationPlan) -> CachedPlan:
        """See :class:`~engine.language.evaluation.cached_plan.NodeCache`."""
        return self._costs.planned(plan)

    def get(self, digest: bytes) -> NDArray[Any] | None:
        """Return the column kept under `digest`, or None."""
        column: NDArray[Any] | None = self._cache.get((self._data, digest))
        self._last_s = self._condition_s = self._clock()
        return column

    def set(self, digest: bytes, column: NDArray[Any]) -> None:
        """Keep `column`, which was computed since an earlier call, if that took long enough."""
        now_s = self._clock()
        since_s, self._last_s = self._last_s, now_s
        if column.dtype == bool:
            since_s, self._condition_s = self._condition_s, now_s
        self._costs.observe(digest, (now_s - since_s) * 1e6, column.nbytes)
        if self._costs.pays(digest):
            self._cache.set((self._data, digest), column)
