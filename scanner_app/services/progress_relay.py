"""Carries progress from a worker thread to the GUI, at most twenty times a second."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal

INTERVAL_S = 0.05


class ProgressRelay(QObject):
    """Call it from any thread; the signal arrives on the GUI thread.

    Signals
    -------
    advanced : int, int, str
        Done, in all, and what was done last.
    """

    advanced = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_s = 0.0

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Record that `done` of `total` are done; the last one is always passed on."""
        now_s = time.monotonic()
        if done >= total or now_s - self._last_s >= INTERVAL_S:
            self._last_s = now_s
            self.advanced.emit(done, total, text)
