"""What is asked of a live session and what it tells: plain data that crosses threads."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from engine.domain.formula import Formula
    from engine.domain.hit_policy import HitPolicy
    from engine.messages import Message
    from scanner_app.charting.data import ChartData


class FeedKind(StrEnum):
    """Where candles come from."""

    REPLAY = "replay"
    SOCKET = "socket"
    LINES = "lines"


class LiveState(StrEnum):
    """What the live service is doing."""

    IDLE = "idle"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """What the feed panel says.

    Attributes
    ----------
    kind : FeedKind
        Where candles come from.
    address : str
        WebSocket, file, pipe or ``tcp://host:port``; unused by a replay.
    timeframe : str
        Bars that formulas see.
    feed_timeframe : str
        Shorter candles that the source delivers; empty where they are the same.
    symbols : tuple of str or None
        What to watch; None for all symbols of the library.
    n_bars : int
        Replay so many of the last bars; 0 for all of them.
    speed : float
        How much faster than time goes by; infinite for no waiting.
    follows : bool
        Wait for more at the end of a file.
    saves : bool
        Write closed candles into the library.
    """

    kind: FeedKind = FeedKind.REPLAY
    address: str = ""
    timeframe: str = "1d"
    feed_timeframe: str = ""
    symbols: tuple[str, ...] | None = None
    n_bars: int = 0
    speed: float = math.inf
    follows: bool = False
    saves: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class LiveRequest:
    """One live session.

    Attributes
    ----------
    number : int
        Counts the sessions of this window.
    feed : FeedOptions
        Where candles come from.
    hits : HitPolicy
        Which matches are told.
    formulas : tuple of Formula
        What to watch at the start.
    library, workspace : Path
        Files that the session opens for itself.
    """

    number: int
    feed: FeedOptions
    hits: HitPolicy
    formulas: tuple[Formula, ...]
    library: Path
    workspace: Path


@dataclass(frozen=True, slots=True, eq=False)
class HitBatch:
    """New hits, one row each, oldest first, ready for the table.

    Attributes
    ----------
    first : int
        Number of the first hit; they are counted from 0 in each session.
    symbols, formulas, formula_ids : ndarray of object
        Whose bar, and the formula's name and id.
    times, seen : ndarray of int64
        Start of the bar, and when the hit was seen; nanoseconds since 1970 UTC.
    prices : mapping of str to ndarray of float64
        Open, high, low, close and volume.
    is_confirmed : ndarray of bool
        Whether the bar was closed.
    values : ndarray of object
        A tuple of the formula's values.
    value_names : ndarray of object
        A tuple of their names.
    """

    first: int
    symbols: NDArray[np.object_]
    formulas: NDArray[np.object_]
    formula_ids: NDArray[np.object_]
    times: NDArray[np.int64]
    seen: NDArray[np.int64]
    prices: Mapping[str, NDArray[np.float64]]
    is_confirmed: NDArray[np.bool_]
    values: NDArray[np.object_]
    value_names: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.times)


class Marks(NamedTuple):
    """Hits whose presence has changed, by their numbers."""

    entered: NDArray[np.int64]
    left: NDArray[np.int64]
    passed: NDArray[np.int64]


class Holding(NamedTuple):
    """A formula that holds on a symbol now.

    Attributes
    ----------
    symbol : str
        Which symbol.
    formula_id, formula : str
        Which formula.
    since_ns : int
        Bar of its last hit; 0 where it held before the session began.
    price : float
        Close of that bar.
    """

    symbol: str
    formula_id: str
    formula: str
    since_ns: int
    price: float


class UndeliveredAlerts(NamedTuple):
    """Hits that one way of telling did not tell.

    Attributes
    ----------
    way : str
        ``sound``, ``log``, ``command`` or ``webhook``.
    n_alerts : int
        How many.
    reason : str
        Why the last one failed; empty where it was too slow.
    """

    way: str
    n_alerts: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LiveHealth:
    """How the session fares; see :class:`engine.stream.session.health.Health` for the figures."""

    connection: str = "idle"
    note: Message | None = None
    n_symbols: int = 0
    candles: int = 0
    candles_per_s: float = 0.0
    latency_p50_ms: float = math.nan
    latency_p99_ms: float = math.nan
    stale: tuple[str, ...] = ()
    late: int = 0
    dropped: int = 0
    unreadable: int = 0
    duplicates: int = 0
    reconnects: int = 0
    recovered: int = 0
    hits: int = 0
    saved: int = 0
    undelivered: tuple[UndeliveredAlerts, ...] = ()
    faults: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


class LiveSelection(NamedTuple):
    """The symbol whose chart is shown, with the formula for its curves."""

    symbol: str
    name: str = ""
    formula_id: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LiveUpdate:
    """What has happened since the last update; what is None has not changed.

    Attributes
    ----------
    hits, marks : HitBatch, Marks
        New hits, and older ones that hold no more.
    holding : sequence of Holding
        What holds now.
    counts : mapping of str to (int, int)
        For each formula's id on how many symbols it holds, and how many hits it had.
    chart : ChartData
        The selected symbol.
    health : LiveHealth
        The figures.
    position : datetime
        Where a replay is.
    span : (int, int)
        First and last bar of a replay, once it is known.
    """

    number: int
    hits: HitBatch | None = None
    marks: Marks | None = None
    holding: Sequence[Holding] | None = None
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    chart: ChartData | None = None
    health: LiveHealth | None = None
    position: datetime | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LiveEnd:
    """The end of a session.

    Attributes
    ----------
    number : int
        Which session.
    error : Exception or None
        Why it failed.
    can_mend : bool
        Whether the user can choose otherwise: the error is a sentence that says how.
    """

    number: int
    error: Exception | None = None
    can_mend: bool = False
