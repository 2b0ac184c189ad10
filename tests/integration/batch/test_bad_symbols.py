"""Symbols that raise, hang, crash or eat memory, each with its exact outcome."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from engine.batch.engine import ProcessingEngine
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import Outcome, ProcessingResult
from engine.language.service import FormulaService
from tests.helpers.trouble import TroubleRepository

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pool

FORMULA = Formula(1, "above its mean", "close > sma(close, 5)")
GOOD = [f"GOOD{i}" for i in range(60)]
TIMEOUT_S = 10.0  # other symbols take thousandths of that
POSIX = sys.platform != "win32"

OUTCOMES = {
    "RAISES": (Outcome.ERROR, "ValueError: a bad column"),
    "STUBBORN": (Outcome.ERROR, "StubbornError: stubborn"),
    "SYSEXIT": (Outcome.ERROR, "SystemExit: 5"),
    "INTERRUPTS": (Outcome.ERROR, "KeyboardInterrupt"),
    "RECURSES": (Outcome.ERROR, "RecursionError: It is nested too deeply"),
    "HANGS": (Outcome.TIMEOUT, f"No result within {TIMEOUT_S:g} s"),
    "EXITS": (Outcome.ERROR, "The worker ended twice: exit code 3"),
    "EXITS_ONCE": (Outcome.HIT, None),
}
if POSIX:
    OUTCOMES |= {
        "KILLED": (Outcome.ERROR, "The worker ended twice: killed by SIGKILL"),
        "KILLED_ONCE": (Outcome.HIT, None),
        "STOPPED_ONCE": (Outcome.HIT, None),
        "CRASHES": (Outcome.ERROR, "The worker ended twice: killed by SIGSEGV"),
    }


def scan(engine: ProcessingEngine, symbols: list[str], **options) -> list[ProcessingResult]:
    return engine.process_batch(
        ProcessingJob("j", JobType.SCAN, symbols, "1d", formula=FORMULA), **options
    )


@pytest.fixture
def expected(tmp_path: Path) -> dict[str, int]:
    """Return how many matches each symbol has when it behaves."""
    symbols = [*GOOD, *OUTCOMES, "EATS"]
    repository = TroubleRepository(tmp_path, symbols)
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        span = ProcessingJob("", JobType.SCAN, [], "1d").date_range
        one = [engine.process_symbol(symbol, "1d", span, FORMULA) for symbol in symbols]
    return {result.symbol: len(result.matches) for result in one}


def test_each_bad_symbol_has_its_outcome_and_no_other_symbol_suffers(tmp_path, expected):
    symbols = [name for pair in zip(GOOD, [*OUTCOMES] * 9, strict=False) for name in pair]
    repository = TroubleRepository(tmp_path, {*symbols})
    with ProcessingEngine(repository, FormulaService(), 2, symbol_timeout_s=TIMEOUT_S) as engine:
        results = scan(engine, symbols)
    assert [result.symbol for result in results] == list(dict.fromkeys(symbols))
    found = {result.symbol: (result.outcome, result.error) for result in results}
    bad = {name: found[name] for name in OUTCOMES}
    bad["RECURSES"] = (bad["RECURSES"][0], bad["RECURSES"][1][:48])
    assert bad == OUTCOMES
    for result in results:
        if result.outcome is Outcome.HIT:
            assert len(result.matches) == expected[result.symbol]
    assert {found[name] for name in GOOD} == {(Outcome.HIT, None)}


def test_symbol_that_cannot_be_ranked_fails_alone(tmp_path):
    repository = TroubleRepository(tmp_path, [*GOOD, "RAISES", "EXITS"])
    formula = Formula(1, "", "xs_rank(close) >= 0")
    job = ProcessingJob("j", JobType.SCAN, ["RAISES", "EXITS", *GOOD], "1d", formula=formula)
    with ProcessingEngine(repository, FormulaService(), 2) as engine:
        results = engine.process_batch(job)
    assert [results[0].error, results[1].error] == [
        "ValueError: a bad column",
        "The worker ended twice: exit code 3",
    ]
    assert {result.outcome for result in results[2:]} == {Outcome.HIT}


def test_pool_serves_the_next_batch_after_every_worker_died(tmp_path):
    repository = TroubleRepository(tmp_path, [*GOOD, "EXITS"])
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        first = scan(engine, ["EXITS"])
        second = scan(engine, GOOD)
    assert first[0].error == "The worker ended twice: exit code 3"
    assert {result.outcome for result in second} == {Outcome.HIT}


@pytest.mark.skipif(not POSIX, reason="Windows knows no signals")
def test_worker_that_is_killed_while_it_rests_costs_nothing(tmp_path):
    repository = TroubleRepository(tmp_path, GOOD)
    with ProcessingEngine(repository, FormulaService(), 2) as engine:
        engine.warm_up()
        for child in psutil.Process().children():
            if "spawn_main" in " ".join(child.cmdline()):
                child.kill()
        results = scan(engine, GOOD)
    assert [result.outcome for result in results] == [Outcome.HIT] * len(GOOD)


def test_symbol_that_eats_memory_is_an_error_and_the_rest_goes_on(tmp_path):
    repository = TroubleRepository(tmp_path, [*GOOD, "EATS"])
    parent_mb = psutil.Process().memory_info().rss >> 20
    limit_mb = parent_mb + 400
    with ProcessingEngine(repository, FormulaService(), 1, memory_limit_mb=limit_mb) as engine:
        results = scan(engine, ["EATS", *GOOD])
    assert results[0].outcome is Outcome.ERROR
    assert "memory" in results[0].error
    assert {result.outcome for result in results[1:]} == {Outcome.HIT}


def test_every_failure_is_counted_by_the_progress(tmp_path):
    seen = []
    repository = TroubleRepository(tmp_path, [*GOOD, "RAISES", "EXITS"])
    with ProcessingEngine(repository, FormulaService(), 2) as engine:
        scan(engine, [*GOOD, "RAISES", "EXITS"], progress_callback=seen.append)
    assert [progress.completed_symbols for progress in seen] == list(range(1, 63))
    assert seen[-1].errors_count == 2
    assert seen[-1].percentage == 100.0


def test_failed_symbols_are_logged_as_warnings(tmp_path, caplog):
    repository = TroubleRepository(tmp_path, ["RAISES", "GOOD1"])
    with caplog.at_level("INFO", "engine"), ProcessingEngine(repository, FormulaService(), 1) as e:
        scan(e, ["RAISES", "GOOD1"])
    warnings = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    assert warnings == ["Batch j: RAISES failed: ValueError: a bad column"]
    infos = [r.getMessage() for r in caplog.records if r.levelname == "INFO"]
    assert infos[0] == "Batch j: 2 symbols, 1d"
    assert infos[1].startswith("Batch j: 2 of 2 symbols processed, 1 errors, ")
