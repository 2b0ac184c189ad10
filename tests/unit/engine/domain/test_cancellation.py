"""The cancellation token."""

import threading

import pytest

from engine.domain.cancellation import CancellationToken
from engine.errors import ProcessingCancelledException


def test_token_starts_uncancelled_and_lets_work_go_on():
    token = CancellationToken()
    token.throw_if_cancelled()
    assert not token.is_cancelled


def test_cancelled_token_raises_at_the_next_check():
    token = CancellationToken()
    token.cancel()
    assert token.is_cancelled
    with pytest.raises(ProcessingCancelledException):
        token.throw_if_cancelled()


def test_listener_is_called_once_however_often_and_from_wherever_it_is_cancelled():
    token = CancellationToken()
    calls = []
    token.add_listener(lambda: calls.append(threading.current_thread().name))
    threads = [threading.Thread(target=token.cancel) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_listener_added_too_late_is_called_at_once():
    token = CancellationToken()
    token.cancel()
    calls = []
    token.add_listener(lambda: calls.append(1))
    assert calls == [1]


def test_removed_listener_is_not_called():
    token = CancellationToken()
    calls = []

    def listener() -> None:
        calls.append(1)

    token.add_listener(listener)
    token.remove_listener(listener)
    token.remove_listener(listener)
    token.cancel()
    assert calls == []
