"""Looks at a process from outside: how large is it, is it stopped, how did it end."""

from __future__ import annotations

import signal

import psutil

from engine.messages import Message

_INTERVAL_S = 0.25  # between looks, which cost some 30 us each
_STOPPED_LOOKS = 3  # a process that was stopped for a moment may go on


def own_bytes(process: psutil.Process) -> int:
    """Return the memory that a process has for itself, 0 for one that cannot be looked at.

    Pages of a file that several processes have mapped, such as the library, are in the resident
    size of each of them, though they are there once and the system takes them back at will. What
    Windows calls committed leaves them out and holds what was set aside and never used: the smaller
    of both is near.
    """
    try:
        memory = process.memory_info()
    except (psutil.Error, OSError):  # it is gone, or no file can be opened any more
        return 0
    if psutil.LINUX:
        return int(memory.rss - memory.shared)
    return int(min(memory.rss, memory.vms))


class ProcessHealth:
    """Watches one process.

    Parameters
    ----------
    pid : int
        Which process.
    max_bytes : int
        Memory from which on it must be replaced.
    """

    def __init__(self, pid: int, max_bytes: int) -> None:
        self._process = psutil.Process(pid)
        self._max_bytes = max_bytes
        self._looked_s = 0.0
        self._n_stopped = 0

    def own_bytes(self) -> int:
        """Return the memory that the process has for itself."""
        return own_bytes(self._process)

    def health_problem(self, now_s: float) -> Message | None:
        """Return why the process must be replaced, if it must; looks now and then."""
        if now_s - self._looked_s < _INTERVAL_S:
            return None
        self._looked_s = now_s
        if self.own_bytes() > self._max_bytes:
            return Message("scan.too-much-memory", mb=self._max_bytes >> 20)
        self._n_stopped = self._n_stopped + 1 if self._is_stopped() else 0
        return Message("scan.stopped") if self._n_stopped >= _STOPPED_LOOKS else None

    def _is_stopped(self) -> bool:
        try:
            return bool(self._process.status() == psutil.STATUS_STOPPED)
        except (psutil.Error, OSError):
            return False


def describe_exit(code: int | None) -> Message:
    """Return how a process ended; `code` is negative for a signal."""
    if code is None:
        return Message("scan.ended")
    if code >= 0:
        return Message("scan.exit-code", exit_code=code)
    try:
        return Message("scan.killed-by", signal=signal.Signals(-code).name)
    except ValueError:
        return Message("scan.killed-by-signal", number=-code)
