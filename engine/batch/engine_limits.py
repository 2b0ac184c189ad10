"""Limits of an engine: which make sense, and how many processors there are."""

from __future__ import annotations

import os

from engine.errors import InputError
from engine.messages import Message


def check_limits(
    max_workers: int | None, symbol_timeout_s: float, memory_limit_mb: float, **caches_mb: float
) -> None:
    """Refuse limits under which nothing could ever be done.

    Raises
    ------
    InputError
        If there would be no worker, no time or no memory, or less than nothing to keep.
    """
    if max_workers is not None and max_workers < 1:
        raise InputError(Message("scan.no-worker", n=max_workers))
    for name, value in (
        ("symbol_timeout_s", symbol_timeout_s),
        ("memory_limit_mb", memory_limit_mb),
    ):
        if not value > 0:  # not a number is neither
            raise InputError(Message("scan.limit-not-positive", limit=name, value=value))
    for name, value in caches_mb.items():
        if not value >= 0:
            raise InputError(Message("scan.limit-negative", limit=name, value=value))


def usable_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
