"""What prices did after the matches, beside what they did after any bar.

1. The return of a bar over h bars is ``close[i + h] / close[i] - 1``: from the close of the bar
   itself, without costs, and in bars, so that gaps in time count as one.
2. A match whose bar is among the last h of its symbol is too recent to be measured; one without a
   close above zero at either end, or whose candle is not there any more, is unknown.
3. The baseline are all bars of the same symbols from the first to the last match, the matches
   themselves included: a market that rises lifts both.

Matches on neighbouring bars share most of what follows them. The medians stand, but so many matches
are not so many independent observations: ``n_apart`` counts those of each symbol whose bars do not
overlap, taken from the first one on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.forward_returns import ForwardReturns, Returns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

HORIZONS = (1, 5, 20)


class ForwardReturnMeter:
    """Takes one symbol after the other and keeps their returns only.

    Parameters
    ----------
    first_ns, last_ns : int
        The time whose bars are the baseline, nanoseconds since 1970 UTC, both inclusive.
    horizons : sequence of int
        After how many bars to look.
    """

    def __init__(self, first_ns: int, last_ns: int, horizons: Sequence[int] = HORIZONS) -> None:
        self._first_ns, self._last_ns = first_ns, last_ns
        self._parts = [_Parts(horizon) for horizon in horizons]
        self._n_matches = 0

    def add(
        self,
        timestamps: NDArray[np.int64],
        closes: NDArray[np.float64],
        matches: NDArray[np.int64],
    ) -> None:
        """Measure one symbol.

        Parameters
        ----------
        timestamps : ndarray of int64, shape (n,)
            Times of its bars, increasing.
        closes : ndarray of float64, shape (n,)
            Their closes.
        matches : ndarray of int64, shape (k,)
            Times of its matches.
        """
        self._n_matches += len(matches)
        places = np.searchsorted(timestamps, matches)
        is_there = np.zeros(len(places), dtype=np.bool_)
        inside = places < len(timestamps)
        is_there[inside] = timestamps[places[inside]] == matches[inside]
        first = int(np.searchsorted(timestamps, self._first_ns))
        last = int(np.searchsorted(timestamps, self._last_ns, side="right"))
        for parts in self._parts:
            parts.add(closes, places[is_there], slice(first, last))

    def add_unknown(self, n_matches: int) -> None:
        """Count matches of a symbol whose bars are not there any more."""
        self._n_matches += n_matches

    def results(self) -> tuple[ForwardReturns, ...]:
        """Return what was measured, one entry a horizon."""
        return tuple(parts.result(self._n_matches) for parts in self._parts)


class _Parts:
    """The returns over one horizon, symbol by symbol."""

    def __init__(self, horizon: int) -> None:
        self._horizon = horizon
        self._matches: list[NDArray[np.float64]] = []
        self._baseline: list[NDArray[np.float32]] = []
        self._n_too_recent = self._n_apart = 0

    def add(self, closes: NDArray[np.float64], places: NDArray[np.int64], period: slice) -> None:
        returns = returns_after(closes, self._horizon)
        is_measured = places < len(returns)
        self._n_too_recent += int(np.count_nonzero(~is_measured))
        measured = places[is_measured]
        measured = measured[~np.isnan(returns[measured])]
        self._n_apart += count_apart(measured, self._horizon)
        self._matches.append(returns[measured])
        baseline = _known(returns[period])
        self._baseline.append(baseline.astype(np.float32))  # millions; the matches stay exact

    def result(self, n_matches: int) -> ForwardReturns:
        matches = _summary(self._matches)
        n_unknown = n_matches - matches.n_bars - self._n_too_recent
        baseline = _summary(self._baseline)
        return ForwardReturns(
            self._horizon, matches, baseline, self._n_too_recent, n_unknown, self._n_apart
        )


def returns_after(closes: NDArray[np.float64], horizon: int) -> NDArray[np.float64]:
    """Return the change from each close to the one `horizon` bars later, as a share of it.

    The result has the bars that have such a later one, shape ``(max(n - horizon, 0),)``; NaN where
    one of the two closes is unknown or not above zero.
    """
    now, later = closes[: max(len(closes) - horizon, 0)], closes[horizon:]
    is_usable = (now > 0.0) & (later > 0.0) & np.isfinite(now) & np.isfinite(later)
    returns = np.full(len(now), np.nan)
    np.divide(later, now, out=returns, where=is_usable)
    return returns - 1.0


def count_apart(places: NDArray[np.int64], horizon: int) -> int:
    """Return how many of these increasing places are left where each is `horizon` from the last."""
    if horizon <= 1:
        return len(places)
    following = np.searchsorted(places, places + horizon).tolist()
    place = n_apart = 0
    while place < len(following):
        place = following[place]
        n_apart += 1
    return n_apart


def _known(returns: NDArray[np.float64]) -> NDArray[np.float64]:
    return returns[~np.isnan(returns)]


def _summary(parts: Sequence[NDArray[np.floating]]) -> Returns:
    every = np.concatenate([np.empty(0, dtype=np.float32), *parts])
    if not len(every):
        return Returns(0, float("nan"), float("nan"))
    n_up = int(np.count_nonzero(every > 0.0))
    return Returns(len(every), float(np.median(every)), n_up / len(every))
