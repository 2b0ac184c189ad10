"""Executors that are not ours: anything that submits, up to a cluster."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from engine.batch.engine import ProcessingEngine
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import Outcome
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.patience import PATIENCE_S
from tests.helpers.scripts import with_repo_on_path
from tests.helpers.trouble import TroubleRepository, candles

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

GATE = threading.Event()


class GatedRepository(InMemoryCandleRepository):
    """Holds up whoever reads SLOW, until the gate opens."""

    def get_columns(self, symbol, timeframe, names):
        if symbol == "SLOW":
            GATE.wait(PATIENCE_S)
        return super().get_columns(symbol, timeframe, names)


pytestmark = pytest.mark.pool

ABOVE = Formula(1, "", "close > sma(close, 20)")


def job_of(symbols) -> ProcessingJob:
    return ProcessingJob("j", JobType.SCAN, list(symbols), "1d", formula=ABOVE)


def positions(results) -> dict[str, list[int]]:
    return {result.symbol: result.matches.positions.tolist() for result in results}


def threads() -> Executor:
    return ThreadPoolExecutor(2)


def spawned() -> Executor:
    return ProcessPoolExecutor(2, get_context("spawn"))


@pytest.mark.parametrize(
    "make", [lambda: ThreadPoolExecutor(2), spawned], ids=["threads", "processes"]
)
def test_any_executor_gives_the_same_results(make: Callable[[], Executor], engine, library):
    symbols = library.candles.symbols("1d")
    with ProcessingEngine(library.candles, FormulaService(), 2, executor_factory=make) as foreign:
        foreign.warm_up()
        found = positions(foreign.process_batch(job_of(symbols)))
        again = positions(foreign.process_batch(job_of(symbols)))
    assert found == again == positions(engine.process_batch(job_of(symbols)))


def test_repository_reaches_workers_of_an_executor_only_once(tmp_path):
    symbols = [f"S{i}" for i in range(60)]
    repository = TroubleRepository(tmp_path, symbols, n_bars=500)
    with ProcessingEngine(repository, FormulaService(), 2, executor_factory=spawned) as foreign:
        results = foreign.process_batch(job_of(symbols))
    assert {result.outcome for result in results} == {Outcome.HIT}


def test_symbol_that_hangs_in_an_executor_times_out_alone():
    symbols = ["SLOW", *(f"S{i}" for i in range(20))]
    repository = GatedRepository()
    for symbol in symbols:
        repository.save_many(symbol, "1d", candles(symbol))
    with ProcessingEngine(
        repository,
        FormulaService(),
        2,
        symbol_timeout_s=5.0,
        executor_factory=lambda: ThreadPoolExecutor(8),
    ) as foreign:
        results = foreign.process_batch(job_of(symbols))
        GATE.set()
    assert (results[0].outcome, results[0].error) == (Outcome.TIMEOUT, "No result within 5 s")
    assert {result.outcome for result in results[1:]} == {Outcome.HIT}


DASK_SCRIPT = """
import json, sys
from distributed import Client, LocalCluster
from engine.batch.engine import ProcessingEngine
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.language.service import FormulaService
from engine.storage.library import open_library

if __name__ == "__main__":
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**options) as cluster, Client(cluster) as client:
        with open_library(sys.argv[1]) as library, ProcessingEngine(
            library.candles, FormulaService(), 2, executor_factory=client.get_executor
        ) as engine:
            engine.warm_up()
            formula = Formula(1, "", "close > sma(close, 20)")
            symbols = library.candles.symbols("1d")
            job = ProcessingJob("j", JobType.SCAN, symbols, "1d", formula=formula)
            results = engine.process_batch(job)
            print(json.dumps({r.symbol: r.matches.positions.tolist() for r in results}))
"""


def test_dask_cluster_gives_the_same_results(engine, library, tmp_path):
    pytest.importorskip("distributed")
    script = tmp_path / "on_dask.py"
    script.write_text(DASK_SCRIPT, encoding="utf-8")
    # In a process of its own: dask's threads and event loops outlive a test.
    words = [sys.executable, str(script), str(library.path)]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=with_repo_on_path(),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found == positions(engine.process_batch(job_of(library.candles.symbols("1d"))))
