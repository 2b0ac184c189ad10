"""A live session: candles of a feed become hits, alerts and saved candles.

::

    feed ──► roll-up ──► processor ──► hit filter ──► hit log ──► alerts, journal
              └── closed candles ──► library (hits wait until they are on the disk)

Everything up to the hit log happens in the thread that calls :meth:`LiveSession.run`, which is the
feed's; what may be slow has threads of its own. The other methods may be called from any thread.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from engine.calendars.bar_clock import bar_end
from engine.domain.alert import Alert
from engine.domain.live_status import Health, SessionStatus
from engine.domain.series import from_ns, to_ns
from engine.domain.timeframe import parse_timeframe
from engine.stream.alerts.journal import Ended
from engine.stream.evaluation.hit_filter import HitFilter
from engine.stream.meters import LatencyMeter, RateMeter
from engine.stream.session.freshness import Freshness
from engine.stream.session.hit_log import HitLog
from engine.stream.session.seeding import seed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.domain.formula import Formula
    from engine.domain.hit_policy import HitPolicy
    from engine.domain.live_status import FeedStatus
    from engine.domain.match import SignalMatch
    from engine.stream.bars.live_candle import LiveCandle, Tick
    from engine.stream.evaluation.hit_filter import BarResult, FormulaId, HitChanges
    from engine.stream.evaluation.processor import StreamProcessor
    from engine.stream.feeds.protocol import Feed
    from engine.stream.session.session_parts import SessionParts

CORRECTION = "correction"
"""Key in the metadata of a hit of which the bar was corrected after it was notified."""


class LiveSession:
    """Runs a feed into a processor; see the module for the way of a candle.

    Parameters
    ----------
    parts : SessionParts
        What it is made of; the session closes alerts, journal and writer when it ends.
    symbols : sequence of str
        Whose history is loaded at the start.
    hit_capacity : int
        Hits that are kept for a table.

    Attributes
    ----------
    hits : HitLog
        The newest hits.
    """

    def __init__(
        self, parts: SessionParts, symbols: Sequence[str] = (), hit_capacity: int = 100_000
    ) -> None:
        self._parts = parts
        self._symbols = list(symbols)
        self._timeframe = parse_timeframe(parts.timeframe)
        self._hit_filter = HitFilter(parts.policy)
        self._names: dict[FormulaId, str] = {f.id: f.name for f in parts.processor.formulas}
        self._lock = threading.RLock()
        self._rate = RateMeter()
        self._latency = LatencyMeter()
        self._fresh = Freshness(self._timeframe, parts.expected)
        self._n_corrections = 0
        self._history_end = parts.history_end
        self._hits_from_ns = 0 if parts.hits_from is None else to_ns(parts.hits_from)
        self.hits = HitLog(hit_capacity)

    @property
    def processor(self) -> StreamProcessor:
        """The processor, for charts: buffers may be read while the session runs."""
        return self._parts.processor

    @property
    def feed(self) -> Feed:
        """The feed; a replay can be paused and moved through it."""
        return self._parts.feed

    def run(self) -> None:
        """Load the history and run the feed until it ends or :meth:`stop` is called."""
        parts = self._parts
        try:
            if parts.journal is not None:
                parts.journal.restore(self._hit_filter, self._timeframe)
            self._load_history(self._history_end)
            self._initialise_hits()
            parts.feed.run(self)
            self._finish()
        finally:
            self._close()

    def stop(self) -> None:
        """Make :meth:`run` return soon."""
        self._parts.feed.stop()

    def add_formula(self, formula: Formula) -> None:
        """Evaluate `formula` from the next candle on, in the place of one with the same id.

        Where it holds by then, that is a hit too.

        Raises
        ------
        FormulaError
            It cannot be used; the formulas stay as they were.
        """
        processor = self._parts.processor
        if processor.make_room(formula):
            self._load_history(self._history_end)
        with self._lock:
            processor.add_formula(formula)
            self._hit_filter.forget_formula(formula.id)
            self._names[formula.id] = formula.name

    def remove_formula(self, formula_id: int | str) -> bool:
        """Remove a formula; return whether it was there."""
        with self._lock:
            self._hit_filter.forget_formula(formula_id)
            return self._parts.processor.remove_formula(formula_id)

    def set_policy(self, policy: HitPolicy) -> None:
        """Apply `policy` from the next candle on."""
        with self._lock:
            self._hit_filter.policy = policy

    def pop_changes(self) -> dict[str, LiveCandle]:
        """Return, for each symbol that has had candles since the last call, the newest of them."""
        return self._fresh.pop_changes()

    def holding(self) -> list[tuple[str, FormulaId]]:
        """Return the symbols and formulas that hold now."""
        with self._lock:
            return list(self._hit_filter.holding())

    def status(self) -> SessionStatus:
        """Return the state and counts of the session."""
        parts = self._parts
        sinks = [] if parts.alerts is None else parts.alerts.status()
        feed = parts.feed.status()
        unsettled = tuple(formula.name for formula in parts.processor.unsettled)
        n_symbols = len(parts.processor.symbols())
        status = SessionStatus(feed, self._health(feed), sinks, n_symbols, unsettled=unsettled)
        writer = parts.writer
        if writer is None:
            return status
        return replace(status, saved=writer.saved, unsaved=writer.unsaved, save_error=writer.error)

    # ── the feed's side ────────────────────────────────────────────────────────────────────────

    def on_candles(self, candles: Sequence[LiveCandle]) -> None:
        """See :class:`~engine.stream.feeds.protocol.FeedSink`."""
        roll_up = self._parts.roll_up
        if roll_up is None or not roll_up.takes_candles:
            self._process(candles)
        else:
            for live in candles:
                self._process(roll_up.add_candle(live))

    def on_ticks(self, ticks: Sequence[Tick]) -> None:
        """See :class:`~engine.stream.feeds.protocol.FeedSink`."""
        if self._parts.roll_up is not None:
            self._process(self._parts.roll_up.add_ticks(ticks))

    def on_time(self, now_ns: int) -> None:
        """See :class:`~engine.stream.feeds.protocol.FeedSink`."""
        self._fresh.advance(now_ns)
        if self._parts.roll_up is not None:
            self._process(self._parts.roll_up.advance(now_ns, time.perf_counter_ns()))
        begun_ns = time.perf_counter_ns()
        with self._lock:
            filtered = self._filtered(self._parts.processor.advance(now_ns))
        if filtered:
            self._hand_over((), self._hits_of(filtered), [begun_ns])

    def on_restart(self, moment: datetime) -> None:
        """See :class:`~engine.stream.feeds.protocol.FeedSink`."""
        with self._lock:
            self._parts.processor.clear()
            self._hit_filter.clear()
            self._fresh.clear()
            self._latency.clear()
            if self._parts.roll_up is not None:
                self._parts.roll_up.clear()
        self._history_end = moment
        self._load_history(moment)
        self._initialise_hits()

    def _process(self, candles: Sequence[LiveCandle]) -> None:
        """Evaluate candles and publish their hits; where candles are saved, once they are."""
        evaluate, is_saving = self._parts.processor.evaluate, self._parts.writer is not None
        waiting: list[SignalMatch] = []
        arrivals: list[int] = []
        for live in candles:
            arrived_ns = live.arrived_ns or time.perf_counter_ns()
            with self._lock:
                filtered = self._filtered(evaluate(live.symbol, live.candle, live.is_closed))
            hits = self._hits_of(filtered)
            self._fresh.add(live)
            if is_saving:
                waiting += hits
                arrivals.append(arrived_ns)
            else:
                self._publish_timed(hits, (arrived_ns,))
        self._rate.add(len(candles))
        if is_saving and candles:
            self._hand_over(candles, waiting, arrivals)

    def _hand_over(
        self, candles: Sequence[LiveCandle], hits: list[SignalMatch], arrivals: Sequence[int]
    ) -> None:
        """Publish `hits`; where candles are saved, once these and all before are on the disk."""
        if self._parts.writer is None:
            self._publish_timed(hits, arrivals)
        else:
            self._parts.writer.put(candles, lambda: self._publish_timed(hits, arrivals))

    def _finish(self) -> None:
        """Evaluate the bars that waited for other symbols, which will not come any more."""
        with self._lock:
            filtered = self._filtered(self._parts.processor.advance(self._fresh.now_ns))
        self._hand_over((), self._hits_of(filtered), ())

    def _filtered(self, results: Iterable[BarResult]) -> list[tuple[BarResult, HitChanges]]:
        """Return what `results` change; the lock is held since before they were computed.

        A formula that is edited in between would otherwise be filtered by the state of the old one.
        """
        return [(result, self._hit_filter.filter(result)) for result in results]

    def _hits_of(self, filtered: Iterable[tuple[BarResult, HitChanges]]) -> list[SignalMatch]:
        """Return the hits to publish; the ends of earlier ones go into the journal."""
        hits: list[SignalMatch] = []
        for result, changes in filtered:
            if self._is_past(result):
                continue
            if changes.left and self._parts.journal is not None:
                moment = from_ns(result.time_ns)
                self._parts.journal.put(
                    Ended(*pair, self._timeframe, moment) for pair in changes.left
                )
            hits += changes.hits
            hits += [_marked(match) for match in changes.corrections]
        return hits

    def _is_past(self, result: BarResult) -> bool:
        return bar_end(result.time_ns, self._timeframe) <= self._hits_from_ns

    def _publish_timed(self, hits: list[SignalMatch], arrivals: Iterable[int]) -> None:
        """Publish hits, and add the latencies since the arrival of their candles."""
        if hits:
            self._publish(hits)
        now_ns = time.perf_counter_ns()
        for arrived_ns in arrivals:
            self._latency.add_ns(now_ns - arrived_ns)

    def _publish(self, hits: list[SignalMatch]) -> None:
        self.hits.extend(hits)
        self._n_corrections += sum(CORRECTION in hit.metadata for hit in hits)
        parts = self._parts
        if parts.on_hits is not None:
            parts.on_hits(hits)
        if parts.alerts is None and parts.journal is None:
            return
        alerts = [self._alert(hit) for hit in hits]
        if parts.alerts is not None:
            parts.alerts.put(alerts)
        if parts.journal is not None:
            parts.journal.put(alerts)

    def _alert(self, hit: SignalMatch) -> Alert:
        return Alert(
            hit.symbol,
            hit.formula_id,
            self._names.get(hit.formula_id, str(hit.formula_id)),
            hit.timestamp,
            hit.candle.close,
            datetime.now(UTC),
            bool(hit.metadata.get("confirmed", True)),
            hit.indicator_values,
            timeframe=self._timeframe,
            is_correction=CORRECTION in hit.metadata,
        )

    def _load_history(self, end: datetime | None) -> None:
        if self._parts.history is not None:
            seed(self._parts.processor, self._parts.history, self._symbols, self._timeframe, end)

    def _initialise_hits(self) -> None:
        """Set what holds before the first candle comes, which is no new hit."""
        evaluated = set()
        for symbol in self._parts.processor.symbols():
            for result in self._parts.processor.evaluate_newest(symbol):
                evaluated.add(symbol)
                with self._lock:
                    self._hit_filter.filter(result)
        with self._lock:
            self._hit_filter.forget_what_holds_except(evaluated)
            self._hit_filter.n_repeated = 0

    def _health(self, feed: FeedStatus) -> Health:
        stats = self._parts.processor.stats()
        p50, p99 = self._latency.quantiles_ms()
        late = 0 if self._parts.roll_up is None else self._parts.roll_up.late
        return Health(
            candles=self._rate.total,
            candles_per_s=self._rate.per_s(),
            latency_p50_ms=p50,
            latency_p99_ms=p99,
            stale_symbols=self._fresh.stale_symbols(),
            absent_symbols=self._fresh.absent_symbols(),
            late=int(stats["late"]) + late + self._n_corrections,
            dropped=int(stats["dropped"]) + feed.malformed,
            duplicates=int(stats["duplicates"]) + feed.duplicates,
            hits=self.hits.total - self._n_corrections,
            repeated=self._hit_filter.n_repeated,
        )

    def _close(self) -> None:
        parts = self._parts
        for part in (parts.writer, parts.alerts, parts.journal):
            if part is not None:
                part.close()


def _marked(match: SignalMatch) -> SignalMatch:
    """Return a hit as the correction of one that was notified before."""
    return replace(match, metadata={**match.metadata, CORRECTION: True})
