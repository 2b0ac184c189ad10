"""What is known while one symbol is processed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from engine.domain.series import CandleSeries


@dataclass(frozen=True, slots=True)
class ProcessingContext:
    """Candles of one symbol and the indicators computed from them so far."""

    symbol: str
    candles: CandleSeries
    indicators: dict[str, pd.Series] = field(default_factory=dict)

    def add_indicator(self, name: str, values: pd.Series) -> None:
        """Keep `values` under `name`, in place of earlier ones."""
        self.indicators[name] = values

    def get_indicator(self, name: str) -> pd.Series | None:
        """Return the values kept under `name`, or None."""
        return self.indicators.get(name)
