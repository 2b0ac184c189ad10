"""Growing pauses."""

from __future__ import annotations

from engine.stream.feeds.backoff import Backoff


def test_pauses_double_up_to_the_longest_and_begin_anew_after_a_success() -> None:
    backoff = Backoff(1.0, 10.0, jitter=0.0)
    assert [backoff.next_s() for _ in range(6)] == [1, 2, 4, 8, 10, 10]
    backoff.reset()
    assert backoff.next_s() == 1


def test_chance_only_shortens_a_pause_by_its_share() -> None:
    backoff = Backoff(1.0, 1.0, jitter=0.25)
    pauses = [backoff.next_s() for _ in range(200)]
    assert 0.75 <= min(pauses) < max(pauses) <= 1.0
