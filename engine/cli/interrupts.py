"""Ctrl-C on the command line."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.domain.cancellation import CancellationToken


@contextmanager
def interrupts(token: CancellationToken) -> Iterator[None]:
    """Make the first Ctrl-C cancel `token`, and a second one interrupt as usual."""

    def on_interrupt(*_: object) -> None:
        token.cancel()
        signal.signal(signal.SIGINT, previous)

    try:
        previous = signal.signal(signal.SIGINT, on_interrupt)
    except ValueError:  # not in the main thread, where no signal arrives
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
