from __future__ import annotations

from datetime import date

from engine.domain.date_range import DateRange
from scanner_app.services.scan.scan_types import RangeKind, ScanRange


def test_only_dates_bound_what_the_engine_is_asked_for() -> None:
    day = date(2024, 1, 2)
    assert ScanRange(RangeKind.DATES, 5, day, day).date_range == DateRange(day, day)
    assert ScanRange(RangeKind.LAST_N, 5, day, day).date_range == DateRange()


def test_only_the_last_candles_are_counted() -> None:
    assert ScanRange(RangeKind.LAST_N, 5).last_bars == 5
    assert {ScanRange(kind, 5).last_bars for kind in RangeKind} == {5, None}
