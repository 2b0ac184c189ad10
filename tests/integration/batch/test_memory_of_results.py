"""What an engine remembers: results, caches, and why a symbol is missing."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest

from engine.batch.engine import ProcessingEngine
from engine.domain.date_range import DateRange
from engine.domain.formula import Formula, FormulaCategory
from engine.domain.job import JobType, ProcessingJob
from engine.domain.match import SignalType
from engine.errors import FormulaError
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.trouble import TroubleRepository, candles

pytestmark = pytest.mark.pool

ABOVE = Formula(1, "", "close > sma(close, 20)")
SYMBOLS = [f"S{i}" for i in range(60)]
SLOW = "percentrank(close, 50) > 50 and correl(close, volume, 50) > 0"


def job_of(symbols=SYMBOLS, formula=ABOVE, **options) -> ProcessingJob:
    return ProcessingJob("j", JobType.SCAN, list(symbols), "1d", formula=formula, **options)


@pytest.fixture(scope="module")
def repository() -> InMemoryCandleRepository:
    repository = InMemoryCandleRepository()
    for symbol in SYMBOLS:
        repository.save_many(symbol, "1d", candles(symbol, 3000))
    return repository


def positions(results) -> dict[str, list[int]]:
    return {result.symbol: result.matches.positions.tolist() for result in results}


def test_batch_that_is_repeated_is_answered_without_any_worker(repository):
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        first = engine.process_batch(job_of())
        seen = []
        again = engine.process_batch(job_of(), seen.append)
        statistics = engine.result_cache.statistics()
        whole = engine.cache_statistics()
    assert positions(again) == positions(first)
    assert again[3].matches[2] == first[3].matches[2]
    assert [progress.completed_symbols for progress in seen] == list(range(1, len(SYMBOLS) + 1))
    assert (statistics["hits"], statistics["misses"]) == (1, 1)
    assert whole["hit_rate"] == 1.0


def test_changed_candle_is_never_answered_from_the_result_cache(repository):
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        first = engine.process_batch(job_of())
        repository.save_many("S5", "1d", candles("S5", 3000, seed=3))
        changed = engine.process_batch(job_of())
        frame = repository.get_range("S5", "1d").to_frame()
        hits = engine.result_cache.statistics()["hits"]
    expected = FormulaService().evaluate(ABOVE, frame).to_numpy().nonzero()[0].tolist()
    assert changed[5].matches.positions.tolist() == expected != positions(first)["S5"]
    assert hits == 0


@pytest.mark.parametrize(
    "other",
    [
        {"formula": Formula(1, "", "m = sma(close, 20); close > m")},
        {"formula": Formula(1, "", "param n = 20; close > sma(close, n)"), "parameters": {"n": 30}},
        {"symbols": SYMBOLS[:2]},
        {"symbols": SYMBOLS[2::-1]},
        {"date_range": DateRange(date(2025, 1, 1), None)},
    ],
    ids=["variables", "parameters", "fewer", "order", "range"],
)
def test_result_cache_tells_jobs_apart(repository, other):
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        engine.process_batch(job_of(SYMBOLS[:3]))
        engine.process_batch(job_of(**{"symbols": SYMBOLS[:3], **other}))
        assert engine.result_cache.hit_rate == 0.0


def test_result_says_whose_formula_it_is_though_the_answer_is_remembered(repository):
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        engine.process_batch(job_of())
        entry = Formula("mine", "", ABOVE.expression, FormulaCategory.ENTRY)
        match = engine.process_batch(job_of(formula=entry))[0].matches[0]
    assert (match.formula_id, match.signal_type) == ("mine", SignalType.ENTRY)


def test_batch_with_failures_is_not_remembered(tmp_path):
    repository = TroubleRepository(tmp_path, ["RAISES", *SYMBOLS])
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        for _ in range(2):
            results = engine.process_batch(job_of(["RAISES", *SYMBOLS]))
        assert results[0].error == "ValueError: a bad column"
        assert engine.result_cache.statistics()["hits"] == 0


def test_result_cache_stays_within_its_size(repository):
    with ProcessingEngine(repository, FormulaService(), 1, result_cache_mb=0.05) as engine:
        for n in range(10, 14):
            engine.process_batch(job_of(formula=Formula(1, "", f"close > sma(close, {n})")))
        assert engine.result_cache.statistics()["size_mb"] <= 0.05
    with ProcessingEngine(repository, FormulaService(), 1, result_cache_mb=0.01) as engine:
        engine.process_batch(job_of())
        assert len(engine.result_cache) == 0


def test_repeated_scan_is_answered_from_the_workers_memory(repository):
    # Of two workers one would take symbols of the other, if that got no processor for a while.
    with ProcessingEngine(repository, FormulaService(), 1, result_cache_mb=0) as engine:
        engine.warm_up()
        first = engine.process_batch(job_of(formula=Formula(1, "", SLOW)))
        cold = engine.cache_statistics()
        again = engine.process_batch(job_of(formula=Formula(1, "", SLOW)))
        warm = engine.cache_statistics()
    assert positions(again) == positions(first)
    assert cold["hit_rate"] < 0.5
    assert warm["hit_rate"] > 0.8
    assert warm["hits"] > cold["hits"]


@pytest.mark.parametrize(
    "text",
    [
        "percentrank(close, 50) > {} and correl(close, volume, 50) > 0",
        "close > sma(close, 20) and rsi(close, 14) < {} and volume > 2 * sma(volume, 20)",
        "weekly(percentrank(close, 20)) > {} and correl(close, volume, 50) > 0",
    ],
)
def test_edited_scan_finds_its_candles_and_costly_indicators_in_memory(repository, text):
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        engine.warm_up()
        for n in range(60, 63):
            edited = engine.process_batch(job_of(formula=Formula(1, "", text.format(n))))
        rate = engine.cache_statistics()["hit_rate"]
    with ProcessingEngine(repository, FormulaService(), 1, indicator_cache_mb=0) as fresh:
        fresh.warm_up()
        plain = fresh.process_batch(job_of(formula=Formula(1, "", text.format(n))))
    assert positions(edited) == positions(plain)
    assert rate > 0.8


def test_caches_of_all_workers_stay_within_their_size(repository):
    with ProcessingEngine(repository, FormulaService(), 2, indicator_cache_mb=2) as engine:
        engine.warm_up()
        for n in range(40, 60):
            text = f"percentrank(close, {n}) > 50"
            engine.process_batch(job_of(formula=Formula(1, "", text)))
        assert 0 < engine.cache_statistics()["size_mb"] <= 2


def test_explanation_tells_each_clause_and_its_values(repository):
    formula = Formula(1, "", "close > sma(close, 20) and volume > 1000000000 and close > 0")
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        found = engine.explain("S7", "1d", formula)
        early = engine.explain("S7", "1d", formula, datetime(2024, 1, 10, tzinfo=UTC))
        before = engine.explain("S7", "1d", formula, datetime(1999, 1, 1, tzinfo=UTC))
        unknown = engine.explain("NOPE", "1d", formula)
    texts = [clause.text for clause in found.clauses]
    assert texts == ["close > sma(close, 20)", "volume > 1000000000", "close > 0"]
    assert found.is_match is False
    assert found.clauses[1].is_true is False
    assert found.clauses[2].is_true is True
    assert found.clauses[1].operands["1000000000"] == 1e9
    assert found.clauses[0].n_unknown == 19
    assert all(c.n_true + c.n_false + c.n_unknown == 3000 for c in found.clauses)
    assert early.clauses[0].is_true is None
    assert math.isnan(early.clauses[0].operands["sma(close, 20)"])
    assert early.timestamp == datetime(2024, 1, 10, tzinfo=UTC)
    assert (before.timestamp, before.clauses) == (None, ())
    assert (unknown.timestamp, unknown.clauses) == (None, ())


def test_explanation_ranks_among_the_universe_of_the_scan(repository):
    formula = Formula(1, "", "xs_rank(close) > 50")
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        found = engine.explain("S7", "1d", formula, universe=SYMBOLS)
        last = engine.process_batch(job_of(formula=formula), latest=True)
    assert found.is_match is bool(len(last[7].matches))
    assert 0 <= found.clauses[0].operands["xs_rank(close)"] <= 100


def test_python_indicator_that_cannot_travel_is_an_error_before_the_scan(repository):
    service = FormulaService()
    stream = (number for number in range(3))
    service.registry.register("stuck", lambda df: df["close"] + next(stream))
    with (
        ProcessingEngine(repository, service, 1) as engine,
        pytest.raises(Exception, match="cannot be sent to worker processes") as caught,
    ):
        engine.process_batch(job_of(formula=Formula(1, "", "stuck > 1")))
    assert not isinstance(caught.value, FormulaError)


def test_python_indicator_that_raises_fails_its_symbols_only(repository):
    service = FormulaService()

    def picky(df):
        if df["close"].iloc[0] > 100:
            raise ValueError("too dear")
        return df["close"]

    service.registry.register("picky", picky)
    with ProcessingEngine(repository, service, 1) as engine:
        results = engine.process_batch(job_of(formula=Formula(1, "", "picky > 1")))
    dear = [repository.get_range(symbol, "1d").close[0] > 100 for symbol in SYMBOLS]
    assert [result.error is not None for result in results] == dear
    assert {result.error for result in results} <= {
        None,
        "Registered indicator 'picky' raised ValueError: too dear",
    }
