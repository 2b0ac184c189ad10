"""How far a batch has come."""

from __future__ import annotations

import math
from dataclasses import dataclass

_RECENT_S = 3.0


@dataclass(frozen=True, slots=True)
class ProcessingProgress:
    """State of a batch after one more symbol.

    Attributes
    ----------
    total_symbols, completed_symbols : int
        Distinct symbols of the job, and those that have an outcome.
    current_symbol : str or None
        The symbol that was completed last.
    errors_count : int
        Symbols whose result has an error set: those that failed, and those without candles.
    elapsed_time_ms, estimated_remaining_ms : float
        Wall time since the start, and an estimate of what is left at the recent rate.
    """

    total_symbols: int
    completed_symbols: int
    current_symbol: str | None = None
    errors_count: int = 0
    elapsed_time_ms: float = 0.0
    estimated_remaining_ms: float = 0.0

    @property
    def percentage(self) -> float:
        """Share that is done, 0 to 100; 100 when there is nothing to do."""
        if self.total_symbols <= 0:
            return 100.0
        return 100.0 * self.completed_symbols / self.total_symbols


class RecentRate:
    """What a symbol has taken of late; what was done some seconds ago hardly counts any more.

    The time before the first :meth:`begin` does not count: nobody could work then.
    """

    __slots__ = ("_last_s", "_n", "_spent_s")

    def __init__(self) -> None:
        self._last_s: float | None = None
        self._n = self._spent_s = 0.0

    def begin(self, now_s: float) -> None:
        """Record that work began, or goes on, at `now_s` at the earliest."""
        self._last_s = now_s if self._last_s is None else max(self._last_s, now_s)

    def note(self, n: int, now_s: float) -> None:
        """Record that `n` symbols were completed since the last call."""
        if self._last_s is not None:
            spent_s = max(0.0, now_s - self._last_s)
            weight = math.exp(-spent_s / _RECENT_S)
            self._n = self._n * weight + n
            self._spent_s = self._spent_s * weight + spent_s
            self._last_s = now_s

    @property
    def symbol_s(self) -> float | None:
        """Seconds that a symbol takes; None before anything is known."""
        return self._spent_s / self._n if self._n > 0.0 else None
