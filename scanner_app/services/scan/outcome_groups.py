"""Keys of the symbols that a scan lists beside the engine's outcomes."""

from __future__ import annotations

LEFT_OUT = "left_out"
"""Symbols without an outcome: still to come or, after a cancelled scan, not scanned."""
MISSING = "missing"
"""Chosen symbols that the library does not have."""
