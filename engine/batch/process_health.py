"""Looks at a worker process from outside: is it stopped, is it too large, how did it end."""

from __future__ import annotations

import signal

import psutil

_INTERVAL_S = 0.25  # between looks, which cost some 30 us each
_STOPPED_LOOKS = 3  # a process that was stopped for a moment may go on


class ProcessHealth:
    """Watches one process.

    Parameters
    ----------
    pid : int
        Which process.
    max_bytes : int
        Resident size from which it must be replaced.
    """

    def __init__(self, pid: int, max_bytes: int) -> None:
        self._process = psutil.Process(pid)
        self._max_bytes = max_bytes
        self._looked_s = 0.0
        self._n_stopped = 0

    def rss_bytes(self) -> int:
        """Return the resident size, 0 for a process that is gone."""
        try:
            return int(self._process.memory_info().rss)
        except psutil.Error:
            return 0

    def ailment(self, now_s: float) -> str:
        """Return why the process must be replaced, or an empty string; looks now and then."""
        if now_s - self._looked_s < _INTERVAL_S:
            return ""
        self._looked_s = now_s
        if self.rss_bytes() > self._max_bytes:
            return f"it took more than {self._max_bytes >> 20} MB of memory"
        self._n_stopped = self._n_stopped + 1 if self._is_stopped() else 0
        return "it was stopped by the system" if self._n_stopped >= _STOPPED_LOOKS else ""

    def _is_stopped(self) -> bool:
        try:
            return bool(self._process.status() == psutil.STATUS_STOPPED)
        except psutil.Error:
            return False


def describe_exit(code: int | None) -> str:
    """Return in words how a process ended; `code` is negative for a signal."""
    if code is None:
        return "it ended"
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"
