"""Candles and trades as lines of JSON, from a file, a pipe or a socket."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from engine.domain.series import to_ns
from engine.domain.timeframe import parse_timeframe
from engine.errors import SourceError
from engine.stream.bar_clock import bar_end
from engine.stream.feeds.async_feed import GRACE_NS, AsyncFeed
from engine.stream.feeds.backoff import Backoff
from engine.stream.feeds.jsonl_lines import LineError, parse_line
from engine.stream.feeds.jsonl_source import path_chunks, socket_chunks
from engine.stream.feeds.protocol import ConnectionState
from engine.stream.live_candle import LiveCandle, Tick

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection

    from engine.stream.feeds.protocol import FeedSink

_LONGEST_LINE = 64 * 1024
_LIVE_WITHIN_NS = 600_000_000_000


class JsonLinesFeed(AsyncFeed):
    """A feed of lines; see :mod:`engine.stream.feeds.jsonl_lines` for what a line holds.

    Parameters
    ----------
    source : str
        A file, a named pipe, ``-`` for standard input, or ``tcp://host:port``.
    timeframe : str
        Length of the candles that come.
    symbols : collection of str, optional
        What to deliver; everything where None.
    follow : bool
        Wait for more at the end of a file.
    backoff : Backoff, optional
        Pauses between attempts to reach a socket.
    sleep : callable, optional
        Waits that many seconds; tests give their own.
    """

    def __init__(
        self,
        source: str,
        timeframe: str,
        symbols: Collection[str] | None = None,
        *,
        follow: bool = False,
        backoff: Backoff | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__()
        self._source = source
        self._timeframe = parse_timeframe(timeframe)
        self._symbols = None if symbols is None else frozenset(symbols)
        self._follow = follow
        self._backoff = backoff or Backoff()
        self._sleep = sleep
        self._newest_ns = 0
        self._last_fault = ""

    async def deliver(self, sink: FeedSink) -> None:
        """Deliver until the file or pipe ends; a socket is connected to again."""
        self._board.show(ConnectionState.CONNECTING, self._source)
        if urlsplit(self._source).scheme == "tcp":
            await self._read_sockets(sink)
        else:
            await self._read_path(sink)

    def clock_ns(self) -> int | None:
        """Return the time of day where the data is of today; recorded data has its own time."""
        now = time.time_ns() - GRACE_NS
        return now if self._newest_ns < now < self._newest_ns + _LIVE_WITHIN_NS else None

    async def _read_path(self, sink: FeedSink) -> None:
        try:
            await self._read(path_chunks(self._source, self._follow), sink)
        except OSError as error:
            self._board.show(ConnectionState.FAILED, f"{self._source}: {error.strerror or error}")
            raise SourceError(self._source, error.strerror or str(error)) from error
        self._board.show(ConnectionState.ENDED, self._last_fault)

    async def _read_sockets(self, sink: FeedSink) -> None:
        while True:
            reason = "the other side closed the connection"
            try:
                await self._read(socket_chunks(self._source), sink)
                self._backoff.reset()
            except OSError as error:
                reason = str(error)
            pause = self._backoff.next_s()
            again = f"{reason}; trying again in {pause:.1f} s"
            self._board.show(ConnectionState.RECONNECTING, again)
            await self._sleep(pause)
            self._board.count(reconnects=1)

    async def _read(self, chunks: AsyncIterator[bytes], sink: FeedSink) -> None:
        rest = b""
        async with aclosing(chunks):  # type: ignore[type-var]  # generators all
            async for chunk in chunks:
                self._board.show(ConnectionState.LIVE, self._last_fault)
                *lines, rest = (rest + chunk).split(b"\n")
                if len(rest) > _LONGEST_LINE:
                    lines, rest = [*lines, rest[:1]], b""
                self._take(lines, sink)
        self._take([rest], sink)

    def _take(self, lines: list[bytes], sink: FeedSink) -> None:
        arrived = time.perf_counter_ns()
        candles: list[LiveCandle] = []
        ticks: list[Tick] = []
        lines = [line for line in lines if line.strip()]
        malformed = 0
        for line in lines:
            try:
                item = parse_line(line, arrived)
            except LineError as error:
                malformed += 1
                self._last_fault = f"a line could not be read: {error}"
                continue
            if self._symbols is None or item.symbol in self._symbols:
                candles.append(item) if isinstance(item, LiveCandle) else ticks.append(item)
        self._board.count(messages=len(lines), malformed=malformed)
        self._hand_over(candles, ticks, sink)

    def _hand_over(self, candles: list[LiveCandle], ticks: list[Tick], sink: FeedSink) -> None:
        if candles:
            sink.on_candles(candles)
        if ticks:
            sink.on_ticks(ticks)
        ends = [
            bar_end(ns, self._timeframe) if live.is_closed else ns
            for live in candles
            for ns in [to_ns(live.candle.timestamp)]
        ]
        newest = max([*ends, *(tick.time_ns for tick in ticks)], default=0)
        if newest > self._newest_ns:
            self._newest_ns = newest
            sink.on_time(newest)
