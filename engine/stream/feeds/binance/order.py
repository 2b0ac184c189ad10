"""Keeps the candles of a feed complete and in order; pure state, no input or output.

For each symbol the bar that has to close next is known. A candle beyond it means that something was
missed: the symbol is then *held*, its candles wait, and the caller fetches what lies between and
*releases* it. The bars closed lately are remembered, so that one that comes again is told from one
that comes late and from one that comes with other prices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.calendars.bar_clock import bar_end
from engine.domain.series import to_ns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.domain.candle import Candle
    from engine.domain.timeframe import Timeframe
    from engine.stream.bars.live_candle import LiveCandle

_MAX_REMEMBERED_BARS = 64


class CandleOrder:
    """Decides what may be delivered.

    Parameters
    ----------
    timeframe : Timeframe
        Tells which bar follows on which.
    last_ns : dict of str to int
        Times of the last closed candles that are known from before.

    Attributes
    ----------
    duplicates : int
        Closed candles, and snapshots of closed bars, that were left out.
    """

    def __init__(self, timeframe: Timeframe, last_ns: dict[str, int] | None = None) -> None:
        self._timeframe = timeframe
        self._next_ns = {symbol: bar_end(ns, timeframe) for symbol, ns in (last_ns or {}).items()}
        self._floor_ns = dict(self._next_ns)
        self._recent: dict[str, dict[int, Candle]] = {}
        self._held: dict[str, list[LiveCandle]] = {}
        self._missing_ns: dict[str, int] = {}
        self.duplicates = 0

    def hold(self, symbols: Iterable[str]) -> list[str]:
        """Hold those of `symbols` of which a closed candle may be missing, and return them."""
        fresh = [
            symbol for symbol in symbols if symbol in self._next_ns and symbol not in self._held
        ]
        self._held.update((symbol, []) for symbol in fresh)
        return fresh

    @property
    def has_held(self) -> bool:
        """Whether candles of a symbol wait for what it missed."""
        return bool(self._held)

    def drop_held(self) -> None:
        """Forget the held candles; whoever holds the symbols next fetches them."""
        self._held.clear()

    def missing_since(self, symbol: str) -> int:
        """Return the start of the first bar of a known symbol that has not come."""
        next_ns = self._next_ns[symbol]
        return min(next_ns, self._missing_ns.get(symbol, next_ns))

    def accept(self, live: LiveCandle) -> tuple[list[LiveCandle], bool]:
        """Return what may be delivered now, and whether the symbol was held just now."""
        held = self._held.get(live.symbol)
        if held is not None:
            held.append(live)
            return [], False
        expected = self._next_ns.get(live.symbol)
        if expected is not None and to_ns(live.candle.timestamp) > expected:
            self._held[live.symbol] = [live]
            return [], True
        return self._deliverable([live]), False

    def release(
        self, symbol: str, recovered: Iterable[LiveCandle], is_complete: bool = True
    ) -> list[LiveCandle]:
        """Return what was fetched and what was held, in order and each bar once.

        Where fetching failed (`is_complete` false) the bars stay noted as missing.
        """
        if is_complete:
            self._missing_ns.pop(symbol, None)
        else:
            self._missing_ns[symbol] = self.missing_since(symbol)
        waiting = [*recovered, *self._held.pop(symbol, [])]
        waiting.sort(key=lambda live: live.candle.timestamp)
        return self._deliverable(waiting)

    def _deliverable(self, candles: Iterable[LiveCandle]) -> list[LiveCandle]:
        return [live for live in candles if self._is_new(live)]

    def _is_new(self, live: LiveCandle) -> bool:
        ns = to_ns(live.candle.timestamp)
        expected = self._next_ns.setdefault(live.symbol, ns)
        self._floor_ns.setdefault(live.symbol, ns)
        if ns < expected and not self._completes(live, ns):
            self.duplicates += 1
            return False
        if live.is_closed:
            self._next_ns[live.symbol] = max(expected, bar_end(ns, self._timeframe))
            self._remember(live, ns)
        return True

    def _completes(self, live: LiveCandle, ns: int) -> bool:
        """Whether a bar that is not newer was missing, or closed with other prices."""
        if not live.is_closed or ns < self._floor_ns[live.symbol]:
            return False
        return self._recent.get(live.symbol, {}).get(ns) != live.candle

    def _remember(self, live: LiveCandle, ns: int) -> None:
        recent = self._recent.setdefault(live.symbol, {})
        recent[ns] = live.candle
        if len(recent) > _MAX_REMEMBERED_BARS:
            oldest = min(recent)
            del recent[oldest]
            self._floor_ns[live.symbol] = max(
                self._floor_ns[live.symbol], bar_end(oldest, self._timeframe)
            )
