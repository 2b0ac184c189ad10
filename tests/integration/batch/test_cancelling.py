"""Batches that end early: cancelled, interrupted, shut down."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil
import pytest

from engine.batch.engine import ProcessingEngine
from engine.domain.cancellation import CancellationToken
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import Outcome
from engine.errors import EngineClosedError
from engine.language.service import FormulaService
from tests.helpers.patience import PATIENCE_S
from tests.helpers.scripts import with_repo_on_path
from tests.helpers.trouble import TroubleRepository, sufferer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.pool

ABOVE = Formula(1, "above its mean", "close > sma(close, 5)")
GOOD = [f"GOOD{i}" for i in range(200)]


def job_of(symbols) -> ProcessingJob:
    return ProcessingJob("j", JobType.SCAN, list(symbols), "1d", formula=ABOVE)


@pytest.fixture
def engine(tmp_path):
    repository = TroubleRepository(tmp_path, [*GOOD, "HANGS"])
    with ProcessingEngine(repository, FormulaService(), 2) as engine:
        engine.warm_up()
        yield engine


@contextmanager
def when_it_hangs(folder: Path, action: Callable[[], None]) -> Iterator[list[psutil.Process]]:
    """Have another thread do `action` once a worker hangs; gives a list that gets that worker."""
    hanging: list[psutil.Process] = []

    def wait_and_act() -> None:
        hanging.append(sufferer(folder, "HANGS"))
        action()

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    yield hanging
    thread.join()


def test_cancelling_in_the_callback_keeps_what_it_has_seen(engine):
    token = CancellationToken()

    def callback(progress):
        if progress.completed_symbols == 2:
            token.cancel()

    results = engine.process_batch(job_of(GOOD), callback, token)
    assert len(results) == 2
    assert {result.outcome for result in results} == {Outcome.HIT}
    assert len(engine.process_batch(job_of(GOOD))) == len(GOOD)


def test_cancelled_batch_ends_though_a_worker_hangs_and_that_worker_too(engine, tmp_path):
    token = CancellationToken()
    with when_it_hangs(tmp_path, token.cancel) as hanging:
        results = engine.process_batch(job_of([*GOOD, "HANGS"]), None, token)
    assert "HANGS" not in {result.symbol for result in results}  # and no symbol has timed out
    assert {result.outcome for result in results} <= {Outcome.HIT}
    _, alive = psutil.wait_procs(hanging, timeout=PATIENCE_S)
    assert alive == []
    assert len(engine.process_batch(job_of(GOOD))) == len(GOOD)


def test_engine_cancels_from_any_thread(engine, tmp_path):
    with when_it_hangs(tmp_path, engine.cancel):
        results = engine.process_batch(job_of(["HANGS", *GOOD]))
    assert len(results) <= len(GOOD)


def test_token_that_was_cancelled_before_gives_nothing(engine):
    token = CancellationToken()
    token.cancel()
    assert engine.process_batch(job_of(GOOD), None, token) == []


def test_cancelled_pass_for_ranks_gives_nothing(engine, tmp_path):
    job = ProcessingJob(
        "j", JobType.SCAN, ["HANGS", *GOOD], "1d", formula=Formula(1, "", "xs_rank(close) > 50")
    )
    with when_it_hangs(tmp_path, engine.cancel):
        assert engine.process_batch(job) == []


def test_cancelling_the_awaiting_task_cancels_the_batch(engine, tmp_path):
    async def main() -> None:
        task = asyncio.ensure_future(engine.process_batch_async(job_of(["HANGS", *GOOD])))
        await asyncio.to_thread(sufferer, tmp_path, "HANGS")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert len(engine.process_batch(job_of(GOOD))) == len(GOOD)


def test_shutdown_in_the_middle_of_a_batch_returns_what_there_is(tmp_path):
    repository = TroubleRepository(tmp_path, [*GOOD, "HANGS"])
    engine = ProcessingEngine(repository, FormulaService(), 2)
    engine.warm_up()
    with when_it_hangs(tmp_path, engine.shutdown):
        results = engine.process_batch(job_of(["HANGS", *GOOD]))
    assert len(results) <= len(GOOD)
    with pytest.raises(EngineClosedError):
        engine.process_batch(job_of(GOOD))


def test_shutdown_twice_and_without_a_batch_is_harmless(tmp_path):
    engine = ProcessingEngine(TroubleRepository(tmp_path, GOOD), FormulaService(), 1)
    engine.shutdown()
    engine.shutdown()
    with pytest.raises(EngineClosedError):
        engine.warm_up()


def test_forgotten_engine_ends_its_workers(tmp_path):
    engine = ProcessingEngine(TroubleRepository(tmp_path, GOOD), FormulaService(), 1)
    engine.warm_up()
    workers = [child for child in psutil.Process().children() if "spawn_main" in _words(child)]
    assert workers
    del engine
    _, alive = psutil.wait_procs(workers, timeout=PATIENCE_S)
    assert alive == []


LEAVING = """
import sys, threading, time
from pathlib import Path
from engine.batch.engine import ProcessingEngine
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.language.service import FormulaService
from tests.helpers.trouble import TroubleRepository

if __name__ == "__main__":
    symbols = ["HANGS", *(f"S{i}" for i in range(50))]
    engine = ProcessingEngine(TroubleRepository(Path("."), symbols), FormulaService(), 2)
    engine.warm_up()
    formula = Formula(1, "", "close > sma(close, 5)")
    job = ProcessingJob("j", JobType.SCAN, symbols, "1d", formula=formula)
    if sys.argv[1] == "busy":
        first = threading.Event()
        scan = threading.Thread(target=engine.process_batch, args=(job, lambda _: first.set()))
        scan.start()
        first.wait()
    print("bye", flush=True)
"""


@pytest.mark.parametrize("state", ["idle", "busy"])
def test_program_that_forgets_its_engine_ends_all_the_same(tmp_path: Path, state: str):
    script = tmp_path / "leaving.py"
    script.write_text(LEAVING, encoding="utf-8")
    words = [sys.executable, str(script), state]
    done = subprocess.run(
        words,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=with_repo_on_path(),
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "bye\n", "")


@pytest.mark.parametrize("end", ["os._exit(9)", "os.kill(os.getpid(), 9)"])
def test_workers_end_by_themselves_when_their_parent_dies(tmp_path: Path, end: str):
    if end.startswith("os.kill") and sys.platform == "win32":
        pytest.skip("Windows knows no signals")
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(f"""
            import os, psutil
            from pathlib import Path
            from engine.batch.engine import ProcessingEngine
            from engine.language.service import FormulaService
            from tests.helpers.trouble import TroubleRepository

            if __name__ == "__main__":
                engine = ProcessingEngine(TroubleRepository(Path("."), ["A"]), FormulaService(), 2)
                engine.warm_up()
                print(*[child.pid for child in psutil.Process().children()], flush=True)
                {end}
        """),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=with_repo_on_path(),
        check=False,
    )
    pids = [int(word) for word in done.stdout.split()]
    assert len(pids) >= 2, done.stderr
    left = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    _, alive = psutil.wait_procs(left, timeout=PATIENCE_S)
    assert [child for child in alive if "spawn_main" in _words(child)] == []


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""
