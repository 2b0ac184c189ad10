"""Opens a live session from the options that a user chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from engine.calendars.bar_clock import bar_start
from engine.calendars.symbol_calendar import SymbolCalendars
from engine.domain.candle import as_utc
from engine.domain.date_range import DateRange
from engine.domain.hit_policy import HitPolicy
from engine.domain.series import from_ns, to_ns
from engine.domain.timeframe import parse_timeframe, timeframe_name
from engine.errors import InputError
from engine.language.service import FormulaService
from engine.messages import Message
from engine.plugins.protocols import FeedRequest
from engine.stream.alerts.dispatcher import AlertDispatcher
from engine.stream.alerts.journal import AlertJournal
from engine.stream.bars.rollup import RollUp
from engine.stream.evaluation.processor import StreamProcessor
from engine.stream.feeds.binance.feed import BinanceFeed
from engine.stream.feeds.jsonl import JsonLinesFeed
from engine.stream.feeds.replay import ReplayFeed
from engine.stream.session.candle_writer import CandleWriter
from engine.stream.session.packaged import open_feed, packaged_feed_name
from engine.stream.session.session import LiveSession
from engine.stream.session.session_parts import SessionParts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.domain.formula import Formula
    from engine.domain.match import SignalMatch
    from engine.domain.timeframe import Timeframe
    from engine.storage.library import Library, Workspace
    from engine.stream.alerts.sinks import AlertSink
    from engine.stream.feeds.protocol import Feed

REPLAY = "replay"
"""The source that plays the library's own candles again."""


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """Options of a live session.

    Attributes
    ----------
    formulas : sequence of Formula
        What to watch; may be empty, since formulas can be added while the session runs.
    source : str
        ``replay``; ``ws://...`` or ``wss://...`` for klines as Binance sends them; for lines of
        JSON a file, a pipe, ``-`` (standard input) or ``tcp://host:port``; ``NAME:ADDRESS`` for a
        feed of an installed package.
    timeframe : str
        Bars that the formulas see.
    feed_timeframe : str, optional
        Shorter candles that the source delivers and that bars are built from.
    symbols : sequence of str, optional
        What to watch; all symbols of the library where None.
    date_range : DateRange
        What to replay.
    speed : float
        How fast to replay.
    last_bars : int
        Begin a replay so many bar times before its end; 0 for all of them.
    follow : bool
        Wait for more at the end of a file of lines.
    saves : bool
        Write closed candles into the library.
    policy : HitPolicy
        Which matches are hits.
    sinks : sequence of AlertSink
        Where hits are notified.
    buffer_size, min_data : int
        See :class:`~engine.stream.evaluation.processor.StreamProcessor`. Without more a session
        says what a scan says, from the first bar on which a formula is known.
    rest_url : str, optional
        Where missed klines are fetched; found from the source where None, empty for nowhere.
    hit_capacity : int
        Hits that are kept for a table.
    """

    formulas: Sequence[Formula]
    source: str = REPLAY
    timeframe: str = "1d"
    feed_timeframe: str | None = None
    symbols: Sequence[str] | None = None
    date_range: DateRange = field(default_factory=DateRange)
    speed: float = 1.0
    last_bars: int = 0
    follow: bool = False
    saves: bool = False
    policy: HitPolicy = field(default_factory=HitPolicy)
    sinks: Sequence[AlertSink] = ()
    buffer_size: int = 500
    min_data: int = 1
    rest_url: str | None = None
    hit_capacity: int = 100_000

    @property
    def is_socket(self) -> bool:
        """Whether the source is a WebSocket."""
        return urlsplit(self.source).scheme in {"ws", "wss"}

    @property
    def arriving(self) -> str:
        """Length of the candles that the source delivers."""
        return self.feed_timeframe or self.timeframe


def open_session(
    options: LiveOptions,
    library: Library,
    workspace: Workspace | None = None,
    *,
    service: FormulaService | None = None,
    on_hits: Callable[[list[SignalMatch]], None] | None = None,
) -> LiveSession:
    """Return a session that is ready to run.

    Parameters
    ----------
    options : LiveOptions
        What to do.
    library : Library
        History, what is replayed, and where candles are saved; stays open as long as the session.
    workspace : Workspace, optional
        Where alerts of a live source are kept.
    service : FormulaService, optional
        Compiles the formulas.
    on_hits : callable, optional
        Called with new hits, not in the caller's thread.

    Raises
    ------
    FormulaError
        A formula cannot be used.
    InputError
        The options do not fit together; the message says how.
    """
    timeframe = parse_timeframe(options.timeframe)
    calendars = SymbolCalendars(library.candles)
    processor = StreamProcessor(
        service or FormulaService(), None, options.buffer_size, options.min_data,
        timeframe=timeframe, calendars=calendars,
    )  # fmt: skip
    for formula in options.formulas:
        processor.add_formula(formula)
    symbols = _universe(options, library, processor)
    is_live = options.source != REPLAY
    keeps = workspace is not None and is_live
    parts = SessionParts(
        feed=_feed(options, library, symbols, processor),
        processor=processor,
        timeframe=timeframe,
        roll_up=_roll_up(options, calendars),
        policy=options.policy,
        history=library.candles,
        history_end=None if is_live else from_ns(options.date_range.start_ns),
        hits_from=datetime.now(UTC) if options.is_socket else None,
        alerts=AlertDispatcher(options.sinks) if options.sinks else None,
        journal=AlertJournal(workspace.alerts) if keeps and workspace is not None else None,
        writer=CandleWriter(library, timeframe) if options.saves else None,
        expected=symbols if options.is_socket else options.symbols or (),
        on_hits=on_hits,
    )
    return LiveSession(parts, symbols, options.hit_capacity)


def _universe(options: LiveOptions, library: Library, processor: StreamProcessor) -> list[str]:
    """Return the symbols to stream, those that formulas name included."""
    symbols = options.symbols
    if symbols is None:
        symbols = library.candles.symbols(options.timeframe)
    if options.is_socket:
        symbols = [symbol.upper() for symbol in symbols]  # as its klines name them
    if options.is_socket and not symbols:
        raise InputError(Message("live.no-symbols"))
    if options.source == REPLAY and symbols:
        available = set(library.candles.symbols(options.arriving))
        if available.isdisjoint(symbols):
            raise InputError(Message("live.no-candles", timeframe=timeframe_name(options.arriving)))
    return list(dict.fromkeys([*symbols, *sorted(processor.other_symbols)]))


def _roll_up(options: LiveOptions, calendars: SymbolCalendars) -> RollUp | None:
    """Return what builds the bars; lines of JSON may always be trades."""
    if options.arriving == options.timeframe and (options.source == REPLAY or options.is_socket):
        return None
    return RollUp(options.timeframe, options.arriving, calendars)


def _feed(
    options: LiveOptions, library: Library, symbols: Sequence[str], processor: StreamProcessor
) -> Feed:
    if options.source == REPLAY:
        return ReplayFeed(
            library.candles, options.arriving, symbols, options.date_range,
            speed=options.speed, last_bars=options.last_bars,
        )  # fmt: skip
    if options.is_socket:
        last = _resume_from(options, library, symbols, processor.capacity)
        return BinanceFeed(
            options.source, symbols, options.arriving,
            resume_from=last, rest_url=options.rest_url,
        )  # fmt: skip
    if name := packaged_feed_name(options.source):
        return open_feed(name, _feed_request(options, library, symbols))
    filtered = None if options.symbols is None else symbols
    return JsonLinesFeed(options.source, options.arriving, filtered, follow=options.follow)


def _feed_request(options: LiveOptions, library: Library, symbols: Sequence[str]) -> FeedRequest:
    """Return what a feed of another package is asked for."""
    entries = library.candles.coverage(parse_timeframe(options.arriving))
    return FeedRequest(
        address=options.source.partition(":")[2],
        timeframe=options.arriving,
        symbols=None if options.symbols is None else tuple(symbols),
        resume_from={entry.symbol: from_ns(entry.last_ns) for entry in entries},
    )


def _resume_from(
    options: LiveOptions, library: Library, symbols: Sequence[str], n_bars: int
) -> dict[str, datetime]:
    """Return the candle of each symbol after which to fetch what is missing.

    That is the library's last one, but no more than a buffer full is fetched unless it is saved.
    Where bars are built, their parts are fetched from the start of the current bar on.
    """
    step = parse_timeframe(options.arriving)
    now_ns = to_ns(datetime.now(UTC))
    if options.arriving != options.timeframe:
        before = bar_start(now_ns, parse_timeframe(options.timeframe)) - 1
        return dict.fromkeys(symbols, from_ns(bar_start(before, step)))
    earliest = now_ns - n_bars * step.nominal_ns
    last = {entry.symbol: entry.last_ns for entry in library.candles.coverage(step)}
    return {symbol: _last_bar(last.get(symbol), earliest, step, options) for symbol in symbols}


def _last_bar(
    last_ns: int | None, earliest_ns: int, step: Timeframe, options: LiveOptions
) -> datetime:
    if last_ns is not None and (options.saves or last_ns >= earliest_ns):
        return from_ns(last_ns)
    return as_utc(from_ns(bar_start(earliest_ns, step)))
