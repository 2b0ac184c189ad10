"""Which matches of a stream become hits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HitPolicy:
    """Which matches become hits: a match is a formula true on a bar, a hit a notified match.

    Attributes
    ----------
    is_every_bar : bool
        Whether every bar on which the formula holds is a hit, not only the first one.
    cool_down_s : float
        Least time between two hits of one symbol and formula.
    includes_forming : bool
        Whether bars that are still forming may give hits.
    """

    is_every_bar: bool = False
    cool_down_s: float = 0.0
    includes_forming: bool = True
