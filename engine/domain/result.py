"""What came out for one symbol."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from engine.domain.match import SignalMatch


class Outcome(StrEnum):
    """How a symbol ended; together with the cancelled ones they add up to the job's symbols.

    STALE: a scan of the latest bar left the symbol out, because its last bar is an older one.
    """

    HIT = "hit"
    NO_HIT = "no_hit"
    SHORT_HISTORY = "short_history"
    NO_DATA = "no_data"
    ERROR = "error"
    TIMEOUT = "timeout"
    STALE = "stale"


NO_DATA_MESSAGE = Message("candles.no-data")


@dataclass(frozen=True, slots=True)
class ProcessingResult:
    """Matches and outcome of one symbol.

    Attributes
    ----------
    symbol : str
        Which symbol.
    matches : sequence of SignalMatch
        In time order; objects are made when indexed.
    computed_indicators : dict of str to pandas.Series
        The registered indicators that the caller asked for.
    processing_time_ms : float
        Time spent on this symbol.
    error : str or None
        A :class:`~engine.messages.Message` where the outcome is ERROR, TIMEOUT or NO_DATA.
    outcome : Outcome
        Follows from `error` and `matches` where not given.
    """

    symbol: str
    matches: Sequence[SignalMatch] = ()
    computed_indicators: dict[str, pd.Series] = field(default_factory=dict)
    processing_time_ms: float = 0.0
    error: str | None = None
    outcome: Outcome = None  # type: ignore[assignment]  # filled in by __post_init__

    def __post_init__(self) -> None:
        if not self.outcome:
            object.__setattr__(self, "outcome", self._derived_outcome())

    def _derived_outcome(self) -> Outcome:
        if self.error is not None:
            return Outcome.NO_DATA if self.error == NO_DATA_MESSAGE else Outcome.ERROR
        return Outcome.HIT if len(self.matches) else Outcome.NO_HIT
