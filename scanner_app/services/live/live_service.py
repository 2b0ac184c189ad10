"""Starts and stops live sessions and keeps their state; the GUI's side of the live thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from scanner_app.services.live.alerts import LiveSinks
from scanner_app.services.live.live_host import LiveHost
from scanner_app.services.live.live_types import LiveState

if TYPE_CHECKING:
    from datetime import datetime

    from engine.domain.formula import Formula
    from engine.domain.hit_policy import HitPolicy
    from scanner_app.services.live.live_types import (
        LiveEnd,
        LiveRequest,
        LiveSelection,
        LiveUpdate,
    )

_CLOSE_MS = 30_000


class LiveService(QObject):
    """One live session at a time.

    Attributes
    ----------
    sinks : LiveSinks
        Where hits are told outside the window.

    Signals
    -------
    started : LiveRequest
        A session begins.
    updated : LiveUpdate
        What is new; at most twenty times a second.
    ended : LiveEnd
        The session is over.
    refused : str, Exception
        The formula with this id cannot be watched.
    state_changed : LiveState
        Idle, starting, running or stopping.
    """

    started = Signal(object)
    updated = Signal(object)
    ended = Signal(object)
    refused = Signal(str, object)
    state_changed = Signal(object)
    _start_requested = Signal(object)
    _stop_requested = Signal()
    _watch_requested = Signal(object)
    _forget_requested = Signal(str)
    _tell_requested = Signal(object)
    _select_requested = Signal(object)
    _speed_requested = Signal(float)
    _pause_requested = Signal(bool)
    _seek_requested = Signal(object)
    _finish_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sinks = LiveSinks()
        self._state = LiveState.IDLE
        self._request: LiveRequest | None = None
        self._thread = QThread()
        self._thread.setObjectName("live")
        self._host = LiveHost(self.sinks.all)
        self._host.moveToThread(self._thread)
        self._connect_host(self._host)
        self._is_closed = False
        self._thread.start()

    @property
    def state(self) -> LiveState:
        """What the service is doing."""
        return self._state

    @property
    def is_running(self) -> bool:
        """Whether a session is under way."""
        return self._state is not LiveState.IDLE

    @property
    def is_saving(self) -> bool:
        """Whether a session is under way that saves candles in the library."""
        return self.is_running and self._request is not None and self._request.feed.saves

    @property
    def request(self) -> LiveRequest | None:
        """The session that is running or ran last."""
        return self._request

    def start(self, request: LiveRequest) -> None:
        """Begin a session; there must be none under way."""
        if self.is_running:
            return
        self._request = request
        self._set_state(LiveState.STARTING)
        self.started.emit(request)
        self._start_requested.emit(request)

    def stop(self) -> None:
        """Ask the session to stop; `ended` follows within a moment."""
        if self.is_running:
            self._set_state(LiveState.STOPPING)
            self._stop_requested.emit()

    def watch(self, formula: Formula) -> None:
        """Watch a formula from the next candle on, in the place of one with the same id."""
        self._watch_requested.emit(formula)

    def forget(self, formula_id: str) -> None:
        """Watch a formula no more."""
        self._forget_requested.emit(formula_id)

    def set_hit_options(self, hits: HitPolicy) -> None:
        """Change which matches are hits, from now on."""
        self._tell_requested.emit(hits)

    def select(self, selection: LiveSelection | None) -> None:
        """Send charts of another symbol from now on."""
        self._select_requested.emit(selection)

    def set_speed(self, speed: float) -> None:
        """Let a replay run faster or slower."""
        self._speed_requested.emit(speed)

    def set_paused(self, is_paused: bool) -> None:
        """Hold a replay or let it go on."""
        self._pause_requested.emit(is_paused)

    def seek(self, moment: datetime) -> None:
        """Let a replay go on elsewhere."""
        self._seek_requested.emit(moment)

    def close(self) -> None:
        """End the session and the threads; returns when they are gone."""
        if self._is_closed:
            return
        self._is_closed = True
        self.sinks.silence()
        self._finish_requested.emit()
        self._thread.wait(_CLOSE_MS)

    def _connect_host(self, host: LiveHost) -> None:
        for mine, slot in (
            (self._start_requested, host.start),
            (self._stop_requested, host.stop),
            (self._watch_requested, host.watch),
            (self._forget_requested, host.forget),
            (self._tell_requested, host.set_hit_options),
            (self._select_requested, host.select),
            (self._speed_requested, host.set_speed),
            (self._pause_requested, host.set_paused),
            (self._seek_requested, host.seek),
            (self._finish_requested, host.finish),
        ):
            mine.connect(slot)
        host.began.connect(self._on_began)
        host.updated.connect(self._on_updated)
        host.ended.connect(self._on_ended)
        host.refused.connect(self.refused)

    @Slot(int)
    def _on_began(self, number: int) -> None:
        if self._is_current(number) and self._state is LiveState.STARTING:
            self._set_state(LiveState.RUNNING)

    @Slot(object)
    def _on_updated(self, update: LiveUpdate) -> None:
        """Pass on what is new, then let the next update come."""
        if self._is_current(update.number):
            self.updated.emit(update)
        self._host.acknowledge()

    @Slot(object)
    def _on_ended(self, end: LiveEnd) -> None:
        if self._is_current(end.number):
            self._set_state(LiveState.IDLE)
            self.ended.emit(end)

    def _is_current(self, number: int) -> bool:
        """Whether `number` is the session that was started last, and the window is open."""
        request = self._request
        return request is not None and request.number == number and not self._is_closed

    def _set_state(self, state: LiveState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)
