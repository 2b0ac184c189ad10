"""Holds repaints back that come too soon after the last one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

INTERVAL_S = 0.051
_USER_S = 0.25
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Resize,
        QEvent.Type.Wheel,
    }
)


class RepaintLimiter(QObject):
    """Lets a window repaint at most twenty times a second while it is on.

    One update of a table, a chart and a line of figures reaches the screen in several steps: rows
    are laid out, then widgets, then the chart asks for another paint. Each would repaint the window
    for itself. All that changes is gathered by Qt in any case until the window is told to paint;
    that is what is put off here. Whoever types, scrolls or drags is not kept waiting.

    Parameters
    ----------
    window : QWidget
        The window, which also owns the limiter.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_on = False
        self._painted_s = self._input_s = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)

    def set_on(self, is_on: bool) -> None:
        """Begin or cease to hold repaints back."""
        if is_on == self._is_on:
            return
        self._is_on = is_on
        for watched in (self._window, self._window.windowHandle()):
            if watched is not None:
                change = watched.installEventFilter if is_on else watched.removeEventFilter
                change(self)
        if not is_on and self._timer.isActive():
            self._timer.stop()
            self._on_due()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a request to repaint that comes too soon; it is made again when it is time."""
        kind = event.type()
        if kind in _INPUT:
            self._input_s = time.monotonic()
        if kind != QEvent.Type.UpdateRequest or watched is not self._window:
            return False
        now_s = time.monotonic()
        rest_s = self._painted_s + INTERVAL_S - now_s
        if rest_s <= 0 or now_s - self._input_s < _USER_S:
            self._painted_s = now_s
            return False
        if not self._timer.isActive():
            self._timer.start(int(rest_s * 1_000) + 1)
        return True

    @Slot()
    def _on_due(self) -> None:
        QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
