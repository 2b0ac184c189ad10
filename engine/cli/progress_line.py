"""One line on a terminal's stderr that says how far the work is."""

from __future__ import annotations

import sys
import time

_EVERY_S = 0.1


class ProgressLine:
    """Call it with what is done, what there is in all and a label; silent without a terminal."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._is_shown = sys.stderr.isatty()
        self._started = self._last = time.monotonic()

    def __call__(self, done: int, total: int, label: str, left_s: float | None = None) -> None:
        """Show how far the work is, ten times a second at most.

        Whoever knows better than the mean speed since the start says what is left in `left_s`.
        """
        now = time.monotonic()
        if not self._is_shown or (now - self._last < _EVERY_S and done < total):
            return
        self._last = now
        share = done / total if total else 1.0
        if left_s is None:
            left_s = (now - self._started) * (1 - share) / share if share else 0.0
        text = f"{share:6.1%}  {done:,} of {total:,} {self._unit}, {left_s:.0f} s left  {label}"
        sys.stderr.write(f"\r{text[:100]:<100}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Leave the line empty."""
        if self._is_shown:
            sys.stderr.write("\r" + " " * 100 + "\r")
