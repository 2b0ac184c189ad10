"""One thread in which all sessions of a window run, one after another."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = tuple[Callable[[], None], threading.Event]


class LiveThread:
    """Runs what it is given in a daemon thread that begins with the first work.

    A thread of its own for each session would each time be given another heap by the C library,
    which keeps what a session's candles took: memory grew by 64 MB with each of the first ten.
    """

    def __init__(self) -> None:
        self._works: SimpleQueue[Work | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def run(self, work: Callable[[], None]) -> threading.Event:
        """Call `work`, which does not raise, soon; return what is set once it is done."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="live-feed", daemon=True)
            self._thread.start()
        done = threading.Event()
        self._works.put((work, done))
        return done

    def close(self, timeout_s: float) -> None:
        """End the thread after what it was given; wait for that so long at most."""
        if self._thread is not None:
            self._works.put(None)
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while (entry := self._works.get()) is not None:
            work, done = entry
            try:
                work()
            finally:
                done.set()
            del entry, work
