from __future__ import annotations

import logging
from types import SimpleNamespace

import psutil
import pytest

from engine.batch.pool.memory_budget import MB, MemoryGovernor, plan_memory
from engine.batch.pool.process_health import ProcessHealth, describe_exit, own_bytes


def test_shares_stay_within_the_limit():
    plan = plan_memory(2048 * MB, 150 * MB, 4, 500 * MB)
    taken = 150 * MB + plan.n_workers * plan.worker_bytes
    assert plan.n_workers == 4
    assert taken <= 2048 * MB
    kept = plan.budget.candle_bytes + plan.budget.indicator_bytes
    assert kept < 0.75 * plan.worker_bytes
    assert plan.budget.indicator_bytes <= 125 * MB


@pytest.mark.parametrize("limit_mb", [300, 2048, 16_384])
def test_what_the_parent_keeps_is_a_part_of_the_limit(limit_mb):
    plan = plan_memory(limit_mb * MB, 40 * MB, 2, 500 * MB)
    parents = plan.parent_budget
    kept = parents.candle_bytes + parents.indicator_bytes
    assert 0 < kept <= 0.05 * limit_mb * MB
    assert 40 * MB + plan.n_workers * plan.worker_bytes + kept <= limit_mb * MB
    workers = plan.n_workers * plan.budget.indicator_bytes
    assert workers + parents.indicator_bytes <= 500 * MB


def test_small_limit_has_room_for_fewer_workers_and_says_so(caplog):
    with caplog.at_level(logging.WARNING):
        plan = plan_memory(600 * MB, 150 * MB, 8, 500 * MB)
    assert plan.n_workers == 2
    assert "The memory limit of 600 MB has room for 2 of 8 workers" in caplog.text


def test_one_worker_is_left_however_small_the_limit():
    assert plan_memory(1 * MB, 500 * MB, 4, 0).n_workers == 1


@pytest.fixture
def governor() -> MemoryGovernor:
    plan = plan_memory(1000 * MB, 100 * MB, 4, 200 * MB)
    return MemoryGovernor(1000 * MB, plan, 0.03)


def test_nothing_changes_below_the_limit(governor):
    full = governor.budget
    assert not governor.observe(800 * MB, 0.0)
    assert governor.budget == full


def test_caches_shrink_then_chunks_then_workers(governor, caplog):
    full = governor.budget
    with caplog.at_level(logging.WARNING):
        assert governor.observe(950 * MB, 0.0)
    assert governor.budget.candle_bytes == full.candle_bytes // 2
    assert governor.chunk_s == 0.03
    assert "All processes take 950 MB of 1000 MB: caches may take 50%" in caplog.text
    for now_s in (10.0, 20.0):
        governor.observe(950 * MB, now_s)
    assert governor.chunk_s < 0.03
    assert governor.n_workers == 4
    governor.observe(950 * MB, 30.0)
    assert governor.n_workers == 2
    governor.observe(950 * MB, 40.0)
    governor.observe(950 * MB, 50.0)
    assert governor.n_workers == 1


def test_next_step_waits_until_the_last_one_shows(governor):
    assert governor.observe(950 * MB, 0.0)
    assert not governor.observe(950 * MB, 1.0)
    assert governor.observe(950 * MB, 2.5)


def test_room_is_given_back_when_there_is_plenty_again(governor):
    full = governor.budget
    for now_s in (0.0, 10.0, 20.0, 30.0):
        governor.observe(950 * MB, now_s)
    for now_s in (40.0, 50.0, 60.0):
        assert governor.observe(300 * MB, now_s)
    assert (governor.budget, governor.n_workers, governor.chunk_s) == (full, 4, 0.03)
    assert not governor.observe(300 * MB, 70.0)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "exit code 0"),
        (3, "exit code 3"),
        (-15, "killed by SIGTERM"),
        (-250, "killed by signal 250"),
        (None, "it ended"),
    ],
)
def test_exit_is_told_in_words(code, words):
    assert describe_exit(code) == words


def test_process_that_is_too_large_must_be_replaced():
    health = ProcessHealth(psutil.Process().pid, 1 * MB)
    assert health.health_problem(10.0) == "it took more than 1 MB of memory"
    assert health.health_problem(10.1) is None  # looks now and then only


@pytest.mark.parametrize(
    ("resident", "committed", "own"),
    [
        (80 * MB, 600 * MB, 80 * MB),  # set aside for 16 processors, never used
        (500 * MB, 90 * MB, 90 * MB),  # a library that is mapped
    ],
)
def test_size_on_windows_leaves_out_what_is_unused_and_what_is_shared(
    monkeypatch, resident, committed, own
):
    process = SimpleNamespace(memory_info=lambda: SimpleNamespace(rss=resident, vms=committed))
    monkeypatch.setattr(psutil, "LINUX", False)
    assert own_bytes(process) == own


def test_healthy_process_has_no_ailment():
    health = ProcessHealth(psutil.Process().pid, 1 << 40)
    assert health.health_problem(10.0) is None
    assert own_bytes(psutil.Process()) > 0


def test_process_that_is_gone_takes_no_memory():
    process = psutil.Popen(["true"]) if not psutil.WINDOWS else psutil.Popen(["cmd", "/c", "exit"])
    process.wait()
    assert own_bytes(process) == 0
