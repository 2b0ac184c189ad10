"""Starts and stops live sessions and keeps their state; the GUI's side of the live thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from scanner_app.services.live.alerts import LiveSinks
from scanner_app.services.live.live_host import LiveHost
from scanner_app.services.live.live_types import LiveState

if TYPE_CHECKING:
    from collections.abc import Callable
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
        Where hits are notified outside the window.

    Signals
    -------
    started : LiveRequest
        A session begins.
    updated : LiveUpdate
        What is new; at most twenty times a second.
    ended : LiveEnd
        The session is over.
    refused : str, Exception
        The formula with this id cannot be used.
    state_changed : LiveState
        Idle, starting, running or stopping.
    """

    started = Signal(object)
    updated = Signal(object)
    ended = Signal(object)
    refused = Signal(str, object)
    state_changed = Signal(object)
    _call_requested = Signal(object)

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
        self._call(self._host.start, request)

    def stop(self) -> None:
        """Ask the session to stop; `ended` follows within a moment."""
        if self.is_running:
            self._set_state(LiveState.STOPPING)
            self._call(self._host.stop)

    def watch(self, formula: Formula) -> None:
        """Add a formula, in the place of one with the same id, from the next candle on."""
        self._call(self._host.watch, formula)

    def forget(self, formula_id: str) -> None:
        """Remove a formula."""
        self._call(self._host.forget, formula_id)

    def set_hit_options(self, hits: HitPolicy) -> None:
        """Change which matches are hits, from now on."""
        self._call(self._host.set_hit_options, hits)

    def select(self, selection: LiveSelection | None) -> None:
        """Select the symbol of the chart."""
        self._call(self._host.select, selection)

    def set_speed(self, speed: float) -> None:
        """Change the speed of a replay."""
        self._call(self._host.set_speed, speed)

    def set_paused(self, is_paused: bool) -> None:
        """Pause or resume a replay."""
        self._call(self._host.set_paused, is_paused)

    def seek(self, moment: datetime) -> None:
        """Move a replay to another time."""
        self._call(self._host.seek, moment)

    def close(self) -> None:
        """End the session and the threads; returns when they are gone."""
        if self._is_closed:
            return
        self._is_closed = True
        self.sinks.silence()
        self._call(self._host.finish)
        self._thread.wait(_CLOSE_MS)

    def _call(self, method: Callable[..., None], *arguments: Any) -> None:
        """Call a method of the host in its own thread."""
        self._call_requested.emit(partial(method, *arguments))

    def _connect_host(self, host: LiveHost) -> None:
        self._call_requested.connect(host.call)
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
        """Whether `number` is the newest session, and the window is open."""
        request = self._request
        return request is not None and request.number == number and not self._is_closed

    def _set_state(self, state: LiveState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)
