"""Scans of the latest bar over symbols of which some have fallen behind."""

from __future__ import annotations

import logging

import pytest

from engine.batch.engine import ProcessingEngine
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import Outcome
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.candles import candles

pytestmark = pytest.mark.pool

DAYS = {"OLD": 10, "A": 20, "B": 20, "NEW": 21}


def job_of(text: str, symbols=tuple(DAYS)) -> ProcessingJob:
    return ProcessingJob("j", JobType.SCAN, list(symbols), "1d", formula=Formula(1, "", text))


@pytest.fixture(scope="module")
def engine():
    repository = InMemoryCandleRepository()
    for number, (symbol, n_days) in enumerate(DAYS.items()):
        repository.save_many(symbol, "1d", candles(range(n_days), 10.0 + number))
    with ProcessingEngine(repository, FormulaService(), 2) as engine:
        engine.warm_up()
        yield engine


def days(results) -> dict[str, list[int]]:
    """Return the bars of the matches; candles of all symbols begin on the same day."""
    return {result.symbol: result.matches.positions.tolist() for result in results}


def test_latest_scan_compares_all_symbols_at_one_time_and_leaves_out_stale_ones(engine):
    results = engine.process_batch(job_of("close > 0"), latest=True)
    assert days(results) == {"OLD": [], "A": [19], "B": [19], "NEW": [19]}
    assert results[0].outcome is Outcome.STALE
    assert results[0].error is None


def test_stale_symbols_are_scanned_on_their_own_last_bar_where_that_is_asked_for(engine):
    results = engine.process_batch(job_of("close > 0"), latest=True, with_stale=True)
    assert days(results) == {"OLD": [9], "A": [19], "B": [19], "NEW": [19]}


def test_outcomes_add_up_with_stale_and_missing_symbols(engine, caplog):
    seen = []
    job = job_of("close > 11", [*DAYS, "NOBODY"])
    with caplog.at_level(logging.WARNING, "engine.batch"):
        results = engine.process_batch(job, seen.append, latest=True)
    outcomes = {result.symbol: result.outcome for result in results}
    assert outcomes == {
        "OLD": Outcome.STALE,
        "A": Outcome.NO_HIT,
        "B": Outcome.HIT,
        "NEW": Outcome.HIT,
        "NOBODY": Outcome.NO_DATA,
    }
    assert (seen[-1].completed_symbols, seen[-1].errors_count) == (5, 1)
    assert [record.getMessage() for record in caplog.records] == [
        "Batch j: NOBODY failed: No data available"
    ]


def test_one_symbol_is_never_stale(engine):
    results = engine.process_batch(job_of("close > 0", ["OLD"]), latest=True)
    assert days(results) == {"OLD": [9]}


def test_stale_symbols_still_rank_among_the_others(engine):
    text = "sma(xs_rank(close), 15) > 0.9"
    full = engine.process_batch(job_of(text))
    latest = engine.process_batch(job_of(text), latest=True)
    expected = {s: [bar for bar in bars if bar == 19] for s, bars in days(full).items()}
    assert days(latest) == {**expected, "OLD": []}
    assert days(latest)["NEW"] == [19]


def test_repeated_latest_scan_is_answered_from_memory(engine):
    first = engine.process_batch(job_of("close > 10.5"), latest=True)
    again = engine.process_batch(job_of("close > 10.5"), latest=True)
    assert days(first) == days(again)
    assert engine.result_cache.statistics()["hits"] >= 1


def test_more_than_twenty_failures_are_counted_by_kind(engine, caplog):
    symbols = ["A", *(f"X{number}" for number in range(30))]
    with caplog.at_level(logging.WARNING, "engine.batch"):
        engine.process_batch(job_of("close > 0", symbols))
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 21
    assert lines[0] == "Batch j: X0 failed: No data available"
    assert lines[-1] == "Batch j: 30 symbols failed: 30 no_data"
