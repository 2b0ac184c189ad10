"""How many matches there are, by symbol and by day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from engine.domain.durations import DAY_NS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).date()


@dataclass(frozen=True, slots=True)
class SignalStatistics:
    """Counts of matches.

    Attributes
    ----------
    total : int
        All matches.
    by_symbol : dict of str to int
        Symbols that have matches.
    by_date : dict of date to int
        Days (UTC) that have matches, in order.
    """

    total: int
    by_symbol: dict[str, int] = field(default_factory=dict)
    by_date: dict[date, int] = field(default_factory=dict)


def days_of(timestamps_ns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the day of each time, counted from 1970."""
    return timestamps_ns // DAY_NS


def count_days(days: NDArray[np.int64]) -> dict[date, int]:
    """Return how often each day occurs, in order."""
    if not len(days):
        return {}
    first = int(days.min())
    counts = np.bincount(days - first)
    present = np.flatnonzero(counts)
    pairs = zip(present.tolist(), counts[present].tolist(), strict=True)
    return {day_to_date(first + day): count for day, count in pairs}


def day_to_date(day: int) -> date:
    """Return the date that is `day` days after 1970-01-01."""
    return _EPOCH + timedelta(days=day)
