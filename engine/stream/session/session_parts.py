"""The parts of a live session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.domain.hit_policy import HitPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from engine.domain.match import SignalMatch
    from engine.domain.repositories import ICandleRepository
    from engine.stream.alerts.dispatcher import AlertDispatcher
    from engine.stream.alerts.journal import AlertJournal
    from engine.stream.bars.rollup import RollUp
    from engine.stream.evaluation.processor import StreamProcessor
    from engine.stream.feeds.protocol import Feed
    from engine.stream.session.candle_writer import CandleWriter


@dataclass(slots=True)
class SessionParts:
    """The parts of a session; all but feed, processor and timeframe may be left out.

    Attributes
    ----------
    feed : Feed
        Where candles come from.
    processor : StreamProcessor
        Evaluates the formulas.
    timeframe : str
        Length of the bars that formulas see.
    roll_up : RollUp
        Builds those bars where the feed delivers shorter ones, or trades.
    policy : HitPolicy
        Which matches are hits.
    history : ICandleRepository
        Past candles, so that hits start at once.
    history_end : datetime
        Take only candles before this time, for a replay.
    hits_from : datetime
        Bars that ended by then give no hits: what a feed fetches of the time before the start.
    alerts : AlertDispatcher
        Notifies hits.
    journal : AlertJournal
        Keeps notified hits.
    writer : CandleWriter
        Saves closed candles.
    expected : sequence of str
        Symbols that the user named, which are reported where nothing comes of them.
    on_hits : callable
        Called with each list of new hits, in the session's thread or the writer's.
    """

    feed: Feed
    processor: StreamProcessor
    timeframe: str
    roll_up: RollUp | None = None
    policy: HitPolicy = field(default_factory=HitPolicy)
    history: ICandleRepository | None = None
    history_end: datetime | None = None
    hits_from: datetime | None = None
    alerts: AlertDispatcher | None = None
    journal: AlertJournal | None = None
    writer: CandleWriter | None = None
    expected: Sequence[str] = ()
    on_hits: Callable[[list[SignalMatch]], None] | None = None
