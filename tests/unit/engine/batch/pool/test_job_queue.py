from __future__ import annotations

import pytest

from engine.batch.pool.affinity import Affinity
from engine.batch.pool.job_queue import FIRST_CHUNK, JobQueue


def test_shard_takes_its_own_symbols_first_and_in_order():
    queue = JobQueue([0, 1, 0, 1, 0], 2)
    assert queue.take(0, 2) == (0, 2)
    assert queue.take(0, 9) == (4,)


def test_thief_takes_half_of_the_longest_queue_from_its_end():
    queue = JobQueue([0] * 8 + [1] * 2, 3, cost_s=0.1)
    assert queue.take(2, 9) == (7, 6, 5, 4)
    assert queue.n_waiting == 6


@pytest.mark.parametrize("cost_s", [None, 0.0001])
def test_little_work_is_left_to_its_owner(cost_s):
    queue = JobQueue([0] * 8, 2, cost_s)
    assert queue.take(1, 9) == ()
    assert queue.n_waiting == 8


def test_work_of_a_helpless_shard_is_taken_however_little():
    queue = JobQueue([0] * 3, 2, 0.0001)
    assert queue.take(1, 9, unavailable_shards=[0]) == (2, 1)


def test_symbols_that_are_put_back_come_first():
    queue = JobQueue([0] * 5, 1)
    taken = queue.take(0, 2)
    queue.put_back(taken)
    assert queue.take(0, 3) == (0, 1, 2)


def test_first_chunk_has_a_fixed_size():
    assert JobQueue([0] * 1000, 1).size(0.03, 1) == FIRST_CHUNK


@pytest.mark.parametrize(("cost_s", "size"), [(0.0001, 300), (0.01, 3), (5.0, 1)])
def test_chunk_is_as_long_as_wanted(cost_s, size):
    assert JobQueue([0] * 100_000, 1, cost_s).size(0.03, 1) == size


def test_chunk_near_the_end_leaves_work_for_the_others():
    queue = JobQueue([0] * 400, 2, 0.00005)
    assert queue.size(0.03, 2) == 100


def test_chunk_is_never_so_small_that_round_trips_count():
    queue = JobQueue([0] * 40, 4, 0.00001)
    assert queue.size(0.03, 4) >= 40


def test_cost_follows_what_is_observed():
    queue = JobQueue([0] * 10, 1, 0.001)
    for _ in range(20):
        queue.observe(0.01)
    assert queue.cost_s == pytest.approx(0.01, rel=0.01)


def test_suspects_come_one_at_a_time():
    queue = JobQueue([0], 1)
    queue.quarantine((3, 4))
    assert [queue.take_quarantined(), queue.take_quarantined(), queue.take_quarantined()] == [
        (3,),
        (4,),
        (),
    ]


def test_new_symbols_are_spread_evenly():
    homes = Affinity().assign([f"S{i}" for i in range(90)], 3)
    assert [homes.count(shard) for shard in range(3)] == [30, 30, 30]


def test_symbols_stay_at_home_and_follow_a_thief():
    affinity = Affinity()
    first = affinity.assign(["A", "B", "C"], 2)
    assert affinity.assign(["C", "B", "A"], 2) == first[::-1]
    affinity.move(["A"], 1 - first[0])
    assert affinity.assign(["A"], 2) == [1 - first[0]]


def test_symbols_of_a_shard_that_is_gone_find_another_home():
    affinity = Affinity()
    affinity.assign([f"S{i}" for i in range(10)], 2)
    assert affinity.assign([f"S{i}" for i in range(10)], 1) == [0] * 10
