"""Which symbols have had candles lately, and which are silent."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from engine.calendars.bar_clock import bar_end
from engine.domain.series import to_ns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.domain.timeframe import Timeframe
    from engine.stream.bars.live_candle import LiveCandle

_STALE_BARS = 2


class Freshness:
    """The newest candle of each symbol; any thread may ask.

    Parameters
    ----------
    timeframe : Timeframe
        Length of the bars.
    expected : iterable of str
        Symbols of which candles should come; of others it is only known once some have come.

    Attributes
    ----------
    now_ns : int
        How far the feed's clock has come, nanoseconds since 1970 UTC.
    """

    def __init__(self, timeframe: Timeframe, expected: Iterable[str] = ()) -> None:
        self._timeframe = timeframe
        self._expected = frozenset(expected)
        self._begun_ns = 0
        self._lock = threading.Lock()
        self._bar_ns: dict[str, int] = {}
        self._changed: dict[str, LiveCandle] = {}
        self.now_ns = 0

    def advance(self, now_ns: int) -> None:
        """Set how far the feed's clock has come."""
        self._begun_ns = self._begun_ns or now_ns
        self.now_ns = max(self.now_ns, now_ns)

    def add(self, live: LiveCandle) -> None:
        """Add a candle; a late one is a change as well."""
        ns = to_ns(live.candle.timestamp)
        with self._lock:
            if ns >= self._bar_ns.get(live.symbol, ns):
                self._bar_ns[live.symbol] = ns
                self._changed[live.symbol] = live
            else:
                self._changed.setdefault(live.symbol, live)

    def pop_changes(self) -> dict[str, LiveCandle]:
        """Return, for each symbol that has had candles since the last call, the newest of them."""
        with self._lock:
            changed, self._changed = self._changed, {}
        return changed

    def absent_symbols(self) -> tuple[str, ...]:
        """Return the symbols of which candles should have come and none has."""
        with self._lock:
            return tuple(sorted(self._expected.difference(self._bar_ns)))

    def stale_symbols(self) -> tuple[str, ...]:
        """Return the symbols whose newest bar ended more than two bars ago, longest first."""
        with self._lock:
            bars = list(self._bar_ns.items())
        allowed_ns = _STALE_BARS * self._timeframe.nominal_ns
        first_ns = bar_end(self._begun_ns, self._timeframe) + allowed_ns
        absent = self.absent_symbols() if first_ns < self.now_ns else ()
        silent = [
            (ns, symbol)
            for symbol, ns in bars
            if bar_end(ns, self._timeframe) + allowed_ns < self.now_ns
        ]
        return (*absent, *(symbol for _, symbol in sorted(silent)))

    def clear(self) -> None:
        """Forget everything: the feed starts anew."""
        with self._lock:
            self._bar_ns.clear()
            self._changed.clear()
            self.now_ns = self._begun_ns = 0
