"""Keeps Python processes that we start from importing what lies in the current folder.

A worker is started as ``python -c ...``, for which Python looks for modules in the current folder
first: a ``signal.py`` among the user's own scripts would be run in place of the library's.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIABLE = "PYTHONSAFEPATH"
_lock = threading.Lock()
_n_inside = 0
_before: str | None = None


@contextmanager
def safe_path_for_children() -> Iterator[None]:
    """Start Python processes inside this, from any number of threads at once.

    The variable is taken back at the end: a script that the user runs for alerts may well import
    what lies beside it.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _n_inside, _before  # noqa: PLW0603 - the environment is the process's, and so is this
    with _lock:
        if not _n_inside:
            _before = os.environ.get(_VARIABLE)
            os.environ[_VARIABLE] = "1"
        _n_inside += 1


def _leave() -> None:
    global _n_inside  # noqa: PLW0603 - see _enter
    with _lock:
        _n_inside -= 1
        if _n_inside:
            return
        if _before is None:
            os.environ.pop(_VARIABLE, None)
        else:
            os.environ[_VARIABLE] = _before
