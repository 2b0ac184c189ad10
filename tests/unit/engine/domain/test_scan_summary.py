from __future__ import annotations

import pytest

from engine.domain.match import no_matches
from engine.domain.result import Outcome, ProcessingResult
from engine.domain.scan_summary import ScanSummary, SymbolOutcome


def test_counts_and_what_is_left_add_up() -> None:
    summary = ScanSummary(total=5)
    ended = [SymbolOutcome("B", Outcome.HIT, 3), SymbolOutcome("A", Outcome.ERROR, 0, "x")]
    summary.add(ended, elapsed_s=2.0)
    assert (summary.done, summary.left, summary.matches) == (2, 3, 3)
    assert sum(summary.counts.values()) + summary.left == summary.total
    assert summary.rate == 1.0


def test_time_that_is_left_follows_the_recent_rate_from_the_first_symbol_on() -> None:
    summary = ScanSummary(total=1_000)
    assert summary.eta_s is None
    summary.add([SymbolOutcome("A", Outcome.HIT)], elapsed_s=60.0)  # workers had to start
    assert summary.eta_s is None
    summary.add([SymbolOutcome("B", Outcome.HIT)] * 99, elapsed_s=61.0)
    assert summary.eta_s == pytest.approx(900 / 99)
    for second in range(62, 82):
        summary.add([SymbolOutcome("C", Outcome.HIT)], elapsed_s=float(second))
    assert summary.eta_s == pytest.approx(summary.left, rel=0.1)


def test_summary_file_names_every_outcome_and_the_failed_symbols() -> None:
    summary = ScanSummary(total=len(Outcome) + 1)
    summary.add(SymbolOutcome(str(outcome), outcome, 0, "why") for outcome in Outcome)
    counts = summary.as_dict()
    assert counts["failed"] == {"error": "why", "timeout": "why"}
    assert counts["cancelled"] == 1
    names = set(counts) - {"symbols", "cancelled", "matches", "wall_ms", "failed"}
    assert sum(counts[name] for name in names) == len(Outcome)


def test_symbols_that_ended_alike_are_sorted() -> None:
    summary = ScanSummary(total=3)
    results = [
        ProcessingResult(symbol, no_matches(symbol), outcome=Outcome.NO_HIT) for symbol in "CAB"
    ]
    summary.add(map(SymbolOutcome.of, results))
    assert [entry.symbol for entry in summary.ended_as(Outcome.NO_HIT)] == ["A", "B", "C"]
    assert summary.ended_as(Outcome.HIT) == []
