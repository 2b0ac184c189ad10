"""A flag that one thread raises and another heeds."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from engine.errors import ProcessingCancelledException

if TYPE_CHECKING:
    from collections.abc import Callable


class CancellationToken:
    """Asks a running batch to stop; may be cancelled from any thread, once and for good."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    def cancel(self) -> None:
        """Request cancellation; a second call changes nothing."""
        with self._lock:
            if self._event.is_set():
                return
            self._event.set()
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener()

    @property
    def is_cancelled(self) -> bool:
        """Whether cancellation was requested."""
        return self._event.is_set()

    def throw_if_cancelled(self) -> None:
        """Raise ProcessingCancelledException if cancellation was requested."""
        if self._event.is_set():
            raise ProcessingCancelledException

    def add_listener(self, listener: Callable[[], None]) -> None:
        """Call `listener` once on cancellation, at once if that has already happened."""
        with self._lock:
            if not self._event.is_set():
                self._listeners.append(listener)
                return
        listener()

    def remove_listener(self, listener: Callable[[], None]) -> None:
        """Forget `listener`; it is no error if it was not there."""
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)
