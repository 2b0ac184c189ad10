"""Flags of single candles, as tables of results ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.series import COLUMNS
from engine.storage.candle_arrays import CandleArrays
from engine.storage.quality.assessment import QualityCheck

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
        self._checked: dict[str, tuple[DataVersion, NDArray[np.int64], NDArray[np.uint16]]] = {}

    def flags_at(self, symbol: str, times_ns: NDArray[np.int64]) -> NDArray[np.uint16]:
        """Return the flags of the candles at `times_ns`; 0 where there is no such candle."""
        times, flags = self._flags(symbol)
        if times.size == 0:
            return np.zeros(times_ns.size, dtype=np.uint16)
        at = np.minimum(np.searchsorted(times, times_ns), times.size - 1)
        return np.where(times[at] == times_ns, flags[at], 0).astype(np.uint16)

    def _flags(self, symbol: str) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
        candles = self._library.candles.get_columns(symbol, self._timeframe, COLUMNS)
        if candles is None:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint16)
        entry = self._checked.get(symbol)
        if entry is None or entry[0] != candles.version:
            if self._check is None:
                self._check = QualityCheck(self._library, self._timeframe)
            bars = CandleArrays(**candles.columns)
            flags = self._check.flags(symbol, bars)
            entry = self._checked[symbol] = (candles.version, bars.timestamps, flags)
        return entry[1], entry[2]
