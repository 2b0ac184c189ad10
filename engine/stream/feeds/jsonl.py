"""Candles and trades as lines of JSON, from a file, a pipe or a socket."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import aclosing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from engine.calendars.bar_clock import bar_end
from engine.domain.live_status import ConnectionState
from engine.domain.series import from_ns, to_ns
from engine.domain.timeframe import parse_timeframe
from engine.errors import SourceError
from engine.messages import Message
from engine.stream.bars.live_candle import LiveCandle, Tick
from engine.stream.feeds import symbol_limit
from engine.stream.feeds.async_feed import GRACE_NS, AsyncFeed, is_ahead, trying_again
from engine.stream.feeds.backoff import Backoff
from engine.stream.feeds.jsonl_lines import LineError, parse_line
from engine.stream.feeds.jsonl_source import path_chunks, socket_chunks
from engine.stream.feeds.symbol_limit import SymbolLimit
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection

    from engine.stream.feeds.protocol import FeedSink

_log = logging.getLogger(__name__)
_MAX_LINE_BYTES = 64 * 1024
_MAX_LOGGED = 20
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
        self._symbols = SymbolLimit(symbols)
        self._follow = follow
        self._backoff = backoff or Backoff()
        self._sleep = sleep
        self._newest_ns = 0
        self._time_ns = 0
        self._last_fault: Message | None = None
        self._n_lines = self._n_logged = 0

    async def deliver(self, sink: FeedSink) -> None:
        """Deliver until the file or pipe ends; a socket is connected to again."""
        self._board.show(ConnectionState.CONNECTING, Message("live.address", address=self._source))
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
            failure = SourceError(self._source, system_message(error))
            self._board.show(ConnectionState.FAILED, failure.message)
            raise failure from error
        self._advance_clock(sink, self._newest_ns)
        self._board.show(ConnectionState.ENDED, self._last_fault)

    async def _read_sockets(self, sink: FeedSink) -> None:
        while True:
            before = self._board.read().messages
            reason: Message | None = None
            try:
                await self._read(socket_chunks(self._source), sink)
            except OSError as error:
                reason = system_message(error)
            if self._board.read().messages > before:
                self._backoff.reset()
            pause = self._backoff.next_s()
            self._board.show(ConnectionState.RECONNECTING, trying_again(reason, pause))
            await self._sleep(pause)
            self._board.count(reconnects=1)

    async def _read(self, chunks: AsyncIterator[bytes], sink: FeedSink) -> None:
        rest = b""
        async with aclosing(chunks):  # type: ignore[type-var]  # generators all
            async for chunk in chunks:
                self._board.show(ConnectionState.LIVE, self._last_fault)
                *lines, rest = (rest + chunk).split(b"\n")
                if len(rest) > _MAX_LINE_BYTES:
                    self._process_lines([*lines, rest[:1]], sink)
                    self._n_lines -= 1  # more of this line is to come
                    rest = b""
                else:
                    self._process_lines(lines, sink)
        if rest:
            self._process_lines([rest], sink)

    def _process_lines(self, lines: list[bytes], sink: FeedSink) -> None:
        arrived = time.perf_counter_ns()
        candles: list[LiveCandle] = []
        ticks: list[Tick] = []
        count = malformed = 0
        for number, line in enumerate(lines, self._n_lines + 1):
            if not line.strip():
                continue
            count += 1
            try:
                item = parse_line(line, arrived)
                _check_not_ahead(item)
            except LineError as error:
                malformed += 1
                self._record_fault(Message("live.bad-line", line=number, reason=error.message))
                continue
            if self._symbols.takes(item.symbol):
                candles.append(item) if isinstance(item, LiveCandle) else ticks.append(item)
            elif not self._symbols.is_chosen:
                malformed += 1
                self._record_fault(Message("live.too-many-symbols", n=symbol_limit.MAX_SYMBOLS))
        self._n_lines += len(lines)
        self._board.count(messages=count, malformed=malformed)
        self._hand_over(candles, ticks, sink)

    def _record_fault(self, fault: Message) -> None:
        """Keep the last unreadable line for the status, and log the first ones."""
        self._last_fault = fault
        if self._n_logged < _MAX_LOGGED:
            self._n_logged += 1
            _log.warning("%s: %s", self._source, fault)

    def _hand_over(self, candles: list[LiveCandle], ticks: list[Tick], sink: FeedSink) -> None:
        if candles:
            sink.on_candles(candles)
        if ticks:
            sink.on_ticks(ticks)
        starts = [to_ns(live.candle.timestamp) for live in candles]
        ends = [
            bar_end(ns, self._timeframe) if live.is_closed else ns
            for live, ns in zip(candles, starts, strict=True)
        ]
        traded = [tick.time_ns for tick in ticks]
        self._newest_ns = max([self._newest_ns, *ends, *traded])
        # The line of another symbol may be a moment behind, that of another closed bar a whole bar.
        self._advance_clock(sink, max([*starts, *(ns - GRACE_NS for ns in traded)], default=0))

    def _advance_clock(self, sink: FeedSink, now_ns: int) -> None:
        """Report the data's own clock, which never goes back."""
        if now_ns > self._time_ns:
            self._time_ns = now_ns
            sink.on_time(now_ns)


def _check_not_ahead(item: LiveCandle | Tick) -> None:
    """Raise LineError if `item` cannot have happened yet."""
    ns = item.time_ns if isinstance(item, Tick) else to_ns(item.candle.timestamp)
    if is_ahead(ns):
        raise LineError(Message("live.line-ahead", day=f"{from_ns(ns):%Y-%m-%d}"))
