"""How much the window is told at a time, and how often."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from engine.stream.session.hit_log import HitLog
from scanner_app.services.live import live_host
from scanner_app.services.live.hit_rows import HitBook
from scanner_app.services.live.live_host import INTERVAL_MS, LiveHost
from tests.unit.scanner_app.services.live.test_hit_rows import hit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MOST_HITS = live_host._MAX_HITS


@pytest.fixture
def log() -> HitLog:
    """Return the hits of the session."""
    return HitLog()


@pytest.fixture
def host(qtbot: QtBot, log: HitLog) -> LiveHost:
    """Return a host whose session runs and whose figures are not due."""
    host = LiveHost([])
    request: Any = SimpleNamespace(number=1)
    session = SimpleNamespace(hits=log, pop_changes=dict)
    opened: Any = SimpleNamespace(session=session, is_over=False)
    book = HitBook({"up": "Up"})
    host._run = live_host._Run(request, opened, {}, {}, book, figured_s=float("inf"))
    return host


def sizes_of(host: LiveHost) -> list[int]:
    """Return a list that gets the number of hits of every update."""
    sizes: list[int] = []
    host.updated.connect(lambda update: sizes.append(len(update.hits.times)))
    return sizes


def test_window_is_looked_after_at_most_twenty_times_a_second(host: LiveHost) -> None:
    assert host._timer.interval() == INTERVAL_MS
    assert 1_000 / INTERVAL_MS <= 20


def test_window_that_has_not_taken_an_update_gets_no_other(host: LiveHost, log: HitLog) -> None:
    sizes = sizes_of(host)
    for n_looks in range(1, 4):
        log.extend([hit("A", n_looks)])
        host._look()
    assert sizes == [1]
    host.acknowledge()
    host._look()
    assert sizes == [1, 2]


def test_update_has_no_more_hits_than_a_table_takes_at_once(host: LiveHost, log: HitLog) -> None:
    sizes = sizes_of(host)
    log.extend([hit("A", 1)] * (2 * MOST_HITS + 7))
    for _ in range(4):
        host._look()
        host.acknowledge()
    assert sizes == [MOST_HITS, MOST_HITS, 7]
