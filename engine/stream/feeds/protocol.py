"""The protocol between a live session and its feed.

A feed runs in the thread that calls :meth:`Feed.run` and pushes into a :class:`FeedSink`;
everything else of a feed may be called from any thread.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from engine.messages import Message
    from engine.stream.bars.live_candle import LiveCandle, Tick


class ConnectionState(StrEnum):
    """State of a feed's connection."""

    IDLE = "idle"
    CONNECTING = "connecting"
    LOADING = "loading"
    LIVE = "live"
    RECONNECTING = "reconnecting"
    PAUSED = "paused"
    ENDED = "ended"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """State of a feed at one moment.

    Attributes
    ----------
    state : ConnectionState
        State of the connection.
    note : Message or None
        A sentence for the user: where to, or what went wrong.
    messages : int
        Messages received.
    malformed : int
        Messages that could not be read; they are skipped.
    duplicates : int
        Closed candles that had come before.
    reconnects : int
        How often the connection was made again.
    recovered : int
        Closed candles that were missed and fetched afterwards.
    """

    state: ConnectionState = ConnectionState.IDLE
    note: Message | None = None
    messages: int = 0
    malformed: int = 0
    duplicates: int = 0
    reconnects: int = 0
    recovered: int = 0

    @property
    def detail(self) -> str:
        """The note in English; empty where there is none."""
        return str(self.note or "")


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
