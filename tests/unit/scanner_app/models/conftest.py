from __future__ import annotations

import numpy as np
import pytest

from engine.domain.match import MatchColumns, SignalMatches
from engine.domain.series import PRICE_COLUMNS
from engine.errors import StaleResultError

DAY = 86_400_000_000_000


class CountingSource:
    """A match source that counts how often its columns are read."""

    def __init__(self, bars: np.ndarray, base: float) -> None:
        self.bars, self.base, self.reads = bars, base, 0

    def positions(self) -> np.ndarray:
        return self.bars

    def timestamps(self) -> np.ndarray:
        return self.bars * DAY

    def columns(self, rows: object) -> MatchColumns:
        self.reads += 1
        numbers = self.base + self.bars.astype(np.float64)
        prices = {name: numbers + n for n, name in enumerate(PRICE_COLUMNS)}
        values = {"rsi(close,14)": 100.0 - numbers}
        return MatchColumns(self.timestamps(), prices, values, decimals=2)


class StaleSource(CountingSource):
    """A match source whose candles were replaced."""

    def columns(self, rows: object) -> MatchColumns:
        raise StaleResultError("X")


def make_matches(
    symbol: str, bars: list[int], base: float = 0.0, source: type = CountingSource
) -> SignalMatches:
    numbers = np.array(bars, dtype=np.int64)
    return SignalMatches(symbol, len(bars), source(numbers, base))


@pytest.fixture
def matches() -> list[SignalMatches]:
    return [
        make_matches("BBB", [3, 5, 8], 10.0),
        make_matches("AAA", [1, 5], 50.0),
        make_matches("CCC", [8], 0.0),
    ]
