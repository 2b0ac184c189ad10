"""The protocol between a live session and its feed.

A feed runs in the thread that calls :meth:`Feed.run` and pushes into a :class:`FeedSink`;
everything else of a feed may be called from any thread.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from engine.domain.live_status import FeedStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from engine.domain.live_status import ConnectionState
    from engine.messages import Message
    from engine.stream.bars.live_candle import LiveCandle, Tick


class FeedSink(Protocol):
    """Receives what a feed delivers, in the feed's thread."""

    def on_candles(self, candles: Sequence[LiveCandle]) -> None:
        """Receive candles; those of one symbol are in time order."""

    def on_ticks(self, ticks: Sequence[Tick]) -> None:
        """Receive trades."""

    def on_time(self, now_ns: int) -> None:
        """Receive the feed's clock, nanoseconds since 1970 UTC."""

    def on_restart(self, moment: datetime) -> None:
        """Forget what came: the feed goes on from `moment`, which may lie in the past."""


class Feed(Protocol):
    """A source of candles or trades."""

    def run(self, sink: FeedSink) -> None:
        """Deliver to `sink` until the feed ends or is stopped."""

    def stop(self) -> None:
        """Make :meth:`run` return soon; also before it was called."""

    def status(self) -> FeedStatus:
        """Return the state and counts of the feed."""


@runtime_checkable
class Replayable(Protocol):
    """A feed that can be paused and moved in time; any thread may do so."""

    @property
    def position(self) -> datetime | None:
        """Start of the bars that were delivered last."""

    def pause(self) -> None:
        """Hold the feed until :meth:`resume`."""

    def resume(self) -> None:
        """Go on after :meth:`pause`."""

    def set_speed(self, speed: float) -> None:
        """Change how much faster than time the feed runs."""

    def seek(self, moment: datetime) -> None:
        """Go on with the first bar at or after `moment`."""


class StatusBoard:
    """Holds a feed's status; one thread writes, any may read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._status = FeedStatus()

    def read(self) -> FeedStatus:
        """Return the status as it is now."""
        return self._status

    def show(self, state: ConnectionState, note: Message | None = None) -> None:
        """Change state and note."""
        with self._lock:
            self._status = replace(self._status, state=state, note=note)

    def count(self, **more: int) -> None:
        """Add to the counters that are named."""
        with self._lock:
            now = {name: getattr(self._status, name) + n for name, n in more.items()}
            self._status = replace(self._status, **now)
