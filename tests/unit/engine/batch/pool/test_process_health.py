from __future__ import annotations

import errno
import os

import psutil
import pytest

from engine.batch.pool import process_health
from engine.batch.pool.process_health import ProcessHealth, own_bytes

REFUSALS = [psutil.NoSuchProcess(1), OSError(errno.EMFILE, "Too many open files")]


class UnseenProcess:
    """A process of which nothing can be read."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def memory_info(self):
        raise self._error

    def status(self):
        raise self._error


@pytest.mark.parametrize("error", REFUSALS, ids=repr)
def test_process_that_cannot_be_looked_at_counts_for_nothing(error):
    assert own_bytes(UnseenProcess(error)) == 0


@pytest.mark.parametrize("error", REFUSALS, ids=repr)
def test_process_that_cannot_be_looked_at_is_not_replaced(error, monkeypatch):
    monkeypatch.setattr(process_health.psutil, "Process", lambda _: UnseenProcess(error))
    assert ProcessHealth(os.getpid(), 1).health_problem(10.0) is None
