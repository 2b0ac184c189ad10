"""Drives the engine's live session and tells the window what is new, twenty times a second.

::

    LiveService ── requests ──► LiveHost (its own QThread) ── starts, edits, stops ──► LiveSession
    (GUI thread)                    │ looks every 50 ms: new hits, what holds,      (a third thread,
        ▲                           │ the selected symbol's candles, figures         the feed's)
        └──── updated (LiveUpdate) ◄┘

However fast the feed is, the window gets one update at a time: there is none before it has taken
the last one. What has come meanwhile is in the next.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.errors import EngineError, FormulaError
from engine.messages import Message
from scanner_app.services.live.charts import LiveCharts
from scanner_app.services.live.feed_sources import OpenSession, open_live, split_watchable
from scanner_app.services.live.hit_rows import HitBook
from scanner_app.services.live.live_thread import LiveThread
from scanner_app.services.live.live_types import (
    LiveEnd,
    LiveHealth,
    LiveUpdate,
    UndeliveredAlerts,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from engine.domain.formula import Formula
    from engine.domain.hit_policy import HitPolicy
    from engine.stream.alerts.sinks import AlertSink
    from engine.stream.session.session import SessionStatus
    from scanner_app.charting.data import ChartData
    from scanner_app.services.live.live_types import (
        HitBatch,
        LiveRequest,
        LiveSelection,
    )

_LOG = logging.getLogger(__name__)
INTERVAL_MS = 50
_FIGURES_S = 0.25
_MAX_HITS = 5_000  # what the table takes within a few milliseconds
_CLOSE_S = 20.0


@dataclass(slots=True, eq=False)
class _Run:
    """A session with what is known of it here."""

    request: LiveRequest
    opened: OpenSession
    formulas: dict[str, Formula]
    names: dict[str, str]
    book: HitBook
    next_hit: int = 0
    figured_s: float = 0.0
    is_ended: bool = False


class LiveHost(QObject):
    """Lives on its own thread; the GUI talks to it by signals only, :meth:`acknowledge` aside.

    Signals
    -------
    updated : LiveUpdate
        What is new.
    began : int
        The session so numbered runs.
    ended : LiveEnd
        It is over.
    refused : str, Exception
        The formula with this id cannot be watched.
    """

    updated = Signal(object)
    began = Signal(int)
    ended = Signal(object)
    refused = Signal(str, object)

    def __init__(self, sinks: Sequence[AlertSink]) -> None:
        super().__init__()
        self._sinks = sinks
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._look)
        self._charts = LiveCharts()
        self._thread = LiveThread()
        self._run: _Run | None = None
        self._selection: LiveSelection | None = None
        self._is_chart_due = False
        self._is_taken = True

    def acknowledge(self) -> None:
        """Note that the window has taken the last update; called from its thread."""
        self._is_taken = True

    @Slot(object)
    def start(self, request: LiveRequest) -> None:
        """Open a session and run it."""
        self._close()
        try:
            opened = open_live(request, self._sinks)
        except Exception as error:  # noqa: BLE001 - the window tells of whatever it is
            can_mend = isinstance(error, EngineError | ValueError | OSError)
            if not can_mend:
                _LOG.error("A live session could not be opened", exc_info=error)
            self.ended.emit(LiveEnd(request.number, error, can_mend))
            return
        formulas = {str(each.id): each for each in request.formulas}
        names = {key: each.name for key, each in formulas.items()}
        self._run = _Run(request, opened, formulas, names, HitBook(names))
        for formula_id, reason in opened.refused.items():
            self.refused.emit(formula_id, reason)
        self._is_taken = self._is_chart_due = True
        opened.begin(self._thread)
        self.began.emit(request.number)
        self.updated.emit(LiveUpdate(request.number, span=opened.span))
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """End the session; `ended` follows once its thread is gone."""
        if self._run is not None:
            self._run.opened.session.stop()

    @Slot(object)
    def watch(self, formula: Formula) -> None:
        """Watch a formula from now on, in the place of one with the same id."""
        run = self._run
        if run is None or run.is_ended:
            return
        try:
            _, wrong = split_watchable([formula], run.request.feed.timeframe)
            if wrong:
                raise next(iter(wrong.values()))
            run.names[str(formula.id)] = formula.name  # its first hits may come at once
            run.opened.session.add_formula(formula)
        except FormulaError as error:
            self.refused.emit(str(formula.id), error)
            return
        run.formulas[str(formula.id)] = formula
        self._is_chart_due = True

    @Slot(str)
    def forget(self, formula_id: str) -> None:
        """Watch a formula no more."""
        if self._run is not None and not self._run.is_ended:
            self._run.opened.session.remove_formula(formula_id)
            self._run.formulas.pop(formula_id, None)

    @Slot(object)
    def set_hit_options(self, hits: HitPolicy) -> None:
        """Change which matches are hits."""
        if self._run is not None:
            self._run.opened.session.set_policy(hits)

    @Slot(object)
    def select(self, selection: LiveSelection | None) -> None:
        """Show the chart of another symbol."""
        self._selection = selection
        self._is_chart_due = True
        if self._run is not None and self._run.is_ended:
            self._send(self._run)

    @Slot(float)
    def set_speed(self, speed: float) -> None:
        """Let a replay run faster or slower."""
        self._call_feed("set_speed", speed)

    @Slot(bool)
    def set_paused(self, is_paused: bool) -> None:
        """Hold a replay or let it go on."""
        self._call_feed("pause" if is_paused else "resume")

    @Slot(object)
    def seek(self, moment: datetime) -> None:
        """Let a replay go on elsewhere."""
        self._call_feed("seek", moment)

    @Slot()
    def finish(self) -> None:
        """End the session, then the thread that this lives on."""
        self._close()
        self._thread.close(_CLOSE_S)
        self.thread().quit()

    @Slot()
    def _look(self) -> None:
        """Send what is new, unless the window is still busy with the last update."""
        run = self._run
        if run is None:
            return
        if run.opened.is_over:
            self._end(run)
        elif self._is_taken:
            self._send(run)

    def _end(self, run: _Run) -> None:
        """Send all that is left, then say that it is over."""
        self._timer.stop()
        run.figured_s = 0.0
        while run.next_hit < run.opened.session.hits.total:
            self.updated.emit(LiveUpdate(run.request.number, hits=self._new_hits(run)))
        run.is_ended = True
        self._is_chart_due = True
        self._send(run)
        run.opened.files.close()
        self.ended.emit(LiveEnd(run.request.number, run.opened.error))

    def _send(self, run: _Run) -> None:
        """Gather one update."""
        session = run.opened.session
        changed = session.pop_changes()
        hits = self._new_hits(run)
        chart = self._chart(run, changed)
        now_s = time.monotonic()
        figures: dict[str, Any] = {}
        if now_s - run.figured_s >= _FIGURES_S or run.is_ended:
            run.figured_s = now_s
            figures = self._figures(run)
        if hits is not None or chart is not None or figures:
            self._is_taken = False
            self.updated.emit(LiveUpdate(run.request.number, hits=hits, chart=chart, **figures))

    @staticmethod
    def _new_hits(run: _Run) -> HitBatch | None:
        page = run.opened.session.hits.since(run.next_hit, _MAX_HITS)
        run.next_hit = page.next_number
        if not page.hits:
            return None
        return run.book.add(page.next_number - len(page.hits), page.hits)

    @staticmethod
    def _figures(run: _Run) -> dict[str, Any]:
        """Return what need not be told twenty times a second."""
        session = run.opened.session
        marks = run.book.update_holding(session.holding())
        n_symbols = len(session.processor.symbols())
        return {
            "marks": marks,
            "holding": run.book.holding(),
            "counts": run.book.counts(),
            "health": health_of(session.status(), n_symbols),
            "position": getattr(session.feed, "position", None),
        }

    def _chart(self, run: _Run, changed: dict[str, Any]) -> ChartData | None:
        """Return the selected symbol's chart if there is something new in it."""
        chosen = self._selection
        if chosen is None or not (self._is_chart_due or chosen.symbol in changed):
            return None
        try:
            series = run.opened.session.processor.get_series(chosen.symbol)
        except KeyError:  # none of its candles has come yet
            return None
        self._is_chart_due = False
        formula = run.formulas.get(chosen.formula_id)
        return self._charts.draw(series, chosen, formula, run.book.times_of(chosen.symbol))

    def _call_feed(self, method: str, *arguments: Any) -> None:
        """Tell the feed something that only a replay understands."""
        feed = None if self._run is None else self._run.opened.session.feed
        if hasattr(feed, method):
            getattr(feed, method)(*arguments)

    def _close(self) -> None:
        """End the session; returns when its threads are gone."""
        self._timer.stop()
        if self._run is not None:
            if not self._run.opened.close(_CLOSE_S):
                self._thread = LiveThread()  # the other one is stuck
            self._run.opened.forget()
            self._run = None


def health_of(status: SessionStatus, n_symbols: int) -> LiveHealth:
    """Return the engine's figures as plain data."""
    feed, health = status.feed, status.health
    faults: list[str] = [
        Message("live.sink-fault", sink=sink.name, reason=sink.last_error)
        for sink in status.sinks
        if sink.last_error
    ]
    undelivered = [
        UndeliveredAlerts(s.name, s.undelivered, s.last_error)
        for s in status.sinks
        if s.undelivered
    ]
    if status.save_error:
        faults.append(status.save_error)
    return LiveHealth(
        connection=str(feed.state), note=feed.note, n_symbols=n_symbols,
        candles=health.candles, candles_per_s=health.candles_per_s,
        latency_p50_ms=health.latency_p50_ms, latency_p99_ms=health.latency_p99_ms,
        stale=health.stale_symbols, late=health.late, dropped=health.dropped,
        unreadable=feed.malformed,
        duplicates=health.duplicates, reconnects=feed.reconnects, recovered=feed.recovered,
        hits=health.hits, saved=status.saved, undelivered=tuple(undelivered), faults=tuple(faults),
        unsettled=status.unsettled,
    )  # fmt: skip
