"""Waiting that another thread can cut short, and that a test can do without."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading


class Pacer(Protocol):
    """A clock that can be waited on."""

    def now(self) -> float:
        """Return seconds on a clock that never goes back."""

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        """Wait on the held `condition` for at most `seconds`, for ever where None."""


class RealPacer:
    """Waits in real time."""

    def now(self) -> float:
        """See :class:`Pacer`."""
        return time.monotonic()

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        """See :class:`Pacer`."""
        condition.wait(seconds)
