"""The WebSocket feed: connects, and connects again when the line breaks."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from engine.domain.candle import as_utc
from engine.domain.series import to_ns
from engine.domain.timeframe import parse_timeframe
from engine.stream.feeds.async_feed import GRACE_NS, AsyncFeed
from engine.stream.feeds.backoff import Backoff
from engine.stream.feeds.binance.connection import KlineConnection, Line
from engine.stream.feeds.binance.order import CandleOrder
from engine.stream.feeds.binance.rest import KlineRest, rest_address
from engine.stream.feeds.protocol import ConnectionState
from engine.stream.http import is_loopback

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
    ValueError
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
        self._backoff = backoff or Backoff()
        self._sleep = sleep
        known = {s.upper(): to_ns(as_utc(last)) for s, last in (resume_from or {}).items()}
        self._order = CandleOrder(self._timeframe, known)

    async def deliver(self, sink: FeedSink) -> None:
        """Connect again and again until cancelled."""
        self._board.show(ConnectionState.CONNECTING, self._url)
        async with KlineRest(self._rest_url, self._timeframe) as rest:
            fills = rest if self._rest_url else None
            line = Line(sink, self._timeframe, self._order, self._board, fills, self._sleep)
            while True:
                before = self._board.read().messages
                reason = await self._stay_connected(line)
                if self._board.read().messages > before:
                    self._backoff.reset()
                pause = self._backoff.next_s()
                again = f"{reason}; trying again in {pause:.1f} s"
                self._board.show(ConnectionState.RECONNECTING, again)
                await self._sleep(pause)
                self._board.count(reconnects=1)

    def clock_ns(self) -> int | None:
        """Return the time of day, a moment ago."""
        return time.time_ns() - GRACE_NS

    async def _stay_connected(self, line: Line) -> str:
        """Read one connection as long as it lasts; return why it ended."""
        beat = self._ping_interval_s
        through: Literal[True] | None = None if is_loopback(self._url) else True
        try:
            async with connect(
                self._url, compression=None, ping_interval=beat, ping_timeout=beat, proxy=through
            ) as socket:
                is_subscribing = "streams" not in urlsplit(self._url).query
                await KlineConnection(socket, line).run(self._symbols, is_subscribing)
        except (OSError, WebSocketException) as error:
            return str(error) or type(error).__name__
        return "the server closed the connection"


def _with_path(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"ws", "wss"} or not parts.hostname:
        raise ValueError(f"A WebSocket address starts with ws:// or wss://, '{url}' does not")
    return url if parts.path.strip("/") else f"{parts.scheme}://{parts.netloc}/stream"
