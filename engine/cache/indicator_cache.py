"""Computed indicators, kept as long as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.cache.lru import SizedLru

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

BYTES_PER_MB = 1 << 20
_ENTRY_OVERHEAD_BYTES = 200  # key, bookkeeping and array header, measured on CPython 3.11


class IndicatorCache:
    """Indicator values under keys that include the version of the data; thread-safe LRU.

    Every call is O(1). Arrays are locked against writing and series copied, so that nobody can
    change a kept value by accident.

    Parameters
    ----------
    max_size_mb : float
        Bound on the memory of all values.
    scan_resistant : bool
        See :class:`~engine.cache.lru.SizedLru`; for caches that serve whole scans.
    """

    def __init__(self, max_size_mb: float = 500, *, scan_resistant: bool = False) -> None:
        self._values: SizedLru[Hashable, Any] = SizedLru(
            int(max_size_mb * BYTES_PER_MB), scan_resistant=scan_resistant
        )

    @staticmethod
    def make_key(
        symbol: str,
        timeframe: str,
        indicator: str,
        period: float | None = None,
        *,
        data_version: Hashable = 0,
        parameters: Iterable[Any] = (),
    ) -> Hashable:
        """Return the key of one indicator on one state of one symbol's candles.

        Parameters
        ----------
        symbol, timeframe, indicator : str
            What was computed on which candles.
        period : number, optional
            The indicator's window.
        data_version : hashable
            State of the candles; another state has another key.
        parameters : iterable or mapping
            All further parameters; of a mapping the order does not matter.
        """
        pairs = sorted(parameters.items()) if isinstance(parameters, dict) else parameters
        return (symbol, timeframe, indicator, period, data_version, tuple(pairs))

    def get(self, key: Hashable) -> Any | None:
        """Return the value under `key`, or None."""
        value = self._values.get(key)
        return value if value is None or isinstance(value, np.ndarray) else value.copy()

    def set(self, key: Hashable, value: Any) -> None:
        """Keep `value` (ndarray or Series) under `key`; one larger than the cache is not kept."""
        stored = _locked(value) if isinstance(value, np.ndarray) else value.copy()
        self._values.put(key, stored, _n_bytes(stored))

    def clear(self) -> None:
        """Forget all values."""
        self._values.clear()

    def begin_scan(self) -> None:
        """Begin the next scan: what it does not use goes first."""
        self._values.begin_scan()

    def resize(self, max_size_mb: float) -> None:
        """Change the bound and forget what does not fit any more."""
        self._values.resize(int(max_size_mb * BYTES_PER_MB))

    @property
    def hits(self) -> int:
        """How often a value was found."""
        return self._values.hits

    @property
    def misses(self) -> int:
        """How often there was none."""
        return self._values.misses

    @property
    def hit_rate(self) -> float:
        """Share of lookups that found their value, 0 to 1; 0 before the first lookup."""
        lookups = self.hits + self.misses
        return self.hits / lookups if lookups else 0.0

    @property
    def max_bytes(self) -> int:
        """Bound on the memory of all values."""
        return self._values.max_bytes

    @property
    def size_bytes(self) -> int:
        """Memory of all values."""
        return self._values.size_bytes

    @property
    def size_mb(self) -> float:
        """Memory of all values."""
        return self._values.size_bytes / BYTES_PER_MB

    def __len__(self) -> int:
        return len(self._values)


def _locked(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return `values` read-only; a copy where the caller could still write to them."""
    if not values.flags.writeable:
        return values
    copy = values.copy()
    copy.flags.writeable = False
    return copy


def _n_bytes(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return value.nbytes + _ENTRY_OVERHEAD_BYTES
    return int(value.memory_usage(deep=True)) + _ENTRY_OVERHEAD_BYTES
