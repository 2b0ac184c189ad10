from __future__ import annotations

from datetime import date

import numpy as np

from engine.domain.date_range import DateRange
from engine.domain.result import Outcome
from scanner_app.models.result_store import gather
from scanner_app.services.scan.scan_types import (
    RangeKind,
    ScanBatch,
    ScanRange,
    SymbolOutcome,
    Tally,
)
from scanner_app.services.scan.tail_matches import last_matches
from tests.unit.scanner_app.models.conftest import make_matches


def test_only_dates_bound_what_the_engine_is_asked_for() -> None:
    day = date(2024, 1, 2)
    assert ScanRange(RangeKind.DATES, 5, day, day).date_range == DateRange(day, day)
    assert ScanRange(RangeKind.LAST_N, 5, day, day).date_range == DateRange()


def test_counts_and_what_is_left_add_up() -> None:
    tally = Tally(total=5)
    assert tally.eta_s is None
    outcomes = (SymbolOutcome("A", Outcome.HIT, 3), SymbolOutcome("B", Outcome.ERROR, 0, "x"))
    tally.add(ScanBatch(1, gather([make_matches("A", [1, 2, 3])]), outcomes, 2.0))
    assert (tally.done, tally.left, tally.matches) == (2, 3, 3)
    assert sum(tally.counts.values()) + tally.left == tally.total
    assert tally.rate == 1.0
    assert tally.eta_s == 3.0


def test_last_matches_are_those_from_a_bar_on() -> None:
    whole = make_matches("A", [2, 5, 9], 100.0)
    tail = last_matches(whole, 5)
    assert len(tail) == 2
    assert tail.positions.tolist() == [5, 9]
    assert tail.timestamps_ns.tolist() == whole.timestamps_ns[1:].tolist()
    assert tail[0].candle == whole[1].candle
    assert tail[0].indicator_values == whole[1].indicator_values
    assert last_matches(whole, 0) is whole
    assert len(last_matches(whole, 10)) == 0
    assert np.array_equal(tail._source.columns(np.array([1])).prices["close"], [112.0])
