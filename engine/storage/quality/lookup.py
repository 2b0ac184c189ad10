"""Flags of single candles, as tables of results ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.series import COLUMNS
from engine.storage.candle_arrays import CandleArrays
from engine.storage.quality.assessment import QualityCheck
from engine.storage.quality.flags import Flag, flag_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.domain.repositories import DataVersion
    from engine.storage.library import Library


class FlagLookup:
    """Answers what is doubtful about single candles, for tables of results.

    Parameters
    ----------
    library : Library
        Where the candles are; it must stay open.
    timeframe : str
        Which candles.
    """

    def __init__(self, library: Library, timeframe: str) -> None:
        self._library = library
        self._timeframe = timeframe
        self._check: QualityCheck | None = None
        self._known: dict[str, tuple[DataVersion, NDArray[np.int64], NDArray[np.uint16]]] = {}

    def flags_at(self, symbol: str, times_ns: NDArray[np.int64]) -> NDArray[np.uint16]:
        """Return the flags of the candles at `times_ns`; 0 where there is no such candle."""
        times, flags = self._flags(symbol)
        if times.size == 0:
            return np.zeros(times_ns.size, dtype=np.uint16)
        at = np.minimum(np.searchsorted(times, times_ns), times.size - 1)
        return np.where(times[at] == times_ns, flags[at], 0).astype(np.uint16)

    def names_at(self, symbol: str, times_ns: NDArray[np.int64]) -> list[str]:
        """Return the names of those flags, as ``gap, jump``; empty for sound candles."""
        flags = self.flags_at(symbol, times_ns).tolist()
        return [", ".join(flag_name(flag) for flag in Flag(value)) for value in flags]

    def _flags(self, symbol: str) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
        found = self._library.candles.get_columns(symbol, self._timeframe, COLUMNS)
        if found is None:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint16)
        known = self._known.get(symbol)
        if known is None or known[0] != found.version:
            if self._check is None:
                self._check = QualityCheck(self._library, self._timeframe)
            bars = CandleArrays(**found.columns)
            flags = self._check.flags(symbol, bars)
            known = self._known[symbol] = (found.version, bars.timestamps, flags)
        return known[1], known[2]
