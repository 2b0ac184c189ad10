"""Starts and cancels scans and keeps their state; the GUI's side of the engine's thread."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from engine.domain.scan_summary import ScanSummary
from scanner_app.services.scan.engine_host import EngineHost

if TYPE_CHECKING:
    from engine.domain.result import Outcome
    from engine.domain.scan_summary import SymbolOutcome
    from engine.storage.library import Library
    from scanner_app.services.scan.scan_types import ScanBatch, ScanEnd, WindowScan
    from scanner_app.settings import Settings

_CLOSE_MS = 60_000  # a thread that still runs when it is deleted ends the program


class ScanState(StrEnum):
    """What the service is doing."""

    IDLE = "idle"
    RUNNING = "running"
    CANCELLING = "cancelling"


class ScanService(QObject):
    """One scan at a time.

    Signals
    -------
    started : WindowScan
        A scan has begun; nothing is known yet.
    advanced : ScanBatch, ScanSummary
        More symbols are done.
    ended : ScanEnd, ScanSummary
        The scan is over; what was found so far stays.
    state_changed : ScanState
        Idle, running or cancelling.
    workers_ready : int
        So many worker processes are waiting for work.
    engine_changed : ProcessingEngine or None
        Another engine is there to be asked.
    """

    started = Signal(object)
    advanced = Signal(object, object)
    ended = Signal(object, object)
    state_changed = Signal(object)
    workers_ready = Signal(int)
    engine_changed = Signal(object)
    _library_given = Signal(object, object)
    _start_requested = Signal(object)
    _finish_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = ScanState.IDLE
        self._request: WindowScan | None = None
        self._tally = ScanSummary()
        self._thread = QThread()
        self._thread.setObjectName("engine")
        self._host = EngineHost()
        self._host.moveToThread(self._thread)
        self._library_given.connect(self._host.use_library)
        self._start_requested.connect(self._host.start)
        self._finish_requested.connect(self._host.finish)
        self._host.advanced.connect(self._on_advanced)
        self._host.ended.connect(self._on_ended)
        self._host.warmed_up.connect(self.workers_ready)
        self._host.engine_changed.connect(self.engine_changed)
        self._thread.start()

    @property
    def state(self) -> ScanState:
        """What the service is doing."""
        return self._state

    @property
    def is_running(self) -> bool:
        """Whether a scan is under way."""
        return self._state is not ScanState.IDLE

    @property
    def request(self) -> WindowScan | None:
        """The scan that is running or ran last."""
        return self._request

    @property
    def tally(self) -> ScanSummary:
        """The counts of that scan."""
        return self._tally

    def outcomes(self, outcome: Outcome) -> list[SymbolOutcome]:
        """Return the symbols of the last scan that ended so, sorted."""
        return self._tally.ended_as(outcome)

    def left_out(self) -> list[str]:
        """Return the symbols of the last scan that have no outcome."""
        if self._request is None:
            return []
        done = {entry.symbol for entry in self._tally.outcomes}
        return [symbol for symbol in self._request.symbols if symbol not in done]

    def use_library(self, library: Library, settings: Settings) -> None:
        """Scan `library` from now on, with freshly started workers."""
        self.cancel()
        self._library_given.emit(library, settings)

    def start(self, request: WindowScan) -> None:
        """Begin a scan; there must be none under way."""
        if self.is_running:
            return
        self._request = request
        self._tally = ScanSummary(total=request.n_symbols)
        self._set_state(ScanState.RUNNING)
        self.started.emit(request)
        self._start_requested.emit(request)

    def forget(self) -> None:
        """Drop the last scan, unless one is under way."""
        if not self.is_running:
            self._request = None

    def cancel(self) -> None:
        """Ask the scan that is under way to stop; `ended` follows within a moment."""
        if self._state is ScanState.RUNNING and self._request is not None:
            self._set_state(ScanState.CANCELLING)
            self._request.token.cancel()

    def close(self) -> None:
        """Cancel, end the workers and the thread; returns when they are gone."""
        self.cancel()
        self._host.stop_waiting()
        self._finish_requested.emit()
        self._thread.wait(_CLOSE_MS)

    @Slot(object)
    def _on_advanced(self, batch: ScanBatch) -> None:
        """Count a batch of the scan that is under way."""
        if self._request is None or batch.number != self._request.number:
            return
        self._tally.add(batch.outcomes, batch.elapsed_s)
        self.advanced.emit(batch, self._tally)

    @Slot(object)
    def _on_ended(self, end: ScanEnd) -> None:
        """Report that the scan is over."""
        if self._request is None or end.number != self._request.number:
            return
        self._tally.elapsed_s = end.elapsed_s
        self._set_state(ScanState.IDLE)
        self.ended.emit(end, self._tally)

    def _set_state(self, state: ScanState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)
