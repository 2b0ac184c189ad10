"""Many symbols, a burst, and an hour at full speed; the benchmark runs it for longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.stream_soak import soak

if TYPE_CHECKING:
    from pathlib import Path


def test_burst_and_an_hour_of_minutes_lose_nothing_and_keep_memory_flat(tmp_path: Path) -> None:
    report = soak(tmp_path, n_symbols=500, n_burst=100_000, n_minutes=60)
    assert report.sent == 130_000
    assert report.taken == report.saved == report.in_library == report.sent
    assert report.hits == report.expected_hits
    assert report.alerts_told == report.alerts_kept == len(report.hits) > 1_000
    assert report.buffer_mb_at_end == report.buffer_mb_after_burst
    assert report.mb_at_end - report.mb_after_burst < 32
    assert report.health.late == report.health.dropped == report.health.duplicates == 0
    assert 0 < report.health.latency_p50_ms <= report.health.latency_p99_ms
