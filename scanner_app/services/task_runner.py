"""Runs functions one after another on a thread of its own and answers on the GUI thread."""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Task:
    """One function on its way through the runner."""

    run: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    key: str
    is_kept: bool
    value: Any = None
    error: Exception | None = None
    is_dropped: bool = field(default=False)


class TaskRunner(QObject):
    """A queue of functions with one worker thread, which starts with the first of them.

    The answers (`done`, `failed`) are called on the thread that made the runner, so they may
    touch widgets; the functions themselves may not.

    Parameters
    ----------
    name : str
        Name of the thread, for logs.

    Signals
    -------
    task_failed : Exception
        A function without a `failed` of its own has raised.
    """

    task_failed = Signal(object)
    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._queue: deque[_Task] = deque()
        self._latest: dict[str, _Task] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._answered.connect(self._on_answered)

    def submit(
        self,
        function: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        replaces: str = "",
        is_kept: bool = False,
    ) -> None:
        """Run `function` on the worker thread, then `done` with its value on this one.

        Parameters
        ----------
        is_kept : bool
            Run it even where the runner is closed while it waits, as what the user has saved.
        replaces : str
            Earlier tasks under the same key are dropped: those that wait do not run, and the
            value of one that is running is thrown away.
        """
        task = _Task(function, done, failed, replaces, is_kept)
        with self._changed:
            if self._is_closed:
                return
            if replaces:
                self._drop(replaces)
                self._latest[replaces] = task
            self._queue.append(task)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify()

    def cancel(self, key: str) -> None:
        """Drop the task under `key`, whether it waits or runs."""
        with self._changed:
            self._drop(key)

    def close(self, timeout_s: float = 5.0) -> None:
        """Drop what waits and need not be kept, and wait for the rest."""
        with self._changed:
            self._is_closed = True
            self._queue = deque(task for task in self._queue if task.is_kept)
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _drop(self, key: str) -> None:
        task = self._latest.pop(key, None)
        if task is not None:
            task.is_dropped = True

    def _work(self) -> None:
        """Run task after task until the runner is closed."""
        while (task := self._next()) is not None:
            if task.is_dropped:
                continue
            try:
                task.value = task.run()
            except Exception as error:  # noqa: BLE001 - whatever it is, the user is told
                task.error = error
                if self._is_closed:
                    _LOG.exception("A task of '%s' failed at the end", self._name)
            if not self._is_closed:
                self._answered.emit(task)

    def _next(self) -> _Task | None:
        with self._changed:
            while not self._queue and not self._is_closed:
                self._changed.wait()
            return self._queue.popleft() if self._queue else None

    @Slot(object)
    def _on_answered(self, task: _Task) -> None:
        """Hand the value or the error on, unless a later task has replaced this one."""
        if task.is_dropped or self._is_closed:
            return
        if task.key:
            with self._changed:
                self._latest.pop(task.key, None)
        if task.error is None:
            task.done(task.value)
        elif task.failed is not None:
            task.failed(task.error)
        else:
            _LOG.error("A task of '%s' failed", self._name, exc_info=task.error)
            self.task_failed.emit(task.error)
