"""Base of feeds with an event loop in the thread that calls ``run``."""

from __future__ import annotations

import asyncio
import threading
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from engine.domain.live_status import ConnectionState, FeedStatus
from engine.messages import Message
from engine.stream.feeds.background import Background
from engine.stream.feeds.protocol import StatusBoard

if TYPE_CHECKING:
    from engine.stream.feeds.protocol import FeedSink

# A closed candle comes a moment after its bar ended; nothing of it may be taken for over before.
GRACE_NS = 2_000_000_000
_CLOCK_S = 1.0
_AHEAD_NS = 86_400_000_000_000


def is_ahead(ns: int) -> bool:
    """Whether `ns` lies in a future of which nobody can know prices.

    One such candle would make all true ones look late. A day is left to clocks that are wrong.
    """
    return ns > time.time_ns() + _AHEAD_NS


def trying_again(reason: Message | None, pause_s: float) -> Message:
    """Return why a connection ended, None where the other side closed it, and what comes next."""
    if reason is None:
        return Message("live.closed", pause_s=pause_s)
    return Message("live.broken", reason=reason, pause_s=pause_s)


class AsyncFeed(ABC):
    """A feed that runs an event loop of its own; see :class:`~.protocol.Feed`."""

    def __init__(self) -> None:
        self._board = StatusBoard()
        # Re-entrant: a signal's handler may stop the feed while this thread holds the lock.
        self._lock = threading.RLock()
        self._is_stopped = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    def status(self) -> FeedStatus:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        return self._board.read()

    def stop(self) -> None:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        with self._lock:
            self._is_stopped = True
            if self._loop is not None and self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)

    def run(self, sink: FeedSink) -> None:
        """See :class:`~engine.stream.feeds.protocol.Feed`."""
        asyncio.run(self._guarded(sink))

    @abstractmethod
    async def deliver(self, sink: FeedSink) -> None:
        """Deliver until the source ends; cancelled by :meth:`stop`."""

    @abstractmethod
    def clock_ns(self) -> int | None:
        """Return the time before which nothing more will come; None where nobody can say."""

    async def _guarded(self, sink: FeedSink) -> None:
        with self._lock:
            self._loop = asyncio.get_running_loop()
            self._task = asyncio.current_task()
        try:
            if not self._is_stopped:
                async with Background() as background:
                    background.start(self._report_time(sink))
                    await self.deliver(sink)
        except asyncio.CancelledError:
            if not self._is_stopped:
                raise
        finally:
            with self._lock:
                self._loop = self._task = None
            if self._is_stopped:
                self._board.show(ConnectionState.STOPPED)

    async def _report_time(self, sink: FeedSink) -> None:
        while True:
            await asyncio.sleep(_CLOCK_S)
            now = self.clock_ns()
            if now is not None:
                sink.on_time(now)
