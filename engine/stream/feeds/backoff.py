"""Growing pauses between attempts, with jitter so that many clients do not return at once."""

from __future__ import annotations

import random


class Backoff:
    """Pauses that double from `first_s` up to `longest_s`.

    Parameters
    ----------
    first_s, longest_s : float
        Shortest and longest pause.
    jitter : float
        Share of a pause that is left to chance.
    """

    def __init__(self, first_s: float = 0.5, longest_s: float = 30.0, jitter: float = 0.25) -> None:
        self._first_s = first_s
        self._longest_s = longest_s
        self._jitter = jitter
        self._failures = 0

    def next_s(self) -> float:
        """Return how long to pause after one more failure."""
        pause = min(self._longest_s, self._first_s * 2.0**self._failures)
        self._failures = min(self._failures + 1, 30)
        return pause * (1.0 - self._jitter * random.random())

    def reset(self) -> None:
        """Begin anew after a success."""
        self._failures = 0
