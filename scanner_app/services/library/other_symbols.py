"""Other symbols for the charts: what ``symbol()`` looks at, read from the open library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.calendars.symbol_calendar import SymbolCalendar
from engine.domain.series import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.storage.library import Library


@dataclass(frozen=True, slots=True)
class LibraryUniverse:
    """Answers for the other symbols of one library."""

    library: Library

    def columns(self, symbol: str, timeframe: str) -> Mapping[str, NDArray[Any]] | None:
        """Return all candles of `symbol`, or None where there are none."""
        stored = self.library.candles.get_columns(symbol, str(timeframe), COLUMNS)
        return None if stored is None else stored.columns

    def calendar(self, symbol: str) -> SymbolCalendar:
        """Return when a symbol is traded."""
        return SymbolCalendar(self.library.symbols.sessions(symbol))

    def cross_rank(
        self, _key: bytes, _symbol: str, timestamps: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return unknown ranks: only a scan looks at all symbols at once."""
        return np.full(len(timestamps), np.nan)
