"""How far a batch has come."""

from __future__ import annotations

from dataclasses import dataclass


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
        Symbols that ended as ERROR or TIMEOUT.
    elapsed_time_ms, estimated_remaining_ms : float
        Wall time since the start, and a smoothed estimate of what is left.
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
