"""A bar that is being built from trades or from shorter candles."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING

from engine.domain.candle import Candle
from engine.domain.series import from_ns, to_ns

if TYPE_CHECKING:
    from engine.stream.live_candle import Tick


class OpenBar:
    """Open, high, low, close and volume of one bar so far.

    The newest part is kept apart from the sum of those before it, because it may come again with
    other prices while it is forming; which older parts came is remembered as bits.

    Parameters
    ----------
    start_ns, end_ns : int
        Extent of the bar, nanoseconds since 1970 UTC.
    part_ns : int
        Length of the candles it is built from; 0 for trades.
    """

    __slots__ = (
        "_close", "_first_ns", "_high", "_last", "_last_ns", "_low", "_open", "_part_ns",
        "_parts", "_volume", "end_ns", "start_ns",
    )  # fmt: skip

    def __init__(self, start_ns: int, end_ns: int, part_ns: int = 0) -> None:
        self.start_ns = start_ns
        self.end_ns = end_ns
        self._part_ns = part_ns
        self._open = self._high = self._low = self._close = self._volume = nan
        self._first_ns = self._last_ns = -1
        self._last: Candle | None = None
        self._parts = 0

    def add_tick(self, tick: Tick) -> None:
        """Take one trade; one that comes late changes no close."""
        price = tick.price
        candle = Candle(from_ns(tick.time_ns), price, price, price, price, tick.size)
        self._merge(tick.time_ns, candle)

    def add_part(self, candle: Candle) -> bool:
        """Take a shorter candle; False where the bar has it already and it is not the newest."""
        ns = to_ns(candle.timestamp)
        bit = 1 << ((ns - self.start_ns) // self._part_ns)
        if ns >= self._last_ns:
            self._fold_last(ns)
            self._last, self._last_ns = candle, ns
        elif self._parts & bit:
            return False
        else:
            self._merge(ns, candle)
        self._parts |= bit
        return True

    @property
    def is_complete(self) -> bool:
        """Whether the part that ends with the bar has come."""
        return self._last is not None and self._last_ns + self._part_ns >= self.end_ns

    def candle(self) -> Candle:
        """Return the bar as it is now."""
        moment = from_ns(self.start_ns)
        last = self._last
        if last is None:
            return Candle(moment, self._open, self._high, self._low, self._close, self._volume)
        return Candle(
            moment,
            last.open if isnan(self._open) else self._open,
            _highest(self._high, last.high),
            _lowest(self._low, last.low),
            self._close if isnan(last.close) else last.close,
            _sum(self._volume, last.volume),
        )

    def _fold_last(self, ns: int) -> None:
        """Count the newest part among the older ones unless the same one comes again."""
        if self._last is not None and ns > self._last_ns:
            last, self._last = self._last, None
            self._merge(self._last_ns, last)

    def _merge(self, ns: int, part: Candle) -> None:
        is_first = self._first_ns < 0 or ns < self._first_ns
        if is_first and not isnan(part.open):
            self._open = part.open
            self._first_ns = ns
        if (ns >= self._last_ns or isnan(self._close)) and not isnan(part.close):
            self._close = part.close
        self._last_ns = max(ns, self._last_ns)
        self._high = _highest(self._high, part.high)
        self._low = _lowest(self._low, part.low)
        self._volume = _sum(self._volume, part.volume)


def _highest(a: float, b: float) -> float:
    return b if isnan(a) or b > a else a


def _lowest(a: float, b: float) -> float:
    return b if isnan(a) or b < a else a


def _sum(a: float, b: float) -> float:
    if isnan(a) or isnan(b):
        return b if isnan(a) else a
    return a + b
