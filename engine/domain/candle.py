"""One candle, as seen at the edges of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Candle:
    """Open, high, low, close and volume of one symbol over one bar.

    Attributes
    ----------
    timestamp : datetime
        Start of the bar, UTC. A naive time is taken as UTC, another zone is converted.
    open, high, low, close, volume : float
        Prices in the symbol's currency and traded amount; NaN where unknown.
    """

    timestamp: datetime
    open: float
    high: float
    low: float
    close: float
    volume: float

    def __post_init__(self) -> None:
        if self.timestamp.tzinfo is not UTC:
            object.__setattr__(self, "timestamp", as_utc(self.timestamp))


def as_utc(moment: datetime) -> datetime:
    """Return `moment` in UTC; a naive time is taken as UTC."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)
