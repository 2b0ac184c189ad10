"""The WebSocket feed: connects, and connects again when the line breaks.

A server takes so many streams on a connection and no more; more symbols are spread over several.
"""

from __future__ import annotations

import asyncio
import time
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from engine.domain.candle import as_utc
from engine.domain.live_status import ConnectionState
from engine.domain.series import to_ns
from engine.domain.timeframe import parse_timeframe
from engine.errors import InputError
from engine.messages import Message
from engine.stream.feeds.async_feed import GRACE_NS, AsyncFeed, trying_again
from engine.stream.feeds.background import Background
from engine.stream.feeds.backoff import Backoff
from engine.stream.feeds.binance.connection import KlineConnection, Line
from engine.stream.feeds.binance.messages import STREAMS_PER_CONNECTION
from engine.stream.feeds.binance.order import CandleOrder
from engine.stream.feeds.binance.part_board import PartBoard
from engine.stream.feeds.binance.rest import KlineRest, rest_address
from engine.stream.feeds.symbol_limit import SymbolLimit
from engine.system_messages import system_message
from engine.web import is_loopback

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from engine.stream.feeds.protocol import FeedSink


class BinanceFeed(AsyncFeed):
    """A feed of klines in Binance's messages; see :class:`~engine.stream.feeds.protocol.Feed`.

    Parameters
    ----------
    url : str
        ``ws://`` or ``wss://`` address; ``/stream`` is added where it has no path. Nothing is
        subscribed to on an address that names its streams (``/stream?streams=...``).
    symbols : sequence of str
        What to subscribe to.
    timeframe : str
        Which bars.
    resume_from : mapping of str to datetime, optional
        Last candle that is known of a symbol; what came after it is fetched first.
    rest_url : str, optional
        Address of the REST interface; found from `url` where None, and empty for none at all.
    ping_interval_s : float
        How often to ask whether the server is still there.
    backoff : Backoff, optional
        Pauses between attempts.
    sleep : callable, optional
        Waits that many seconds; tests give their own.

    Raises
    ------
    InputError
        The address is no WebSocket address.
    """

    def __init__(
        self,
        url: str,
        symbols: Sequence[str],
        timeframe: str,
        *,
        resume_from: Mapping[str, datetime] | None = None,
        rest_url: str | None = None,
        ping_interval_s: float = 20.0,
        backoff: Backoff | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__()
        self._url = _with_path(url)
        self._symbols = list(dict.fromkeys(symbol.upper() for symbol in symbols))
        self._timeframe = parse_timeframe(timeframe)
        self._rest_url = rest_address(url) if rest_url is None else rest_url
        self._ping_interval_s = ping_interval_s
        self._sleep = sleep
        self._last_ns = {s.upper(): to_ns(as_utc(last)) for s, last in (resume_from or {}).items()}
        # An address that names its streams is one connection whatever it names.
        self._is_subscribing = "streams" not in urlsplit(self._url).query
        step = STREAMS_PER_CONNECTION if self._is_subscribing else max(1, len(self._symbols))
        boards: list[PartBoard] = []
        self._parts = [
            self._part(self._symbols[first : first + step], backoff or Backoff(), boards)
            for first in range(0, max(1, len(self._symbols)), step)
        ]

    def _part(
        self, symbols: Sequence[str], backoff: Backoff, boards: list[PartBoard]
    ) -> _SymbolGroup:
        last_ns = {symbol: self._last_ns[symbol] for symbol in symbols if symbol in self._last_ns}
        order = CandleOrder(self._timeframe, last_ns)
        return _SymbolGroup(symbols, order, PartBoard(self._board, boards), copy(backoff))

    async def deliver(self, sink: FeedSink) -> None:
        """Connect again and again until cancelled."""
        fills = KlineRest(self._rest_url, self._timeframe) if self._rest_url else None
        async with Background() as background:
            lines = [
                Line(
                    sink,
                    self._timeframe,
                    part.order,
                    part.board,
                    fills,
                    self._sleep,
                    SymbolLimit(part.symbols if self._is_subscribing else None),
                )
                for part in self._parts
            ]
            address = Message("live.address", address=self._url)
            for part in self._parts:
                part.board.show(ConnectionState.CONNECTING, address)
            for part, line in zip(self._parts[1:], lines[1:], strict=True):
                background.start(self._keep_connected(part, line))
            await self._keep_connected(self._parts[0], lines[0])

    def clock_ns(self) -> int | None:
        """Return the time of day, a moment ago; None while candles of before may be missing.

        A line that is down would otherwise close bars of which parts have yet to be fetched.
        """
        if any(part.may_miss for part in self._parts):
            return None
        return time.time_ns() - GRACE_NS

    async def _keep_connected(self, part: _SymbolGroup, line: Line) -> None:
        """Connect one part of the symbols, again and again."""
        while True:
            before = part.board.read().messages
            reason = await self._stay_connected(part, line)
            if part.board.read().messages > before:
                part.backoff.reset()
            pause = part.backoff.next_s()
            part.board.show(ConnectionState.RECONNECTING, trying_again(reason, pause))
            await self._sleep(pause)
            part.board.count(reconnects=1)

    async def _stay_connected(self, part: _SymbolGroup, line: Line) -> Message | None:
        """Read a connection to its end; return why it broke, None where it was closed."""
        interval = self._ping_interval_s
        through: Literal[True] | None = None if is_loopback(self._url) else True
        try:
            async with connect(
                self._url,
                compression=None,
                ping_interval=interval,
                ping_timeout=interval,
                proxy=through,
            ) as socket:
                await KlineConnection(socket, line).run(part.symbols, self._is_subscribing)
        except (OSError, WebSocketException) as error:
            return system_message(error)
        return None


@dataclass(frozen=True, slots=True)
class _SymbolGroup:
    """The symbols of one connection, and what is known of them from one to the next."""

    symbols: Sequence[str]
    order: CandleOrder
    board: PartBoard
    backoff: Backoff

    @property
    def may_miss(self) -> bool:
        """Whether candles of the time until now may be missing."""
        return self.board.read().state is not ConnectionState.LIVE or self.order.has_held


def _with_path(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"ws", "wss"} or not parts.hostname:
        raise InputError(Message("live.no-websocket", address=url))
    return url if parts.path.strip("/") else f"{parts.scheme}://{parts.netloc}/stream"
