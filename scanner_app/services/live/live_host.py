"""Drives the engine's live session and sends the window what is new, twenty times a second.

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
from engine.stream.feeds.protocol import Replayable
from scanner_app.services.live.charts import LiveCharts
from scanner_app.services.live.feed_sources import OpenSession, open_live, split_watchable
from scanner_app.services.live.hit_rows import HitBook
from scanner_app.services.live.live_thread import LiveThread
from scanner_app.services.live.live_types import (
    LiveEnd,
    LiveUpdate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from engine.domain.formula import Formula
    from engine.domain.hit_policy import HitPolicy
    from engine.stream.alerts.sinks import AlertSink
    from scanner_app.charting.data import ChartData
    from scanner_app.records.hits import HitBatch
    from scanner_app.services.live.live_types import (
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
    """A session with its formulas and hits."""

    request: LiveRequest
    opened: OpenSession
    formulas: dict[str, Formula]
    names: dict[str, str]
    book: HitBook
    next_hit: int = 0
    figured_s: float = 0.0
    is_ended: bool = False


class LiveHost(QObject):
    """Runs sessions in its own thread: all methods but :meth:`acknowledge` are called there.

    Signals
    -------
    updated : LiveUpdate
        What is new.
    began : int
        The session so numbered runs.
    ended : LiveEnd
        It is over.
    refused : str, Exception
        The formula with this id cannot be used.
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
        """Allow the next update; called from the window's thread."""
        self._is_taken = True

    @Slot(object)
    def call(self, method: Callable[[], None]) -> None:
        """Run what the service asks for, in this thread."""
        method()

    def start(self, request: LiveRequest) -> None:
        """Open a session and run it."""
        self._close()
        try:
            opened = open_live(request, self._sinks)
        except Exception as error:  # noqa: BLE001 - the window shows whatever it is
            can_mend = isinstance(error, EngineError | OSError)
            if not can_mend:
                _LOG.error("A live session could not be opened", exc_info=error)
            self.ended.emit(LiveEnd(request.number, error, can_mend))
            return
        formulas = {str(formula.id): formula for formula in request.formulas}
        names = {key: formula.name for key, formula in formulas.items()}
        self._run = _Run(request, opened, formulas, names, HitBook(names))
        for formula_id, reason in opened.refused.items():
            self.refused.emit(formula_id, reason)
        self._is_taken = self._is_chart_due = True
        opened.begin(self._thread)
        self.began.emit(request.number)
        self.updated.emit(LiveUpdate(request.number, span=opened.span))
        self._timer.start()

    def stop(self) -> None:
        """End the session; `ended` follows once its thread is gone."""
        if self._run is not None:
            self._run.opened.session.stop()

    def watch(self, formula: Formula) -> None:
        """Add a formula, in the place of one with the same id."""
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

    def forget(self, formula_id: str) -> None:
        """Remove a formula."""
        if self._run is not None and not self._run.is_ended:
            self._run.opened.session.remove_formula(formula_id)
            self._run.formulas.pop(formula_id, None)

    def set_hit_options(self, hits: HitPolicy) -> None:
        """Change which matches are hits."""
        if self._run is not None:
            self._run.opened.session.set_policy(hits)

    def select(self, selection: LiveSelection | None) -> None:
        """Select the symbol of the chart."""
        self._selection = selection
        self._is_chart_due = True
        if self._run is not None and self._run.is_ended:
            self._send(self._run)

    def set_speed(self, speed: float) -> None:
        """Change the speed of a replay."""
        if (replay := self._replay()) is not None:
            replay.set_speed(speed)

    def set_paused(self, is_paused: bool) -> None:
        """Pause or resume a replay."""
        if (replay := self._replay()) is not None:
            (replay.pause if is_paused else replay.resume)()

    def seek(self, moment: datetime) -> None:
        """Move a replay to another time."""
        if (replay := self._replay()) is not None:
            replay.seek(moment)

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
        """Return what changes less often than the table."""
        session = run.opened.session
        feed = session.feed
        marks = run.book.update_holding(session.holding())
        return {
            "marks": marks,
            "holding": run.book.holding(),
            "counts": run.book.counts(),
            "status": session.status(),
            "position": feed.position if isinstance(feed, Replayable) else None,
        }

    def _chart(self, run: _Run, changed: dict[str, Any]) -> ChartData | None:
        """Return the selected symbol's chart if there is something new in it."""
        selection = self._selection
        if selection is None or not (self._is_chart_due or selection.symbol in changed):
            return None
        try:
            series = run.opened.session.processor.get_series(selection.symbol)
        except KeyError:  # none of its candles has come yet
            return None
        self._is_chart_due = False
        formula = run.formulas.get(selection.formula_id)
        return self._charts.draw(series, selection, formula, run.book.times_of(selection.symbol))

    def _replay(self) -> Replayable | None:
        """Return the feed where it can be paused and moved."""
        feed = None if self._run is None else self._run.opened.session.feed
        return feed if isinstance(feed, Replayable) else None

    def _close(self) -> None:
        """End the session; returns when its threads are gone."""
        self._timer.stop()
        if self._run is not None:
            if not self._run.opened.close(_CLOSE_S):
                self._thread = LiveThread()  # the other one is stuck
            self._run.opened.forget()
            self._run = None
