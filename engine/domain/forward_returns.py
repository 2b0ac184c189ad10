"""What prices did after matches, in numbers."""

from __future__ import annotations

from typing import NamedTuple


class Returns(NamedTuple):
    """Returns of some bars.

    Attributes
    ----------
    n_bars : int
        How many could be measured.
    median : float
        Half of them were lower; NaN where there is none.
    share_up : float
        Share that was above zero; NaN where there is none.
    """

    n_bars: int
    median: float
    share_up: float


class ForwardReturns(NamedTuple):
    """What followed within so many bars; measured, too recent and unknown are all matches.

    Attributes
    ----------
    horizon : int
        Number of bars.
    matches, baseline : Returns
        After the matches, and after all bars of their symbols in their time.
    n_too_recent : int
        Matches that have not had so many bars since.
    n_unknown : int
        Matches without a usable close at either end.
    n_apart : int
        Measured matches that are left where none begins before the bars of the last one have ended.
    """

    horizon: int
    matches: Returns
    baseline: Returns
    n_too_recent: int
    n_unknown: int
    n_apart: int

    @property
    def has_baseline(self) -> bool:
        """Whether there are bars beside the matches to compare them with."""
        return self.baseline.n_bars > self.matches.n_bars

    @property
    def n_matches(self) -> int:
        """All matches."""
        return self.matches.n_bars + self.n_too_recent + self.n_unknown
