"""Which indicators are worth keeping: those that take longer to compute than to fetch.

Most of TA-Lib's functions take some microseconds on a few thousand bars. Keeping such a column
costs as much again (fresh memory has to be touched, another column leaves the processor's cache),
and reading it back later is hardly faster than computing it. Rank correlations, long windows,
chains of averages or Python functions are another matter. So the cost of every node is measured on
the first symbols, and only what pays is ever looked up or kept.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from engine.cache.indicator_cache import IndicatorCache

_N_SAMPLES = 16  # before anything is kept
_FIXED_US = 12.0  # bookkeeping of keeping a column and fetching it once, measured
_PER_BAR_US = 0.003  # memory traffic of the same
_MAX_NODES = 10_000


class NodeCosts:
    """Knows which nodes pay; learns from every time that one is computed.

    The fastest sample counts, because whatever disturbs makes a sample slower. So a node can turn
    out to be cheap at any time, and never the other way round.
    """

    def __init__(self) -> None:
        self._n_samples: dict[bytes, int] = {}
        self._cheap: set[bytes] = set()

    def is_cheap(self, digest: bytes) -> bool:
        """Whether computing the node is as fast as fetching its result."""
        return digest in self._cheap

    def pays(self, digest: bytes) -> bool:
        """Whether the node is known to be worth keeping."""
        return self._n_samples.get(digest, 0) >= _N_SAMPLES and digest not in self._cheap

    def may_pay(self, digests: Iterable[bytes]) -> bool:
        """Whether any of these nodes is, or may be found to be, worth keeping."""
        return not self._cheap.issuperset(digests)

    def observe(self, digest: bytes, spent_us: float, n_bars: int) -> None:
        """Note that computing a node took so long."""
        self._n_samples[digest] = self._n_samples.get(digest, 0) + 1
        if spent_us <= _FIXED_US + _PER_BAR_US * n_bars:
            self._forget_if_many()
            self._cheap.add(digest)

    def _forget_if_many(self) -> None:
        if len(self._cheap) + len(self._n_samples) > _MAX_NODES:
            self._cheap.clear()
            self._n_samples.clear()


class SymbolCache:
    """The evaluator's view of an :class:`IndicatorCache`: results on one state of one symbol.

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

    __slots__ = ("_cache", "_clock", "_costs", "_data", "_last_s")

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
        self._last_s = clock()

    def get(self, digest: bytes) -> NDArray[np.float64] | None:
        """Return the column kept under `digest`, or None."""
        if self._costs.is_cheap(digest):
            return None
        found: NDArray[np.float64] | None = self._cache.get((self._data, digest))
        self._last_s = self._clock()
        return found

    def set(self, digest: bytes, column: NDArray[np.float64]) -> None:
        """Keep `column`, which was computed since the last call, if that took long enough."""
        now_s = self._clock()
        spent_us, self._last_s = (now_s - self._last_s) * 1e6, now_s
        self._costs.observe(digest, spent_us, len(column))
        if self._costs.pays(digest):
            self._cache.set((self._data, digest), column)
