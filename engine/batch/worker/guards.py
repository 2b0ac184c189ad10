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
_MIN_GROWTH_BYTES = 64 << 20


def end_with_parent() -> None:
    """Make this process end as soon as its parent is gone.

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
    """Make an allocation raise MemoryError that would let this process grow beyond `max_bytes`.

    Returns whether the system can do that (Linux); elsewhere the parent watches the worker's size.
    The limit is on address space, of which libraries reserve far more than they use (a stack and a
    buffer for every thread of a linear algebra library), so it counts from what is reserved now.
    """
    if resource is None or not psutil.LINUX:
        return False
    memory = psutil.Process().memory_info()
    growth = max(max_bytes - (memory.rss - memory.shared), _MIN_GROWTH_BYTES)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = memory.data + growth
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    return True


def give_memory_back() -> None:
    """Find what nobody needs any more and hand it back to the system."""
    gc.collect()
    trim_heap()


def trim_heap() -> None:
    """Hand what was freed back to the system, where the C library does not do so by itself."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if psutil.LINUX else None
    if trim is not None:
        trim(0)


def _wait(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(_EXIT_ORPHANED)
