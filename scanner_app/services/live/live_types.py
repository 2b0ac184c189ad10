"""Requests to a live session and its updates: plain data that crosses threads."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from engine.domain.formula import Formula
    from engine.domain.hit_policy import HitPolicy
    from engine.domain.live_status import SessionStatus
    from scanner_app.charting.data import ChartData
    from scanner_app.records.hits import HitBatch, Holding, Marks


class FeedKind(StrEnum):
    """Where candles come from."""

    REPLAY = "replay"
    SOCKET = "socket"
    LINES = "lines"
    PACKAGE = "package"


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
    package : str
        Name of the feed of an installed package.
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
    package: str = ""
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
        Which matches are hits.
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
    status : SessionStatus
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
    status: SessionStatus | None = None
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
