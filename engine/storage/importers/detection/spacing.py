"""Which timeframe the times of a file are made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.durations import DAY_NS
from engine.domain.timeframe import Timeframe

if TYPE_CHECKING:
    from numpy.typing import NDArray


_RARE_DAYS = 6
_RARE_SHARE = 0.9
_MIN_BARS = 4


def guess_timeframe(times: NDArray[np.int64], named: Timeframe | None = None) -> Timeframe:
    """Return the timeframe of `times` (nanoseconds, local); days where they are no intraday bars.

    Weeks and months are not guessed: daily bars of an illiquid symbol look the same. Where they are
    `named` by the file, they only have to lie far enough apart.
    """
    intraday = _intraday_timeframe(times, DAY_NS)
    if intraday is None and named is not None and _are_far_apart(_day_steps(times)):
        return named
    return intraday or Timeframe.D1


def are_rare(times: NDArray[np.int64]) -> bool:
    """Whether nearly all of several dates are a week or more apart."""
    steps = _day_steps(times)
    return steps.size + 1 > _MIN_BARS and _are_far_apart(steps)


def _day_steps(times: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the days from each distinct date to the next; a sort is faster than a set of them."""
    days = np.sort(times // DAY_NS)
    steps = days[1:] - days[:-1]
    return steps[steps > 0]


def _are_far_apart(steps: NDArray[np.int64]) -> bool:
    return steps.size == 0 or float((steps >= _RARE_DAYS).mean()) > _RARE_SHARE


def says_otherwise(times: NDArray[np.int64], timeframe: Timeframe) -> Timeframe | None:
    """Return the timeframe that bars asked for as days or longer really have, if it is shorter."""
    return None if timeframe.is_intraday else _intraday_timeframe(times, DAY_NS // 2)


def _intraday_timeframe(times: NDArray[np.int64], below_ns: int) -> Timeframe | None:
    """Return the timeframe of bars of which several lie on one day, or None.

    Their most frequent distance has to be shorter than `below_ns`.
    """
    if not (times % DAY_NS).any():
        return None
    distinct = np.unique(times)
    if distinct.size < 2 or np.unique(distinct // DAY_NS).size == distinct.size:
        return None
    steps, counts = np.unique(np.diff(distinct), return_counts=True)
    step = int(steps[np.argmax(counts)])
    if step >= below_ns:
        return None
    fitting = [frame for frame in Timeframe if frame.is_intraday and frame.nominal_ns <= step]
    return max(fitting, key=lambda frame: frame.nominal_ns, default=Timeframe.M1)
