"""Repeats a scan on an interval."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_MINUTE_MS = 60_000
CHOICES_MIN = (0, 1, 5, 15, 60)


class RepeatService(QObject):
    """A clock that can be set to some minutes, or stopped.

    Signals
    -------
    due :
        It is time to scan again.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.due)

    @property
    def minutes(self) -> int:
        """The interval; 0 while it is stopped."""
        return self._timer.interval() // _MINUTE_MS if self._timer.isActive() else 0

    @Slot(int)
    def set_minutes(self, minutes: int) -> None:
        """Repeat every so many minutes; 0 stops it."""
        if minutes > 0:
            self._timer.start(minutes * _MINUTE_MS)
        else:
            self._timer.stop()

    def close(self) -> None:
        """Stop for good."""
        self._timer.stop()
