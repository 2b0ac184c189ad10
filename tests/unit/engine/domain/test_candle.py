"""Candles at the edges."""

from datetime import UTC, datetime, timedelta, timezone

from engine.domain.candle import Candle


def test_naive_time_is_taken_as_utc():
    candle = Candle(datetime(2024, 1, 2, 9), 1, 2, 0.5, 1.5, 100)
    assert candle.timestamp == datetime(2024, 1, 2, 9, tzinfo=UTC)


def test_other_zone_is_converted_to_utc():
    seoul = timezone(timedelta(hours=9))
    candle = Candle(datetime(2024, 1, 2, 9, tzinfo=seoul), 1, 2, 0.5, 1.5, 100)
    assert candle.timestamp == datetime(2024, 1, 2, tzinfo=UTC)
    assert candle.timestamp.tzinfo is UTC
