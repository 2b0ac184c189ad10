"""A bar that is being built from trades or from shorter candles."""

from __future__ import annotations

from copy import copy
from math import isnan, nan
from typing import TYPE_CHECKING

from engine.domain.candle import Candle
from engine.domain.series import from_ns, to_ns

if TYPE_CHECKING:
    from engine.stream.bars.live_candle import Tick


class OpenBar:
    """Open, high, low, close and volume of one bar so far.

    Parts that may come again with other prices are kept apart from the sum of the others: those
    that are still forming, and the newest one. Which parts came closed is remembered as bits.

    Parameters
    ----------
    start_ns, end_ns : int
        Extent of the bar, nanoseconds since 1970 UTC.
    part_ns : int
        Length of the candles it is built from; 0 for trades.
    """

    __slots__ = (
        "_closed", "_loose", "_newest_ns", "_part_ns", "_sum", "end_ns", "start_ns",
    )  # fmt: skip

    def __init__(self, start_ns: int, end_ns: int, part_ns: int = 0) -> None:
        self.start_ns = start_ns
        self.end_ns = end_ns
        self._part_ns = part_ns
        self._sum = _Sum()
        self._loose: dict[int, Candle] = {}
        self._closed = 0
        self._newest_ns = -1

    def add_tick(self, tick: Tick) -> None:
        """Take one trade; one that comes late changes no close."""
        price = tick.price
        candle = Candle(from_ns(tick.time_ns), price, price, price, price, tick.size)
        self._sum.add(tick.time_ns, candle)

    def add_part(self, candle: Candle, is_closed: bool = True) -> bool:
        """Take a shorter candle; False where the bar has it already.

        One that is closed is final once a later one has come; until then a closed one may still
        take its place, but none that is forming.
        """
        ns = to_ns(candle.timestamp)
        if self._is_closed(ns) and not (is_closed and ns == self._newest_ns):
            return False
        self._loose[ns] = candle
        if is_closed:
            self._closed |= self._bit(ns)
        if ns > self._newest_ns:
            before, self._newest_ns = self._newest_ns, ns
            self._settle(before)
        elif ns < self._newest_ns:
            self._settle(ns)
        return True

    @property
    def is_complete(self) -> bool:
        """Whether the part that ends with the bar has come."""
        return self._newest_ns >= 0 and self._newest_ns + self._part_ns >= self.end_ns

    def candle(self) -> Candle:
        """Return the bar as it is now."""
        total = copy(self._sum)
        for ns in sorted(self._loose):
            total.add(ns, self._loose[ns])
        return total.candle(self.start_ns)

    def _settle(self, ns: int) -> None:
        """Count a part that cannot change any more among the others."""
        if ns in self._loose and self._is_closed(ns):
            self._sum.add(ns, self._loose.pop(ns))

    def _is_closed(self, ns: int) -> bool:
        return bool(self._closed & self._bit(ns))

    def _bit(self, ns: int) -> int:
        return 1 << ((ns - self.start_ns) // self._part_ns)


class _Sum:
    """The candle of parts in any order; what is not known of a part changes nothing."""

    __slots__ = ("_close", "_first_ns", "_high", "_last_ns", "_low", "_open", "_volume")

    def __init__(self) -> None:
        self._open = self._high = self._low = self._close = self._volume = nan
        self._first_ns = self._last_ns = -1

    def add(self, ns: int, part: Candle) -> None:
        is_first = self._first_ns < 0 or ns < self._first_ns
        if is_first and not isnan(part.open):
            self._open = part.open
            self._first_ns = ns
        if (ns >= self._last_ns or isnan(self._close)) and not isnan(part.close):
            self._close = part.close
        self._last_ns = max(ns, self._last_ns)
        self._high = _highest(self._high, part.high)
        self._low = _lowest(self._low, part.low)
        self._volume = _total(self._volume, part.volume)

    def candle(self, start_ns: int) -> Candle:
        return Candle(
            from_ns(start_ns), self._open, self._high, self._low, self._close, self._volume
        )


def _highest(a: float, b: float) -> float:
    return b if isnan(a) or b > a else a


def _lowest(a: float, b: float) -> float:
    return b if isnan(a) or b < a else a


def _total(a: float, b: float) -> float:
    if isnan(a) or isnan(b):
        return b if isnan(a) else a
    return a + b
