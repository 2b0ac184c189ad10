"""A thread that handles queued items in batches.

It stands between a feed and whatever may be slow: a disk, a webhook. What is put in while it works
waits and goes together in the next batch. When too much waits either the oldest is dropped or the
one who puts waits, as the user of the worker wants it.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

_log = logging.getLogger(__name__)


class BatchWorker(Generic[T]):
    """Hands items to `handle` in batches, in its own thread.

    Parameters
    ----------
    name : str
        Names the thread, and the worker in the log.
    handle : callable
        Takes a list of items; what it raises is logged and counted, and the items are gone.
    capacity : int
        Most items that wait.
    is_lossy : bool
        Drop the oldest item where there is no room, rather than let the caller wait.

    Attributes
    ----------
    dropped, failures : int
        Items for which there was no room, and batches that raised.
    last_error : str
        What was raised last.
    """

    def __init__(
        self,
        name: str,
        handle: Callable[[list[T]], None],
        capacity: int = 10_000,
        *,
        is_lossy: bool = True,
    ) -> None:
        self.name = name
        self.dropped = self.failures = 0
        self.last_error = ""
        self._handle = handle
        self._capacity = capacity
        self._is_lossy = is_lossy
        self._items: deque[T] = deque()
        self._is_closing = False
        self._is_busy = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def put(self, items: Iterable[T]) -> None:
        """Queue `items` for :attr:`handle`; after :meth:`close` they are dropped."""
        with self._changed:
            for item in items:
                self._make_room()
                if self._is_closing:
                    self.dropped += 1
                else:
                    self._items.append(item)
            self._changed.notify_all()

    def flush(self) -> None:
        """Wait until everything that was put in is handled."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._items or self._is_busy))

    def close(self, timeout_s: float = 5.0) -> bool:
        """Handle the rest and end; return whether that was in time. What is left is lost."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _make_room(self) -> None:
        if len(self._items) < self._capacity:
            return
        if self._is_lossy:
            self._items.popleft()
            self.dropped += 1
        else:
            self._changed.notify_all()
            self._changed.wait_for(lambda: len(self._items) < self._capacity or self._is_closing)

    def _work(self) -> None:
        while batch := self._next_batch():
            try:
                self._handle(batch)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next batch is due
                self.failures += 1
                self.last_error = system_message(error)
                _log.warning("%s: %s", self.name, self.last_error)
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()

    def _next_batch(self) -> list[T]:
        """Return what waits; nothing once the worker is closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._is_closing)
            batch = list(self._items)
            self._items.clear()
            self._is_busy = bool(batch)
            self._changed.notify_all()
            return batch
