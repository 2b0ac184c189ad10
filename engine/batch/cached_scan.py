"""Answers of whole scans, as long as nothing that they depend on has changed.

What is kept are the workers' answers, a few hundred bytes a symbol; results are built from them
anew each time, so that matches which one caller has looked at do not stay in memory for all.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from engine.batch.wire.messages import CODE_OF, NOT_DONE
from engine.domain.result import Outcome

if TYPE_CHECKING:
    from collections.abc import Hashable

    from engine.batch.prepared_scan import PreparedScan
    from engine.batch.wire.messages import ChunkResult
    from engine.cache.result_cache import ProcessingResultCache

_TEMPORARY = (CODE_OF[Outcome.ERROR], CODE_OF[Outcome.TIMEOUT], NOT_DONE)
_CHUNK_BYTES = 1_000
_SYMBOL_BYTES = 100


class Part(NamedTuple):
    """What a worker answered for some symbols."""

    symbols: list[str]
    chunk: ChunkResult


class CachedScan:
    """Looks one scan up in a cache of answers, and adds it when it is done.

    The key holds the job's text, parameters and range, the repository, all symbols and the version
    of each one's candles. Jobs that look at other symbols and jobs with failures are not kept.

    Parameters
    ----------
    cache : ProcessingResultCache
        Where answers are.
    scan : PreparedScan
        The job.
    """

    def __init__(self, cache: ProcessingResultCache, scan: PreparedScan) -> None:
        self._cache = cache
        self._is_lasting = bool(scan.plan.result_key)
        self._n_symbols = len(scan.symbols)
        self._key = _key(scan) if self._is_lasting else None
        self._parts: list[Part] = []
        self._n_bytes = 0

    def parts(self) -> list[Part] | None:
        """Return the answers of all symbols, or None."""
        return self._cache.get(self._key) if self._is_lasting else None

    def add(self, symbols: list[str], chunk: ChunkResult) -> None:
        """Store what came out for some symbols."""
        self._n_bytes += len(chunk.encoded) + _CHUNK_BYTES + _SYMBOL_BYTES * len(symbols)
        is_too_large = self._n_bytes > self._cache.max_bytes
        if is_too_large or any((chunk.outcomes == code).any() for code in _TEMPORARY):
            self._is_lasting = False
            self._parts.clear()
        if self._is_lasting:
            self._parts.append(Part(symbols, chunk))

    def finish(self) -> None:
        """Remember the scan if all its symbols have an answer that lasts."""
        if self._is_lasting and sum(len(part.symbols) for part in self._parts) == self._n_symbols:
            self._cache.set(self._key, self._parts, n_bytes=self._n_bytes)


class _Same:
    """Makes a repository a part of a key: equal to itself alone, and alive as long as the key."""

    __slots__ = ("_thing",)

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._thing is other._thing

    def __hash__(self) -> int:
        return id(self._thing)


def _key(scan: PreparedScan) -> Hashable:
    scan_input = scan.input
    digest = blake2b("\0".join(scan_input.symbols).encode(), digest_size=16)
    digest.update(scan_input.revisions.tobytes())
    digest.update(scan_input.n_bars.tobytes())
    rules = tuple((symbol, calendar.rule) for symbol, calendar in scan_input.calendars.items())
    return (scan_input.spec.key, _Same(scan.repository), digest.digest(), rules)
