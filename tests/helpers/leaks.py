"""What a test must not leave behind: threads, processes, active timers, top-level windows.

Each ``watch_*`` is a context manager around one test. What belongs to a wider fixture (a pool
shared by a module) was there before and is not counted.
"""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.helpers.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator

# Threads of the tools, and Python's own helper processes that end with the interpreter.
_TOOL_THREADS = ("pytest_timeout", "pytest-timeout", "execnet", "pymonitor")
_TOOL_PROCESSES = ("resource_tracker", "forkserver")


@contextmanager
def watch_threads() -> Iterator[None]:
    """Fail the test if it leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and not _is_dummy(t)]
    for thread in left:
        thread.join(PATIENCE_S)
    names = [
        thread.name for thread in left if thread.is_alive() and not _is_tool_thread(thread.name)
    ]
    if names:
        pytest.fail(f"The test left threads running: {', '.join(names)}")


@contextmanager
def watch_processes() -> Iterator[None]:
    """Fail the test if it leaves a child process, and end that process."""
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    yield
    left = [
        child
        for child in psutil.Process().children(recursive=True)
        if child.pid not in before and not _is_tool_process(child)
    ]
    _, alive = psutil.wait_procs(left, timeout=PATIENCE_S)
    described = [_describe(child) for child in alive]
    for child in alive:
        child.kill()
    if described:
        pytest.fail(f"The test left processes running: {'; '.join(described)}")


@contextmanager
def watch_qt_objects() -> Iterator[None]:
    """Fail the test if it leaves a visible window, an active timer or a running thread of Qt."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QThread, QTimer  # noqa: PLC0415 - the engine's tests run without Qt
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    windows = [
        widget.objectName() or type(widget).__name__
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible()
    ]
    # By exact type: a look at every object of a big heap, and asking a weak proxy whose object
    # has gone for its class raises.
    wanted = {QTimer, *_with_subclasses(QThread)}
    found = [thing for thing in gc.get_objects() if type(thing) in wanted]
    timers = [
        timer.objectName() or repr(timer.parent())
        for timer in found
        if type(timer) is QTimer and _is_active(timer)
    ]
    threads = [
        thread.objectName() or repr(thread)
        for thread in found
        if type(thread) is not QTimer and _is_running(thread)
    ]
    if windows or timers or threads:
        pytest.fail(f"The test left windows {windows}, timers {timers}, threads of Qt {threads}")


def _with_subclasses(kind: type) -> Iterator[type]:
    yield kind
    for child in kind.__subclasses__():
        yield from _with_subclasses(child)


def _is_dummy(thread: threading.Thread) -> bool:
    """Tell whether this is only Python's note of a thread that Qt has made.

    It stays after that thread has ended; threads of Qt that run are found among Qt's objects.
    """
    return isinstance(thread, threading._DummyThread)


def _is_active(timer: object) -> bool:
    """Tell whether the timer still exists on Qt's side and runs."""
    try:
        return bool(timer.isActive())  # type: ignore[attr-defined]
    except RuntimeError:
        return False


def _is_running(thread: object) -> bool:
    """Tell whether a thread of Qt still exists and runs, the main thread aside."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - only where Qt is there

    app = QCoreApplication.instance()
    try:
        is_main = app is not None and thread is app.thread()
        return not is_main and bool(thread.isRunning())  # type: ignore[attr-defined]
    except RuntimeError:
        return False


def _is_tool_thread(name: str) -> bool:
    return any(tool in name for tool in _TOOL_THREADS)


def _is_tool_process(child: psutil.Process) -> bool:
    try:
        return any(tool in " ".join(child.cmdline()) for tool in _TOOL_PROCESSES)
    except psutil.Error:
        return True


def _describe(child: psutil.Process) -> str:
    try:
        return f"{child.pid} {' '.join(child.cmdline())[:120]}"
    except psutil.Error:
        return str(child.pid)
