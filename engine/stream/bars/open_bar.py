"""A bar that is being built from trades or from shorter candles."""

from __future__ import annotations

from array import array
from math import isnan, nan
from typing import TYPE_CHECKING

from engine.domain.candle import Candle
from engine.domain.series import from_ns, to_ns

if TYPE_CHECKING:
    from engine.stream.bars.live_candle import Tick

Numbers = tuple[float, ...]
"""Open, high, low, close and volume."""


class OpenBar:
    """Open, high, low, close and volume of one bar so far.

    Every part may come again with other prices as long as the bar is here. All are kept, five
    numbers each; the sum of those before the newest is carried along, so that a bar of many parts
    is not added up anew with each candle, but only where an older part changes.

    Parameters
    ----------
    start_ns, end_ns : int
        Extent of the bar, nanoseconds since 1970 UTC.
    part_ns : int
        Length of the candles it is built from; 0 for trades.
    label_ns : int, optional
        Start that its candle has; `start_ns` where not given.
    """

    __slots__ = (
        "_closed", "_label_ns", "_newest", "_numbers", "_part_ns", "_present", "_sum",
        "end_ns", "start_ns",
    )  # fmt: skip

    def __init__(
        self, start_ns: int, end_ns: int, part_ns: int = 0, label_ns: int | None = None
    ) -> None:
        self.start_ns = start_ns
        self._label_ns = start_ns if label_ns is None else label_ns
        self.end_ns = end_ns
        self._part_ns = part_ns
        self._sum = _Sum()
        self._numbers = array("d")
        self._present = self._closed = 0
        self._newest = -1

    def add_tick(self, tick: Tick) -> None:
        """Add a trade; one that comes late changes no close."""
        price = tick.price
        self._sum.add(tick.time_ns, (price, price, price, price, tick.size))

    def add_part(self, candle: Candle, is_closed: bool = True) -> bool:
        """Add a shorter candle, or replace it; return whether that changed the bar.

        A part that is closed is not replaced by one that is still forming.
        """
        place = (to_ns(candle.timestamp) - self.start_ns) // self._part_ns
        bit = 1 << place
        if self._closed & bit and not is_closed:
            return False
        numbers = (candle.open, candle.high, candle.low, candle.close, candle.volume)
        if self._closed & bit and _are_equal(self._part(place), numbers):
            return False
        self._store(place, numbers)
        if is_closed:
            self._closed |= bit
        return True

    @property
    def is_complete(self) -> bool:
        """Whether the part that ends with the bar has come."""
        return self._newest >= 0 and self._time_of(self._newest + 1) >= self.end_ns

    def candle(self) -> Candle:
        """Return the bar as it is now."""
        total = self._sum
        if self._newest >= 0:
            total = total.copy()
            total.add(self._time_of(self._newest), self._part(self._newest))
        return total.candle(self._label_ns)

    def _store(self, place: int, numbers: Numbers) -> None:
        missing = place + 1 - len(self._numbers) // 5
        if missing > 0:
            self._numbers.extend([nan] * (5 * missing))
        is_new = not self._present >> place & 1
        self._present |= 1 << place
        before, self._newest = self._newest, max(place, self._newest)
        self._numbers[5 * place : 5 * place + 5] = array("d", numbers)
        if place > before >= 0:
            self._sum.add(self._time_of(before), self._part(before))
        elif place < before and is_new:
            self._sum.add(self._time_of(place), numbers)
        elif place < before:
            self._add_up()

    def _add_up(self) -> None:
        """Add up all parts but the newest anew."""
        self._sum = _Sum()
        for place in range(self._newest):
            if self._present >> place & 1:
                self._sum.add(self._time_of(place), self._part(place))

    def _part(self, place: int) -> Numbers:
        return tuple(self._numbers[5 * place : 5 * place + 5])

    def _time_of(self, place: int) -> int:
        return self.start_ns + place * self._part_ns


class _Sum:
    """The candle of parts in any order; what is not known of a part changes nothing."""

    __slots__ = ("_close", "_first_ns", "_high", "_last_ns", "_low", "_open", "_volume")

    def __init__(self) -> None:
        self._open = self._high = self._low = self._close = self._volume = nan
        self._first_ns = self._last_ns = -1

    def add(self, ns: int, part: Numbers) -> None:
        opened, high, low, close, volume = part
        is_first = self._first_ns < 0 or ns < self._first_ns
        if is_first and not isnan(opened):
            self._open = opened
            self._first_ns = ns
        if (ns >= self._last_ns or isnan(self._close)) and not isnan(close):
            self._close = close
        self._last_ns = max(ns, self._last_ns)
        self._high = _highest(self._high, high)
        self._low = _lowest(self._low, low)
        self._volume = _total(self._volume, volume)

    def copy(self) -> _Sum:
        # By hand, as this runs with each candle and the module's copy takes ten times as long.
        other = _Sum.__new__(_Sum)
        other._open, other._high, other._low = self._open, self._high, self._low
        other._close, other._volume = self._close, self._volume
        other._first_ns, other._last_ns = self._first_ns, self._last_ns
        return other

    def candle(self, start_ns: int) -> Candle:
        return Candle(
            from_ns(start_ns), self._open, self._high, self._low, self._close, self._volume
        )


def _are_equal(a: Numbers, b: Numbers) -> bool:
    return all(x == y or (isnan(x) and isnan(y)) for x, y in zip(a, b, strict=True))


def _highest(a: float, b: float) -> float:
    return b if isnan(a) or b > a else a


def _lowest(a: float, b: float) -> float:
    return b if isnan(a) or b < a else a


def _total(a: float, b: float) -> float:
    if isnan(a) or isnan(b):
        return b if isnan(a) else a
    return a + b
