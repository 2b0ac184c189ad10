"""Results of earlier batches, as far as nothing they depend on has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.domain.result import Outcome

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from engine.batch.scan_job import ScanJob
    from engine.cache.result_cache import ProcessingResultCache
    from engine.domain.result import ProcessingResult

_LASTING = (Outcome.HIT, Outcome.NO_HIT, Outcome.SHORT_HISTORY)


class RememberedResults:
    """Looks up the results of one job in a cache and adds what is new.

    The key of a result holds the job's text, parameters and range, what its matches say of
    themselves, the repository, and the version of the symbol's candles. What depends on other
    symbols is never remembered.

    Parameters
    ----------
    cache : ProcessingResultCache
        Where results are.
    scan : ScanJob
        The job.
    """

    def __init__(self, cache: ProcessingResultCache, scan: ScanJob) -> None:
        self._cache = cache
        self._scan = scan
        self._keys = dict(_keys(scan)) if scan.context.plan.answer_key else {}

    def find(self) -> tuple[list[ProcessingResult], ScanJob]:
        """Return the results that are known, and the job without their symbols."""
        known = {symbol: self._cache.get(key) for symbol, key in self._keys.items()}
        found = [result for result in known.values() if result is not None]
        if not found:
            return [], self._scan
        symbols = self._scan.symbols
        left = [row for row, symbol in enumerate(symbols) if known[symbol] is None]
        return found, replace(self._scan, load=self._scan.load.only(left))

    def add(self, results: list[ProcessingResult]) -> None:
        """Remember results that another run of the same job would give again."""
        for result in results:
            key = self._keys.get(result.symbol)
            if key is not None and result.outcome in _LASTING:
                self._cache.set(key, result)


class _Same:
    """Makes a repository a part of a key: equal to itself alone, and alive as long as the key."""

    __slots__ = ("_thing",)

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._thing is other._thing

    def __hash__(self) -> int:
        return id(self._thing)


def _keys(scan: ScanJob) -> Iterator[tuple[str, Hashable]]:
    load, context = scan.load, scan.context
    asked = tuple(name for name, _ in context.indicators)
    source = _Same(context.repository)
    job = (load.spec.key, source, context.signal_type, context.formula_id, asked)
    rows = zip(load.symbols, load.revisions.tolist(), load.n_bars.tolist(), strict=True)
    for symbol, *version in rows:
        yield symbol, (job, symbol, *version)
