"""Builds the bars of a timeframe from trades or from shorter candles.

A bar closes when the candle that ends with it is closed, when something of a later bar comes, or
when the feed's clock says that nothing more of it will come: by its own clock even where nothing is
traded. A bar in which nothing was traded does not exist, as in a library. The bar closed last is
kept, so that a part of it which comes late still corrects it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.series import to_ns
from engine.domain.timeframe import Timeframe, parse_timeframe, timeframe_name
from engine.errors import InputError
from engine.messages import Message
from engine.stream.bars.bar_spans import BarSpans
from engine.stream.bars.live_candle import LiveCandle
from engine.stream.bars.open_bar import OpenBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.calendars.symbol_calendar import SymbolCalendars
    from engine.stream.bars.live_candle import Tick


class RollUp:
    """Turns what a feed delivers into candles of `timeframe`.

    Parameters
    ----------
    timeframe : str
        Length of the bars to build.
    source : str, optional
        Length of the candles that come in; None for trades.
    calendars : SymbolCalendars, optional
        When the symbols are traded; bars go by UTC where not given.

    Attributes
    ----------
    late : int
        Trades and candles that came too late for any bar, or a second time.
    outside : int
        Trades and candles outside of their symbol's hours, of which no bar is made.

    Raises
    ------
    InputError
        The bars to build are shorter than what comes in.
    """

    def __init__(
        self, timeframe: str, source: str | None = None, calendars: SymbolCalendars | None = None
    ) -> None:
        self._timeframe = parse_timeframe(timeframe)
        self._part_ns = parse_timeframe(source).nominal_ns if source else 0
        if source and self._part_ns > self._timeframe.nominal_ns:
            raise _unfit("live.bars-too-short", timeframe, source)
        if source and not self._fits(source):
            raise _unfit("live.bars-do-not-fit", timeframe, source)
        frame = parse_timeframe(source) if source else None
        self._spans = BarSpans(self._timeframe, frame, calendars)
        self._open: dict[str, OpenBar] = {}
        self._closed: dict[str, OpenBar] = {}
        self._first_end_ns = 0
        self.late = self.outside = 0

    def _fits(self, source: str | None) -> bool:
        """Whether no candle reaches over the end of a bar; days fit all longer bars."""
        if source == self._timeframe:
            return True
        if source in (Timeframe.W1, Timeframe.MN1):
            return False
        return not min(self._timeframe.nominal_ns, Timeframe.D1.nominal_ns) % self._part_ns

    @property
    def takes_candles(self) -> bool:
        """Whether the candles that come in are shorter than the bars."""
        return 0 < self._part_ns < self._timeframe.nominal_ns

    def add_ticks(self, ticks: Iterable[Tick]) -> list[LiveCandle]:
        """Add trades; return bars that closed and, for each symbol, the newest forming bar."""
        closed: list[LiveCandle] = []
        forming: dict[str, int] = {}
        for tick in ticks:
            if self._spans.is_outside(tick.symbol, tick.time_ns):
                self.outside += 1
                continue
            bar = self._bar_for(tick.symbol, tick.time_ns, tick.arrived_ns, closed)
            if bar is None or bar is self._closed.get(tick.symbol):
                self.late += 1
                continue
            bar.add_tick(tick)
            forming[tick.symbol] = tick.arrived_ns
        return closed + [
            LiveCandle(symbol, self._open[symbol].candle(), False, arrived)
            for symbol, arrived in forming.items()
        ]

    def add_candle(self, live: LiveCandle) -> list[LiveCandle]:
        """Add a shorter candle; return the bars that it closed, corrected or changed."""
        result: list[LiveCandle] = []
        symbol, arrived = live.symbol, live.arrived_ns
        ns = to_ns(live.candle.timestamp)
        if self._spans.is_outside(symbol, ns):
            self.outside += 1
            return []
        bar = self._bar_for(symbol, ns, arrived, result)
        if bar is None or not bar.add_part(live.candle, live.is_closed):
            self.late += 1
        elif bar is not self._open.get(symbol):
            result.append(LiveCandle(symbol, bar.candle(), True, arrived))
        elif live.is_closed and bar.is_complete:
            result.append(self._close(symbol, arrived))
        else:
            result.append(LiveCandle(symbol, bar.candle(), False, arrived))
        return result

    def advance(self, now_ns: int, arrived_ns: int = 0) -> list[LiveCandle]:
        """Close every bar that is over at `now_ns`; nothing more of it is expected."""
        if now_ns < self._first_end_ns:
            return []
        over = [symbol for symbol, bar in self._open.items() if bar.end_ns <= now_ns]
        closed = [self._close(symbol, arrived_ns) for symbol in over]
        self._first_end_ns = min((bar.end_ns for bar in self._open.values()), default=0)
        return closed

    def clear(self) -> None:
        """Forget all bars."""
        self._open.clear()
        self._closed.clear()

    def _bar_for(
        self, symbol: str, ns: int, arrived_ns: int, closed: list[LiveCandle]
    ) -> OpenBar | None:
        """Return the bar that `ns` falls in; an open one before it is closed into `closed`."""
        bar = self._open.get(symbol)
        if bar is not None and bar.start_ns <= ns < bar.end_ns:
            return bar
        before = self._closed.get(symbol)
        if before is not None and before.start_ns <= ns < before.end_ns:
            return before
        if (bar is not None and ns < bar.start_ns) or (before is not None and ns < before.end_ns):
            return None
        if bar is not None:
            closed.append(self._close(symbol, arrived_ns))
        return self._begin(symbol, ns)

    def _begin(self, symbol: str, ns: int) -> OpenBar:
        label, start, end = self._spans.span_at(symbol, ns)
        bar = OpenBar(start, end, self._part_ns, label)
        self._open[symbol] = bar
        self._first_end_ns = min(self._first_end_ns or bar.end_ns, bar.end_ns)
        return bar

    def _close(self, symbol: str, arrived_ns: int) -> LiveCandle:
        bar = self._closed[symbol] = self._open.pop(symbol)
        return LiveCandle(symbol, bar.candle(), True, arrived_ns)


def _unfit(code: str, timeframe: str, source: str) -> InputError:
    fields = {"timeframe": timeframe_name(timeframe), "source_timeframe": timeframe_name(source)}
    return InputError(Message(code, **fields))
