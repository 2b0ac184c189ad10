"""How long a test waits for what must happen. It bounds a fault; it measures nothing.

A machine ten times slower than a laptop must not come near it, so a wait that ends by it has failed
and is never part of what a test holds.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_S = 120.0
PATIENCE_MS = 120_000


def wait_until(condition: Callable[[], object]) -> None:
    """Look again and again until `condition` holds, where nothing tells of it.

    Not for the thread of a window, whose event loop must run: that waits with ``qtbot``.
    """
    end_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end_s, "waited in vain"
        time.sleep(0.002)
