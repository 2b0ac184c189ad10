"""What every worker process does first: it must never outlive, disturb or starve its parent."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import threading
from multiprocessing import connection

import psutil

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_EXIT_ORPHANED = 1


def end_with_parent() -> None:
    """Let this process end as soon as its parent is gone.

    A thread waits on the parent's sentinel, which works alike on all systems. Linux's
    PR_SET_PDEATHSIG would fire as soon as the *thread* ends that started the worker.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait, args=(parent.sentinel,), daemon=True).start()


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which stops its workers in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def limit_memory(max_bytes: int) -> bool:
    """Make an allocation that would exceed `max_bytes` of data raise MemoryError.

    Tells whether the system can do that (Linux); elsewhere the parent watches the worker's size.
    """
    if resource is None or not psutil.LINUX:
        return False
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = max_bytes if hard == resource.RLIM_INFINITY else min(max_bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    return True


def give_memory_back() -> None:
    """Hand what was freed back to the system, where the C library does not do so by itself."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if psutil.LINUX else None
    if trim is not None:
        trim(0)


def _wait(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(_EXIT_ORPHANED)
