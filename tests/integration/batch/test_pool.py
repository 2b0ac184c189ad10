"""The pool when the ground gives way: no worker starts, or the pool itself fails."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest

from engine.batch.engine import ProcessingEngine
from engine.batch.pool import process_shard
from engine.batch.pool.events import ShardDied
from engine.batch.pool.process_shard import ProcessShard
from engine.batch.pool.schedule import Schedule
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.domain.result import Outcome
from engine.errors import EngineClosedError
from engine.language.service import FormulaService
from tests.helpers.patience import PATIENCE_S
from tests.helpers.scripts import with_repo_on_path
from tests.helpers.trouble import TroubleRepository

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pool

GOOD = [f"GOOD{i}" for i in range(60)]
JOB = ProcessingJob("j", JobType.SCAN, GOOD, "1d", formula=Formula(1, "", "close > sma(close, 5)"))


def test_work_is_done_in_this_process_when_no_worker_can_be_started(tmp_path, monkeypatch, caplog):
    def start(self, epoch):
        self._epoch = epoch
        self._notify(ShardDied(self.number, epoch, "exit code 1", time.monotonic()))

    monkeypatch.setattr(ProcessShard, "start", start)
    with ProcessingEngine(TroubleRepository(tmp_path, GOOD), FormulaService(), 2) as engine:
        results = engine.process_batch(JOB)
    assert [result.outcome for result in results] == [Outcome.HIT] * len(GOOD)
    assert "Worker 0 cannot be started: its work is done in this process" in caplog.text


SHORTAGES = [
    OSError(errno.EROFS, "Read-only file system"),
    OSError(errno.EMFILE, "Too many open files"),
    ImportError("no semaphores on this platform"),
    MemoryError(),
    RuntimeError("can't start new thread"),
    ValueError("anything else"),
]


@pytest.mark.parametrize("shortage", SHORTAGES, ids=repr)
@pytest.mark.parametrize("place", ["__init__", "start"])
def test_scan_ends_whatever_keeps_a_worker_from_being_made(place, shortage, tmp_path, monkeypatch):
    def refuse(*_):
        raise shortage

    monkeypatch.setattr(process_shard._Worker, place, refuse)
    with ProcessingEngine(TroubleRepository(tmp_path, GOOD), FormulaService(), 2) as engine:
        results = engine.process_batch(JOB)
    assert [result.outcome for result in results] == [Outcome.HIT] * len(GOOD)


def test_worker_whose_thread_cannot_be_made_is_reported_as_dead(monkeypatch):
    class NoThread(threading.Thread):
        def start(self):
            raise RuntimeError("can't start new thread")

    monkeypatch.setattr(process_shard.threading, "Thread", NoThread)
    events: list = []
    shard = ProcessShard(0, events.append, 0)
    shard.start(4)
    assert [(type(event), event.epoch) for event in events] == [(ShardDied, 4)]
    shard.stop()
    shard.join(PATIENCE_S)


def test_worker_that_dies_the_moment_it_is_ready_is_replaced(tmp_path, monkeypatch):
    health, deaths = process_shard.ProcessHealth, iter([psutil.NoSuchProcess(0)])

    def look(pid, max_bytes):
        if (death := next(deaths, None)) is not None:
            raise death
        return health(pid, max_bytes)

    monkeypatch.setattr(process_shard, "ProcessHealth", look)
    with ProcessingEngine(TroubleRepository(tmp_path, GOOD), FormulaService(), 1) as engine:
        assert engine.warm_up()
        results = engine.process_batch(JOB)
    assert [result.outcome for result in results] == [Outcome.HIT] * len(GOOD)


def test_workers_load_linear_algebra_with_one_thread(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    with ProcessingEngine(TroubleRepository(tmp_path, GOOD), FormulaService(), 1) as engine:
        assert engine.warm_up()
        (worker,) = engine._pool.pids()
        assert psutil.Process(worker).environ()["OPENBLAS_NUM_THREADS"] == "1"


def test_failure_of_the_pool_itself_reaches_the_caller_and_closes_the_engine(tmp_path, monkeypatch):
    repository = TroubleRepository(tmp_path, GOOD)
    with ProcessingEngine(repository, FormulaService(), 1) as engine:
        engine.warm_up()

        def handle(self, event):
            raise ZeroDivisionError("a bug")

        monkeypatch.setattr(Schedule, "handle", handle)
        with pytest.raises(ZeroDivisionError, match="a bug"):
            engine.process_batch(JOB)
        with pytest.raises(EngineClosedError):
            engine.process_batch(JOB)


def test_waiting_for_workers_ends_when_the_engine_is_shut_down(tmp_path, monkeypatch):
    engine = ProcessingEngine(TroubleRepository(tmp_path, GOOD), FormulaService(), 1)
    other = threading.Thread(target=engine.shutdown)
    monkeypatch.setattr(ProcessShard, "start", lambda self, epoch: other.start())
    assert engine.warm_up() is False
    other.join()


def test_no_thread_is_left_when_shutdown_returns_though_a_worker_was_replaced(tmp_path):
    before = set(threading.enumerate())
    repository = TroubleRepository(tmp_path, [*GOOD, "EXITS"])
    for _ in range(3):
        with ProcessingEngine(repository, FormulaService(), 2) as engine:
            engine.process_batch(replace(JOB, symbols=["EXITS", *GOOD]))
        assert set(threading.enumerate()) <= before


UNGUARDED = """
from pathlib import Path
from engine.batch.engine import ProcessingEngine
from engine.domain.formula import Formula
from engine.domain.job import JobType, ProcessingJob
from engine.errors import EngineClosedError
from engine.language.service import FormulaService
from tests.helpers.trouble import TroubleRepository

symbols = [f"S{i}" for i in range(50)]
engine = ProcessingEngine(TroubleRepository(Path("."), symbols), FormulaService(), 1)
formula = Formula(1, "", "close > sma(close, 5)")
job = ProcessingJob("j", JobType.SCAN, symbols, "1d", formula=formula)
print(len(engine.process_batch(job)), flush=True)
engine.shutdown()
"""


def test_script_without_a_main_guard_is_told_what_to_do_and_ends(tmp_path: Path):
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    words = [sys.executable, str(script)]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=with_repo_on_path(),
        check=False,
    )
    assert done.stdout == "50\n"
    assert "put what the program does below: if __name__ == '__main__':" in done.stderr
