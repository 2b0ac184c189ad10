from __future__ import annotations

from concurrent.futures import BrokenExecutor, Executor, Future
from types import SimpleNamespace

import numpy as np
import pytest

from engine.batch.evaluation.symbol_scan import OPEN_RANGE
from engine.batch.pool.events import ChunkRaised, Heartbeat, ShardDied, ShardReady
from engine.batch.pool.shards import Shard
from engine.batch.wire.messages import Budget, RepositoryMissing, RepositoryRef, ScanSpec
from engine.batch.wire.scan_input import ScanInput


class HandExecutor(Executor):
    """Keeps what it is given until the test decides what becomes of it."""

    def __init__(self) -> None:
        self.futures: list[Future] = []
        self.requests: list = []
        self.is_broken = False

    def submit(self, fn, /, *args, **kwargs):
        if self.is_broken:
            raise BrokenExecutor
        self.requests.append(args[0])
        self.futures.append(Future())
        return self.futures[-1]


@pytest.fixture
def executor() -> HandExecutor:
    return HandExecutor()


@pytest.fixture
def events() -> list:
    return []


@pytest.fixture
def shard(executor, events) -> Shard:
    shard = Shard(0, events.append, executor)
    shard.start(3)
    return shard


def request(chunk_id: int, payload: bytes | None = b"x"):
    spec = ScanSpec("k", None, (), "1d", *OPEN_RANGE)
    states = np.ones(2, dtype=np.int64)
    scan_input = ScanInput(spec, RepositoryRef("key", payload), ["A", "B"], states, states)
    return scan_input.request(chunk_id, 1, Budget(0, 0), slice(None))


def test_shard_of_an_executor_is_ready_at_once(shard, events):
    assert [(type(event), event.epoch) for event in events] == [(ShardReady, 3)]


def test_answer_is_passed_on(shard, executor, events):
    shard.submit(request(1))
    result = SimpleNamespace(elapsed_us=np.array([900, 1, 3], dtype=np.float32))
    executor.futures[0].set_result(result)
    done = events[-1]
    assert (done.shard, done.epoch, done.chunk_id, done.result) == (0, 3, 1, result)
    assert done.cost_s == pytest.approx(2e-6)  # the first symbol's time may hold the compilation


def test_repository_is_sent_once_as_long_as_nobody_misses_it(shard, executor):
    shard.submit(request(1))
    shard.submit(request(2))
    assert [sent.repository.payload for sent in executor.requests] == [b"x", None]


def test_worker_that_misses_the_repository_gets_the_request_again_with_it(shard, executor, events):
    shard.submit(request(1))
    shard.submit(request(2))
    executor.futures[1].set_result(RepositoryMissing("key"))
    assert executor.requests[2].repository.payload == b"x"
    executor.futures[2].set_result(SimpleNamespace(elapsed_us=np.ones(1, dtype=np.float32)))
    assert (events[-1].chunk_id, events[-1].cost_s) == (2, pytest.approx(1e-6))


def test_exception_is_told_as_a_chunk_that_came_to_nothing(shard, executor, events):
    shard.submit(request(1))
    executor.futures[0].set_exception(TypeError("no"))
    assert isinstance(events[-1], ChunkRaised)
    assert (events[-1].chunk_id, events[-1].error) == (1, "TypeError: no")


def test_broken_executor_is_a_death(shard, executor, events):
    shard.submit(request(1))
    executor.futures[0].set_exception(BrokenExecutor())
    assert isinstance(events[-1], ShardDied)
    executor.is_broken = True
    shard.submit(request(2))
    assert isinstance(events[-1], ShardDied)
    assert len(events) == 3


def test_beat_names_the_first_chunk_only(shard):
    assert shard.heartbeat(0.0) == Heartbeat(None, None)
    shard.submit(request(1))
    shard.submit(request(2))
    assert shard.heartbeat(0.0) == Heartbeat(1, None)


def test_skipping_takes_back_what_has_not_begun(shard, executor, events):
    shard.submit(request(1))
    shard.skip(1)
    assert executor.futures[0].cancelled()
    assert (type(events[-1]), events[-1].chunk_id) == (ChunkRaised, 1)
    assert shard.heartbeat(0.0) == Heartbeat(None, None)


def test_skipping_leaves_alone_what_runs(shard, executor, events):
    shard.submit(request(1))
    executor.futures[0].set_running_or_notify_cancel()
    shard.skip(1)
    shard.skip(99)
    assert len(events) == 1


def test_stopped_shard_has_nothing_more_to_do_with_its_chunks(shard, executor, events):
    shard.submit(request(1))
    executor.futures[0].set_running_or_notify_cancel()
    shard.stop()
    executor.futures[0].set_result("late")
    assert len(events) == 1
    shard.join(1.0)
    assert (shard.pid(), shard.own_bytes()) == (0, 0)
