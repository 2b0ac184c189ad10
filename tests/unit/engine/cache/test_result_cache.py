from __future__ import annotations

import pandas as pd
import pytest

from engine.cache.result_cache import ProcessingResultCache
from engine.domain.candle import Candle
from engine.domain.match import SignalMatch
from engine.domain.result import ProcessingResult
from engine.domain.series import from_ns


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(clock: Clock) -> ProcessingResultCache:
    return ProcessingResultCache(ttl_seconds=300, clock=clock)


def matching(n: int) -> ProcessingResult:
    candle = Candle(from_ns(0), 1, 1, 1, 1, 1)
    return ProcessingResult("A", [SignalMatch("A", from_ns(0), candle)] * n)


def test_fresh_result_is_found(cache, clock):
    result = ProcessingResult("A")
    cache.set("job", result)
    clock.now_s = 299.9
    assert cache.get("job") is result


def test_expired_result_is_gone(cache, clock):
    cache.set("job", ProcessingResult("A"))
    clock.now_s = 300.0
    assert cache.get("job") is None
    assert len(cache) == 0


def test_expired_lookup_counts_as_a_miss(cache, clock):
    cache.set("job", ProcessingResult("A"))
    cache.get("job")
    clock.now_s = 300.0
    cache.get("job")
    assert cache.hit_rate == 0.5
    assert cache.statistics()["misses"] == 1


def test_setting_again_starts_the_time_anew(cache, clock):
    cache.set("job", ProcessingResult("A"))
    clock.now_s = 200.0
    cache.set("job", ProcessingResult("A"))
    clock.now_s = 400.0
    assert cache.get("job") is not None


def test_clear_expired_returns_how_many_went(cache, clock):
    cache.set("old", ProcessingResult("A"))
    cache.set("older", ProcessingResult("B"))
    clock.now_s = 200.0
    cache.set("young", ProcessingResult("C"))
    clock.now_s = 350.0
    assert cache.clear_expired() == 2
    assert len(cache) == 1


def test_results_with_many_matches_take_their_room():
    cache = ProcessingResultCache(max_size_mb=1)
    cache.set("small", matching(1))
    cache.set("large", matching(1_497))
    assert cache.get("small") is None
    assert cache.get("large") is not None


def test_results_of_a_whole_job_may_be_kept_together():
    cache = ProcessingResultCache(max_size_mb=1)
    cache.set("job", [matching(1), matching(2)])
    assert len(cache.get("job")) == 2


def test_computed_indicators_count():
    cache = ProcessingResultCache(max_size_mb=1)
    series = pd.Series(range(200_000), dtype=float)
    cache.set("job", ProcessingResult("A", computed_indicators={"x": series}))
    assert cache.get("job") is None


def test_clear_forgets_everything(cache):
    cache.set("job", ProcessingResult("A"))
    cache.clear()
    assert cache.statistics()["size_mb"] == 0
    assert cache.get("job") is None
