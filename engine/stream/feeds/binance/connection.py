"""One connection to a kline server, from its subscription to its end.

1. Subscribe to every symbol.
2. Symbols of which a closed candle may be missing are held, what they missed is fetched over REST,
   and only then do their candles go on, so that the sink sees each bar once and in order.
3. A symbol that skips a bar on a healthy connection is held and mended the same way.
4. Where fetching keeps failing the symbol goes on without; the bars follow when the server answers.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.domain.live_status import ConnectionState
from engine.domain.series import to_ns
from engine.messages import Message
from engine.stream.bars.live_candle import LiveCandle
from engine.stream.feeds.async_feed import is_ahead
from engine.stream.feeds.background import Background
from engine.stream.feeds.backoff import Backoff
from engine.stream.feeds.binance.messages import (
    MessageError,
    ServerError,
    parse_message,
    subscriptions,
)
from engine.stream.feeds.binance.rest import RestError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from websockets.asyncio.client import ClientConnection

    from engine.domain.candle import Candle
    from engine.domain.timeframe import Timeframe
    from engine.stream.feeds.binance.order import CandleOrder
    from engine.stream.feeds.binance.rest import KlineRest
    from engine.stream.feeds.protocol import FeedSink, StatusBoard
    from engine.stream.feeds.symbol_limit import SymbolLimit

_MAX_ATTEMPTS_WHILE_HELD = 3
_MAX_PARALLEL_FILLS = 4
_REPORT_S = 0.5
# Binance closes a connection that sends more than five messages a second.
_REQUEST_PAUSE_S = 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """What outlives a single connection of a feed.

    Attributes
    ----------
    sink : FeedSink
        Where candles go.
    timeframe : Timeframe
        Which bars.
    order : CandleOrder
        What is known of each symbol.
    board : StatusBoard
        Where counts and state are shown.
    rest : KlineRest or None
        Where missed candles are fetched; nothing is held where None.
    sleep : callable
        Waits that many seconds.
    symbols : SymbolLimit
        Which symbols are taken; a server may send what nobody subscribed to.
    """

    sink: FeedSink
    timeframe: Timeframe
    order: CandleOrder
    board: StatusBoard
    rest: KlineRest | None
    sleep: Callable[[float], Awaitable[None]]
    symbols: SymbolLimit


class KlineConnection:
    """Reads one open socket into the sink of a line."""

    def __init__(self, socket: ClientConnection, line: Line) -> None:
        self._socket = socket
        self._sink = line.sink
        self._timeframe = line.timeframe
        self._order = line.order
        self._board = line.board
        self._rest = line.rest
        self._sleep = line.sleep
        self._limit = line.symbols
        self._places = asyncio.Semaphore(_MAX_PARALLEL_FILLS)
        self._messages = 0
        self._symbols: Message | None = None
        self._duplicates_before = line.order.duplicates

    async def run(self, symbols: Sequence[str], is_subscribing: bool) -> None:
        """Read until the connection ends; raises as the socket does."""
        try:
            async with Background() as self._background:
                self._background.start(self._report_often())
                if is_subscribing:
                    await self._subscribe(symbols)
                self._symbols = Message("live.symbols", n=len(symbols))
                self._board.show(ConnectionState.LIVE, self._symbols)
                self._start_filling(self._order.hold(symbols) if self._rest else [])
                async for text in self._socket:
                    self._process(text)
        finally:
            self._order.drop_held()
            self._report()

    async def _subscribe(self, symbols: Sequence[str]) -> None:
        for number, request in enumerate(subscriptions(symbols, self._timeframe)):
            if number:
                await self._sleep(_REQUEST_PAUSE_S)
            await self._socket.send(request)

    def _process(self, text: str | bytes) -> None:
        self._messages += 1
        arrived = time.perf_counter_ns()
        try:
            parsed = parse_message(text, self._timeframe)
        except MessageError:
            self._board.count(malformed=1)
            return
        except ServerError as error:
            self._board.show(ConnectionState.LIVE, error.message)
            return
        if parsed is None:
            return
        if is_ahead(to_ns(parsed[1].timestamp)) or not self._limit.takes(parsed[0]):
            self._board.count(malformed=1)
        else:
            self._accept(LiveCandle(*parsed, arrived))

    def _accept(self, live: LiveCandle) -> None:
        ready, is_held = self._order.accept(live)
        if is_held and self._rest is None:
            ready = self._order.release(live.symbol, [])
        elif is_held:
            self._start_filling([live.symbol])
        self._deliver(ready)

    def _deliver(self, candles: list[LiveCandle]) -> None:
        if candles:
            self._sink.on_candles(candles)

    def _start_filling(self, symbols: Iterable[str]) -> None:
        for symbol in symbols:
            self._background.start(self._fill(symbol))

    async def _fill(self, symbol: str) -> None:
        """Fetch what `symbol` missed, and let it go on."""
        since_ns = self._order.missing_since(symbol)
        backoff = Backoff(1.0, 60.0)
        failures = 0
        while (candles := await self._try_fetch(symbol, since_ns)) is None:
            failures += 1
            if failures == _MAX_ATTEMPTS_WHILE_HELD:
                self._deliver(self._order.release(symbol, [], is_complete=False))
            await self._sleep(backoff.next_s())
        if failures:
            self._board.show(ConnectionState.LIVE, self._symbols)
        arrived = time.perf_counter_ns()
        recovered = [LiveCandle(symbol, candle, True, arrived) for candle in candles]
        ready = self._order.release(symbol, recovered)
        fetched = set(map(id, recovered))
        self._board.count(recovered=sum(id(live) in fetched for live in ready))
        self._deliver(ready)

    async def _try_fetch(self, symbol: str, since_ns: int) -> list[Candle] | None:
        assert self._rest is not None  # noqa: S101 - nothing is held without it
        async with self._places:
            try:
                return await self._rest.closed_since(symbol, since_ns)
            except RestError as error:
                self._show_missing(error.message)
                await self._sleep(error.wait_s)
            except MessageError as error:
                self._board.count(malformed=1)
                self._show_missing(error.message)
        return None

    def _show_missing(self, reason: Message) -> None:
        self._board.show(ConnectionState.LIVE, Message("live.missing", reason=reason))

    async def _report_often(self) -> None:
        while True:
            await asyncio.sleep(_REPORT_S)
            self._report()

    def _report(self) -> None:
        duplicates = self._order.duplicates - self._duplicates_before
        self._board.count(messages=self._messages, duplicates=duplicates)
        self._messages = 0
        self._symbols = None
        self._duplicates_before = self._order.duplicates
