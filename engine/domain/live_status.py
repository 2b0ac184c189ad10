"""Status of a live session: the connection, counts, latencies and alerts, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence


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


@dataclass(frozen=True, slots=True)
class SinkStatus:
    """Counts of one alert sink.

    Attributes
    ----------
    name : str
        The sink.
    delivered, failures : int
        Alerts that were delivered, and that raised.
    dropped : int
        Alerts that the sink was too slow for, with those that waited at the end.
    last_error : str
        Why the last one that raised was not delivered.
    """

    name: str
    delivered: int = 0
    failures: int = 0
    dropped: int = 0
    last_error: str = ""

    @property
    def undelivered(self) -> int:
        """Alerts that were not delivered, for whichever reason."""
        return self.failures + self.dropped


@dataclass(frozen=True, slots=True)
class Health:
    """Figures of a live session at one moment.

    Attributes
    ----------
    candles : int
        Candles taken since the start.
    candles_per_s : float
        Over the last seconds.
    latency_p50_ms, latency_p99_ms : float
        From the arrival of a candle until its hits are published, over the newest few thousand
        candles; NaN before the first.
    stale_symbols : tuple of str
        Symbols of which nothing came for longer than they should be silent, longest first.
    absent_symbols : tuple of str
        Symbols that were named and of which nothing has come at all.
    late, dropped, duplicates : int
        Candles that came late, that were too old to keep, that came twice.
    hits : int
        Hits since the start.
    repeated : int
        Hits that an earlier session notified, and that were not notified again.
    """

    candles: int = 0
    candles_per_s: float = 0.0
    latency_p50_ms: float = float("nan")
    latency_p99_ms: float = float("nan")
    stale_symbols: tuple[str, ...] = ()
    absent_symbols: tuple[str, ...] = ()
    late: int = 0
    dropped: int = 0
    duplicates: int = 0
    hits: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class SessionStatus:
    """Status of a live session at one moment.

    Attributes
    ----------
    feed : FeedStatus
        The connection.
    health : Health
        Speed, latencies, silent symbols, counts.
    sinks : sequence of SinkStatus
        How alerts are delivered.
    n_symbols : int
        Symbols of which there are candles.
    saved, unsaved : int
        Candles in the library for good, and those that could not be written yet.
    save_error : str
        Why not.
    unsettled : tuple of str
        Formulas that would take more bars to settle than a stream keeps, by name: their values come
        near a batch's, but are not the same.
    """

    feed: FeedStatus = field(default_factory=FeedStatus)
    health: Health = field(default_factory=Health)
    sinks: Sequence[SinkStatus] = ()
    n_symbols: int = 0
    saved: int = 0
    unsaved: int = 0
    save_error: str = ""
    unsettled: tuple[str, ...] = ()

    @property
    def faults(self) -> list[str]:
        """What goes wrong beside the connection: alerts and saving."""
        faults: list[str] = [
            Message("live.sink-fault", sink=sink.name, reason=sink.last_error)
            for sink in self.sinks
            if sink.last_error
        ]
        return [*faults, self.save_error] if self.save_error else faults
