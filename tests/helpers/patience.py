"""How long a test waits for what must happen. It bounds a fault; it measures nothing.

A machine ten times slower than a laptop must not come near it, so a wait that ends by it has failed
and is never part of what a test holds.
"""

from __future__ import annotations

PATIENCE_S = 120.0
PATIENCE_MS = 120_000
