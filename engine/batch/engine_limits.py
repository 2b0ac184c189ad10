"""What an engine may be told to keep to, and what it keeps to unless it is told."""

from __future__ import annotations

import os


def throw_if_senseless(
    max_workers: int | None, symbol_timeout_s: float, memory_limit_mb: float, **caches_mb: float
) -> None:
    """Refuse limits under which nothing could ever be done.

    Raises
    ------
    ValueError
        If there would be no worker, no time or no memory, or less than nothing to keep.
    """
    if max_workers is not None and max_workers < 1:
        raise ValueError(f"max_workers is {max_workers}; at least one worker is needed")
    for name, value in (
        ("symbol_timeout_s", symbol_timeout_s),
        ("memory_limit_mb", memory_limit_mb),
    ):
        if not value > 0:  # not a number is neither
            raise ValueError(f"{name} is {value}; it must be above zero")
    for name, value in caches_mb.items():
        if not value >= 0:
            raise ValueError(f"{name} is {value}; 0 turns it off, and less cannot be kept")


def usable_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
