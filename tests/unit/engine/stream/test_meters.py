"""Figures of a live session."""

from __future__ import annotations

from math import isnan

from engine.stream.meters import LatencyMeter, RateMeter


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_rate_is_that_of_the_last_seconds() -> None:
    clock = Clock()
    meter = RateMeter(clock)
    for _ in range(100):
        meter.add(20)
        clock.now += 0.1
    assert 190 <= meter.per_s() <= 220
    assert meter.total == 2_000
    clock.now += 10
    assert meter.per_s() == 0.0


def test_rate_before_anything_came_is_zero() -> None:
    assert RateMeter(Clock()).per_s() == 0.0


def test_quantiles_are_those_of_the_newest_durations() -> None:
    meter = LatencyMeter(100)
    for number in range(1_000):
        meter.add_ns((number % 100 + 1) * 1_000_000)
    p50, p99 = meter.quantiles_ms()
    assert round(p50) in (50, 51)
    assert round(p99) == 99


def test_quantiles_are_unknown_before_the_first_duration() -> None:
    meter = LatencyMeter()
    assert all(isnan(quantile) for quantile in meter.quantiles_ms())
    meter.add_ns(5)
    meter.clear()
    assert all(isnan(quantile) for quantile in meter.quantiles_ms())
