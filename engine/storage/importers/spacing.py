"""Which timeframe the times of a file are made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.domain.timeframe import Timeframe
from engine.storage.importers.time_formats import DAY_NS

if TYPE_CHECKING:
    from numpy.typing import NDArray


def usual_step(times: NDArray[np.int64]) -> int | None:
    """Return the most frequent distance between neighbouring times, or None below two."""
    distinct = np.unique(times)
    if distinct.size < 2:
        return None
    steps, counts = np.unique(np.diff(distinct), return_counts=True)
    return int(steps[np.argmax(counts)])


def guess_timeframe(times: NDArray[np.int64]) -> Timeframe:
    """Return the timeframe of `times` (nanoseconds, local); days where they are no intraday bars.

    Weeks and months are not guessed: daily bars of an illiquid symbol look the same.
    """
    step = usual_step(times)
    if step is None or step >= DAY_NS or not is_intraday(times):
        return Timeframe.D1
    shorter = [frame for frame in Timeframe if frame.is_intraday and frame.nominal_ns <= step]
    return max(shorter, key=lambda frame: frame.nominal_ns, default=Timeframe.M1)


def is_intraday(times: NDArray[np.int64]) -> bool:
    """Whether there are several bars of different times on one day."""
    distinct = np.unique(times)
    days = np.unique(distinct // DAY_NS)
    return distinct.size > days.size


def says_otherwise(times: NDArray[np.int64], timeframe: Timeframe) -> Timeframe | None:
    """Return the timeframe that bars asked for as days or longer really have, if it is shorter."""
    if timeframe.is_intraday:
        return None
    step = usual_step(times)
    if step is None or step >= DAY_NS // 2 or not is_intraday(times):
        return None
    return guess_timeframe(times)
