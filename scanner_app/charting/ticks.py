"""Where the axes' labels stand and what they say."""

from __future__ import annotations

import math
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_SUFFIXES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
_LOG_STEPS = (
    (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0),
    (1.0, 1.5, 2.0, 3.0, 5.0, 7.0),
    (1.0, 2.0, 5.0),
    (1.0, 3.0),
    (1.0,),
)
_LOG_RATIO = 4.0
_MIN_SPACING = 0.5
_LEVELS = (30.0, 50.0, 70.0)


def price_ticks(low: float, high: float, n_target: int) -> list[float]:
    """Return round numbers between `low` and `high`, about `n_target` of them."""
    step = nice_step(high - low, n_target)
    if step == 0.0:
        return []
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def log_ticks(low: float, high: float, n_target: int) -> list[float]:
    """Return round prices between `low` and `high` for a logarithmic axis."""
    if low <= 0.0 or not high > low:
        return []
    if high / low < _LOG_RATIO:
        return price_ticks(low, high, n_target)
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    inside: list[float] = []
    for steps in _LOG_STEPS:
        ticks = [_rounded(step * 10.0**decade) for decade in decades for step in steps]
        inside = [tick for tick in ticks if low <= tick <= high]
        if len(inside) <= n_target and not _is_crowded(inside, math.log(high / low) / n_target):
            return inside
    return inside[:: -(-len(inside) // max(n_target, 1))]


def _rounded(tick: float) -> float:
    """Return `tick` without the error of its product: 0.7 and not 0.7000000000000001."""
    return float(f"{tick:.6g}")


def _is_crowded(ticks: Sequence[float], spacing: float) -> bool:
    """Whether labels at `ticks` of a logarithmic axis run into each other."""
    gaps = (math.log(b / a) for a, b in pairwise(ticks))
    return min(gaps, default=spacing) < _MIN_SPACING * spacing


def level_ticks(low: float, high: float, n_target: int) -> list[float]:
    """Return the levels that an oscillator between 0 and 100 is compared with."""
    levels = [level for level in _LEVELS if low <= level <= high]
    return levels if len(levels) > 1 else price_ticks(low, high, n_target)


def tick_labels(ticks: Sequence[float], *, is_price: bool) -> list[str]:
    """Return the labels of `ticks`, no two alike; only prices are written in full."""
    steps = [b - a for a, b in pairwise(ticks)]
    step = min(steps, default=abs(ticks[0]) if ticks else 1.0)
    if is_price and steps and max(steps) > 2.0 * step:  # logarithmic: as many as each needs
        return [f"{tick:,.{decimals_for(tick / 10.0)}f}".rstrip("0").rstrip(".")
                if tick < 10.0 else f"{tick:,.0f}" for tick in ticks]  # fmt: skip
    largest = max((abs(tick) for tick in ticks), default=0.0)
    if is_price or largest < 10_000.0:
        return [f"{tick:,.{decimals_for(step)}f}" for tick in ticks]
    scale, suffix = next((s for s in _SUFFIXES if largest >= s[0]), (1.0, ""))
    return [f"{tick / scale:,.{decimals_for(step / scale)}f}{suffix}" for tick in ticks]


def nice_step(span: float, n_target: int) -> float:
    """Return 1, 2 or 5 times a power of ten, near ``span / n_target``; 0 for no span."""
    if not span > 0.0 or not math.isfinite(span):
        return 0.0
    raw = span / max(n_target, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    return power * next((nice for nice in (1.0, 2.0, 5.0) if raw <= nice * power), 10.0)


def decimals_for(step: float) -> int:
    """Return how many decimals tell ticks apart that lie `step` from each other."""
    if step <= 0.0 or step >= 1.0:
        return 0
    return min(8, math.ceil(-math.log10(step) - 1e-9))


def short_number(value: float, decimals: int = 2) -> str:
    """Return `value` for an axis or a legend: ``1.25M``, ``12,345``, ``0.0312``."""
    if not math.isfinite(value):
        return "–"
    size = abs(value)
    for scale, suffix in _SUFFIXES[:-1] if size < 100_000 else _SUFFIXES:
        if size >= scale:
            return f"{value / scale:.2f}".rstrip("0").rstrip(".") + suffix
    if 0.0 < size < 0.1:
        decimals = max(decimals, 2 - math.floor(math.log10(size)))
    return f"{value:,.{decimals}f}"


class Unit(IntEnum):
    """What changes at a tick of the time axis, coarse to fine."""

    YEAR = 0
    MONTH = 1
    DAY = 2
    TIME = 3


class TimeTick(NamedTuple):
    """A label of the time axis: the bar it stands at and the coarsest unit that begins there."""

    bar: int
    unit: Unit


def _every(code: str, count: int) -> Callable[[NDArray[np.int64]], NDArray[np.int64]]:
    """Return the function that numbers the spans of `count` units `code` since 1970."""

    def number(ns: NDArray[np.int64]) -> NDArray[np.int64]:
        return ns.view("datetime64[ns]").astype(f"datetime64[{code}]").view(np.int64) // count

    return number


def _weeks(count: int) -> Callable[[NDArray[np.int64]], NDArray[np.int64]]:
    """Return the function that numbers spans of `count` weeks that begin on a Monday."""
    days = _every("D", 1)
    return lambda ns: (days(ns) + 3) // (7 * count)


_TIME_LEVELS = [
    _every("m", 1), _every("m", 5), _every("m", 15), _every("m", 30),
    _every("h", 1), _every("h", 3), _every("h", 6), _every("h", 12),
    _every("D", 1), _weeks(1), _weeks(2),
    _every("M", 1), _every("M", 3), _every("M", 6),
    _every("Y", 1), _every("Y", 2), _every("Y", 5), _every("Y", 10), _every("Y", 25),
]  # fmt: skip
_UNIT_LEVELS = (
    (Unit.YEAR, _every("Y", 1)),
    (Unit.MONTH, _every("M", 1)),
    (Unit.DAY, _every("D", 1)),
)


class TimeScale:
    """Finds the bars at which a new span of time begins.

    Bars stand side by side whatever time lies between them, so that nights, weekends and
    holidays leave no gap; a tick stands at the first bar of its span.

    Parameters
    ----------
    timestamps : ndarray of int64
        Starts of the bars in nanoseconds since 1970 UTC.
    """

    def __init__(self, timestamps: NDArray[np.int64]) -> None:
        self._timestamps = timestamps
        self._starts: dict[int, NDArray[np.int64]] = {}

    def ticks(self, first: int, stop: int, n_most: int) -> list[TimeTick]:
        """Return at most `n_most` ticks among the bars ``first <= bar < stop``."""
        for level in range(self._finest(first, stop), len(_TIME_LEVELS)):
            starts = self._level(level)
            low, high = np.searchsorted(starts, (first, stop))
            if high - low <= n_most:
                return [TimeTick(bar, self._unit(bar)) for bar in starts[low:high].tolist()]
        return []

    def _finest(self, first: int, stop: int) -> int:
        """Return the level below which there must be too many ticks; saves making those."""
        is_intraday = bool((self._timestamps[first:stop] % 86_400_000_000_000).any())
        return 0 if is_intraday else 8

    def _level(self, level: int) -> NDArray[np.int64]:
        """Return the first bars of all spans of a level, but for the very first bar."""
        if level not in self._starts:
            number = _TIME_LEVELS[level](self._timestamps)
            self._starts[level] = np.flatnonzero(number[1:] != number[:-1]) + 1
        return self._starts[level]

    def _unit(self, bar: int) -> Unit:
        """Return the coarsest unit that begins at `bar`."""
        pair = self._timestamps[bar - 1 : bar + 1]
        for unit, number in _UNIT_LEVELS:
            before, after = number(pair)
            if before != after:
                return unit
        return Unit.TIME
