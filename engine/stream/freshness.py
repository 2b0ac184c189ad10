"""Which symbols have had candles, and which are silent."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from engine.domain.series import to_ns
from engine.stream.bar_clock import bar_end

if TYPE_CHECKING:
    from engine.domain.timeframe import Timeframe
    from engine.stream.live_candle import LiveCandle

_STALE_BARS = 2


class Freshness:
    """The newest candle of each symbol; any thread may ask.

    Parameters
    ----------
    timeframe : Timeframe
        Length of the bars.

    Attributes
    ----------
    now_ns : int
        How far the feed's clock has come, nanoseconds since 1970 UTC.
    """

    def __init__(self, timeframe: Timeframe) -> None:
        self._timeframe = timeframe
        self._lock = threading.Lock()
        self._bar_ns: dict[str, int] = {}
        self._changed: dict[str, LiveCandle] = {}
        self.now_ns = 0

    def note(self, live: LiveCandle) -> None:
        """Remember a candle; that a late one came is a change as well."""
        ns = to_ns(live.candle.timestamp)
        with self._lock:
            if ns >= self._bar_ns.get(live.symbol, ns):
                self._bar_ns[live.symbol] = ns
                self._changed[live.symbol] = live
            else:
                self._changed.setdefault(live.symbol, live)

    def take_changes(self) -> dict[str, LiveCandle]:
        """Return, for each symbol that has had candles since the last call, the newest of them."""
        with self._lock:
            changed, self._changed = self._changed, {}
        return changed

    def stale_symbols(self) -> tuple[str, ...]:
        """Return the symbols whose newest bar ended more than two bars ago, longest first."""
        with self._lock:
            known = list(self._bar_ns.items())
        allowed_ns = _STALE_BARS * self._timeframe.nominal_ns
        silent = [
            (ns, symbol)
            for symbol, ns in known
            if bar_end(ns, self._timeframe) + allowed_ns < self.now_ns
        ]
        return tuple(symbol for _, symbol in sorted(silent))

    def clear(self) -> None:
        """Forget everything: the feed starts anew."""
        with self._lock:
            self._bar_ns.clear()
            self._changed.clear()
            self.now_ns = 0
