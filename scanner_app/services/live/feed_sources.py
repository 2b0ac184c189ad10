"""Opens the engine's live session for what the user has chosen."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.domain.date_range import DateRange
from engine.domain.series import from_ns
from engine.errors import FormulaError, InputError
from engine.messages import Message
from scanner_app.services.live.live_types import FeedKind

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    from engine.domain.formula import Formula
    from engine.storage.library import Library
    from engine.stream.alerts.sinks import AlertSink
    from engine.stream.session.session import LiveSession
    from engine.stream.session.setup import LiveOptions
    from scanner_app.services.live.live_thread import LiveThread
    from scanner_app.services.live.live_types import FeedOptions, LiveRequest


_MAX_WAITING = 50_000  # the table has taken older ones


@dataclass(slots=True, eq=False)
class OpenSession:
    """A session with the files that it reads.

    Attributes
    ----------
    session : LiveSession
        The engine's session.
    span : (int, int) or None
        First and last bar of a replay.
    refused : mapping of str to FormulaError
        Formulas that cannot be watched, by id.
    error : Exception or None
        What ended the session.
    """

    session: LiveSession
    files: ExitStack
    span: tuple[int, int] | None = None
    refused: dict[str, FormulaError] = field(default_factory=dict)
    error: Exception | None = None
    _done: threading.Event | None = field(default=None, init=False)

    @property
    def is_over(self) -> bool:
        """Whether the session has come to its end."""
        return self._done is not None and self._done.is_set()

    def begin(self, thread: LiveThread) -> None:
        """Run the session in `thread`."""
        self._done = thread.run(self._run)

    def close(self, timeout_s: float) -> bool:
        """Stop the feed, wait and close the files; return whether it ended in time."""
        self.session.stop()
        is_over = self._done is None or self._done.wait(timeout_s)
        self.files.close()
        return is_over

    def forget(self) -> None:
        """Free candles and hits at once, rather than when the collector runs."""
        self.session.hits.clear()
        self.session.processor.clear()

    def _run(self) -> None:
        try:
            self.session.run()
        except Exception as error:  # noqa: BLE001 - whatever it is, the window shows it
            self.error = error


def open_live(request: LiveRequest, sinks: Sequence[AlertSink]) -> OpenSession:
    """Return the session of `request`, which has yet to begin.

    Formulas that cannot be watched are left out and reported.

    Raises
    ------
    InputError
        The choices do not fit together; the message says how.
    EngineError
        A file cannot be used.
    """
    from engine.storage.library import open_library, open_workspace  # noqa: PLC0415 - start-up time
    from engine.stream.session.setup import open_session  # noqa: PLC0415 - start-up time

    with ExitStack() as stack:
        library = stack.enter_context(open_library(request.library, create=True))
        workspace = stack.enter_context(open_workspace(request.workspace, create=True))
        good, refused = split_watchable(request.formulas, request.feed.timeframe)
        span = _span(library, request.feed) if request.feed.kind is FeedKind.REPLAY else None
        options = _options(request, good, sinks, span)
        session = open_session(options, library, workspace)
        return OpenSession(session, stack.pop_all(), span, refused)


def split_watchable(
    formulas: Sequence[Formula], timeframe: str
) -> tuple[list[Formula], dict[str, FormulaError]]:
    """Return the formulas that can be streamed, and the errors of the others."""
    from engine.language.service import FormulaService  # noqa: PLC0415 - start-up time
    from engine.stream.evaluation.processor import StreamProcessor  # noqa: PLC0415 - start-up time

    trial = StreamProcessor(FormulaService(), timeframe=timeframe)
    good, refused = [], {}
    for formula in formulas:
        try:
            trial.add_formula(formula)
            good.append(formula)
        except FormulaError as error:
            refused[str(formula.id)] = error
    return good, refused


def _options(
    request: LiveRequest,
    formulas: Sequence[Formula],
    sinks: Sequence[AlertSink],
    span: tuple[int, int] | None,
) -> LiveOptions:
    from engine.stream.session.setup import REPLAY, LiveOptions  # noqa: PLC0415 - start-up time

    feed = request.feed
    is_replay = feed.kind is FeedKind.REPLAY
    return LiveOptions(
        formulas=formulas,
        source=REPLAY if is_replay else _source_of(feed),
        timeframe=feed.timeframe,
        feed_timeframe=feed.feed_timeframe or None,
        symbols=feed.symbols,
        # With a beginning the session loads what lies before it, also when the user goes elsewhere.
        date_range=DateRange(from_ns(span[0])) if span else DateRange(),
        speed=feed.speed,
        last_bars=feed.n_bars,
        follow=feed.follows,
        saves=feed.saves and not is_replay,
        policy=request.hits,
        sinks=sinks,
        hit_capacity=_MAX_WAITING,
    )


def _source_of(feed: FeedOptions) -> str:
    """Return where a feed's candles come from, as the engine writes it."""
    address = feed.address.strip()
    return f"{feed.package}:{address}" if feed.kind is FeedKind.PACKAGE else address


def _span(library: Library, feed: FeedOptions) -> tuple[int, int]:
    """Return the first and the last bar that there is to replay."""
    timeframe = feed.feed_timeframe or feed.timeframe
    symbols = None if feed.symbols is None else set(feed.symbols)
    entries = [
        entry
        for entry in library.candles.coverage(timeframe)
        if symbols is None or entry.symbol in symbols
    ]
    if not entries:
        raise InputError(Message("live.nothing-to-replay", timeframe=timeframe))
    return min(e.first_ns for e in entries), max(e.last_ns for e in entries)
