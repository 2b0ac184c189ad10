"""The thread of the live sessions."""

from __future__ import annotations

import threading

from scanner_app.services.live.live_thread import LiveThread
from tests.helpers.patience import PATIENCE_S


def test_sessions_run_in_one_thread_one_after_another() -> None:
    thread, idents = LiveThread(), []
    events = [thread.run(lambda: idents.append(threading.get_ident())) for _ in range(3)]
    assert all(event.wait(PATIENCE_S) for event in events)
    assert len(idents) == 3
    assert len(set(idents)) == 1
    assert threading.get_ident() not in idents
    thread.close(PATIENCE_S)


def test_thread_that_was_given_nothing_is_closed_at_once() -> None:
    thread = LiveThread()
    thread.close(PATIENCE_S)
    assert not any(each.name == "live-feed" for each in threading.enumerate())
