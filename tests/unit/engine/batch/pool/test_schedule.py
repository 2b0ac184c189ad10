from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.batch.pool.events import (
    Closed,
    Degraded,
    FallBack,
    PassCancelled,
    PassConsumed,
    Restart,
    Retire,
    ShardDied,
    ShardReady,
    Skip,
    Submit,
)
from engine.batch.pool.schedule import CANCEL_GRACE_S, CHUNK_S, DEPTH, STALL_S, Schedule
from engine.domain.result import Outcome
from tests.helpers.schedule_driver import Driver


@pytest.fixture
def driver() -> Driver:
    driver = Driver(Schedule(2, symbol_timeout_s=60.0))
    driver.start()
    return driver


def test_every_symbol_is_delivered_once(driver):
    driver.add(1, 1000)
    driver.work()
    assert sorted(driver.delivered[1]) == list(range(1000))
    assert driver.finished[1].is_cancelled is False


def test_job_without_symbols_is_finished_at_once(driver):
    driver.add(1, 0)
    assert driver.finished[1].is_cancelled is False


def test_nothing_is_sent_before_a_worker_is_ready():
    driver = Driver(Schedule(2))
    driver.add(1, 100)
    assert driver.sent(0) == []
    driver.ready(1)
    assert driver.sent(1) != []
    assert driver.sent(0) == []


def test_no_shard_has_more_than_two_chunks(driver):
    driver.add(1, 10_000)
    for _ in range(20):
        assert all(len(shard.chunks) == DEPTH for shard in driver.shards)
        driver.answer(0)
        driver.answer(1)


def test_chunks_grow_to_the_work_that_is_wanted(driver):
    driver.add(1, 10_000)
    for _ in range(6):
        driver.answer(0, cost_s=0.0001)
    assert len(driver.answer(0).indices) == pytest.approx(CHUNK_S / 0.0001, rel=0.05)


def test_slow_symbols_travel_alone(driver):
    driver.add(1, 200)
    for _ in range(4):
        driver.answer(0, cost_s=1.0)
    assert len(driver.answer(0).indices) == 1


def test_chunks_shrink_towards_the_end_so_that_all_finish_together(driver):
    driver.add(1, 2000, cost_s=0.00002)
    sizes = []
    while driver.shards[0].chunks:
        sizes.append(len(driver.answer(0, 0.00002).indices))
        driver.answer(1, 0.00002)
    assert sizes[0] > 3 * sizes[-1]


def test_symbol_stays_with_its_shard_from_job_to_job(driver):
    driver.add(1, 400)
    homes = {}
    while any(shard.chunks for shard in driver.shards):
        for number in (0, 1):
            if driver.shards[number].chunks:
                homes.update(dict.fromkeys(driver.answer(number).indices, number))
    driver.add(2, 400)
    for number in (0, 1):
        assert all(homes[index] == number for index in driver.sent(number))


def test_idle_shard_steals_from_the_busiest(driver):
    driver.add(1, 1000)
    while driver.shards[1].chunks:
        driver.answer(1)
    assert len(driver.delivered[1]) > 900
    assert len(driver.delivered[1]) + len(driver.sent(0)) > 990


def test_shard_whose_worker_rests_is_left_nothing_but_what_it_was_sent(driver):
    driver.add(1, 1000)
    while driver.shards[1].chunks:
        driver.answer(1)
    driver.tick()
    driver.now_s = STALL_S
    driver.tick()
    while driver.shards[1].chunks:
        driver.answer(1)
    assert sorted([*driver.delivered[1], *driver.sent(0)]) == list(range(1000))


def test_two_jobs_take_turns(driver):
    driver.add(1, 10_000)
    driver.add(2, 10_000)
    for _ in range(40):
        driver.answer(0)
        driver.answer(1)
    done = [len(driver.delivered[pass_id]) for pass_id in (1, 2)]
    assert min(done) > 0.7 * max(done)


def test_job_whose_caller_is_slow_pauses_until_he_takes_symbols(driver):
    driver.add(1, 10_000, window=50)
    for _ in range(50):
        for number in (0, 1):
            if driver.shards[number].chunks:
                driver.answer(number, 0.001)
    waiting = len(driver.delivered[1])
    assert 50 <= waiting < 400
    assert driver.sent(0) == []
    driver.tell(PassConsumed(1, waiting))
    assert driver.sent(0) != []


# Cancelling


def test_cancelled_job_sends_nothing_more_and_drops_late_answers(driver):
    driver.add(1, 1000)
    driver.answer(0)
    done = len(driver.delivered[1])
    driver.tell(PassCancelled(1, 0.0))
    assert len(driver.named(Skip)) == 2 * DEPTH
    assert 1 not in driver.finished
    driver.work()
    assert len(driver.delivered[1]) == done
    assert driver.finished[1].is_cancelled is True


def test_cancelling_twice_finishes_once(driver):
    driver.add(1, 10)
    driver.tell(PassCancelled(1, 0.0))
    driver.tell(PassCancelled(1, 0.0))
    driver.work()
    driver.tell(PassCancelled(1, 0.0))
    assert driver.finished[1].is_cancelled is True


def test_job_that_waits_for_its_first_worker_is_cancelled_at_once():
    driver = Driver(Schedule(1))
    driver.add(1, 10)
    driver.tell(PassCancelled(1, 0.0))
    assert driver.finished[1].is_cancelled is True


def test_worker_that_does_not_let_go_of_a_cancelled_job_is_replaced(driver):
    driver.add(1, 1000)
    driver.tell(PassCancelled(1, 0.0))
    driver.now_s = CANCEL_GRACE_S / 2
    driver.tick()
    assert driver.named(Restart) == []
    driver.now_s = CANCEL_GRACE_S
    driver.tick()
    assert len(driver.named(Restart)) == 2
    assert driver.finished[1].is_cancelled is True


def test_other_job_goes_on_when_one_is_cancelled(driver):
    driver.add(1, 500)
    driver.add(2, 500)
    driver.tell(PassCancelled(1, 0.0))
    driver.work()
    assert sorted(driver.delivered[2]) == list(range(500))
    assert driver.finished[2].is_cancelled is False


def test_killing_the_worker_of_a_cancelled_job_loses_nothing_of_another(driver):
    driver.add(1, 500)
    driver.add(2, 500)
    driver.tell(PassCancelled(1, 0.0))
    driver.now_s = 1.0
    driver.tick()
    driver.work()
    assert sorted(driver.delivered[2]) == list(range(500))
    assert driver.failed[2] == {}


# Faults


def test_symbol_on_which_a_worker_rests_too_long_times_out_alone(driver):
    driver.add(1, 100)
    hung = driver.shards[0].chunks[0].indices[3]
    driver.tick(position=3)
    driver.now_s = 59.9
    driver.tick(position=3)
    assert driver.failed[1] == {}
    driver.shards[1].chunks.clear()
    driver.now_s = 60.0
    driver.tick(position=3)
    fail = driver.failed[1][hung]
    assert (fail.outcome, fail.message) == (Outcome.TIMEOUT, "No result within 60 s")
    assert len(driver.failed[1]) == 1
    assert [restart.shard for restart in driver.named(Restart)] == [0]


def test_timeout_does_not_count_the_rest_before_the_work(driver):
    driver.now_s = 1000.0
    driver.add(1, 10)
    driver.tick()
    assert driver.failed[1] == {}


def test_worker_that_moves_on_does_not_time_out(driver):
    driver.add(1, 10)
    for position in range(10):
        driver.now_s += 59.0
        driver.tick(position)
    assert driver.failed[1] == {}


def test_symbol_on_which_a_worker_died_is_tried_alone_after_all_others(driver):
    driver.add(1, 100)
    culprit = driver.shards[0].chunks[0].indices[5]
    driver.die(0, position=5)
    driver.work()
    assert sorted(driver.delivered[1]) == list(range(100))
    last = driver.named(Submit)[-1].chunk
    assert (last.indices, last.is_alone) == ((culprit,), True)
    assert driver.failed[1] == {}


def test_symbol_on_which_a_worker_dies_twice_is_an_error_that_names_the_exit(driver):
    driver.add(1, 40)
    culprit = driver.shards[0].chunks[0].indices[2]
    driver.die(0, position=2, reason="exit code 3")
    while not any(shard.chunks and shard.chunks[0].is_alone for shard in driver.shards):
        for number, shard in enumerate(driver.shards):
            if not shard.is_ready:
                driver.ready(number)
            elif shard.chunks:
                driver.answer(number)
    alone = next(n for n, s in enumerate(driver.shards) if s.chunks and s.chunks[0].is_alone)
    assert driver.sent(alone) == [culprit]
    driver.die(alone, position=0, reason="killed by SIGKILL")
    fail = driver.failed[1][culprit]
    assert fail.outcome is Outcome.ERROR
    assert fail.message == "The worker ended twice: killed by SIGKILL"
    driver.work()
    assert sorted([*driver.delivered[1], culprit]) == list(range(40))
    assert driver.finished[1].is_cancelled is False


def test_chunk_that_waited_behind_the_culprit_is_not_blamed(driver):
    driver.add(1, 1000)
    for _ in range(10):
        driver.die(0, position=0)
        driver.ready(0)
    driver.work()
    assert driver.failed[1] == {}
    assert sorted(driver.delivered[1]) == list(range(1000))


def test_worker_that_dies_between_chunks_costs_nobody_an_error(driver):
    driver.add(1, 200)
    driver.die(0, position=None)
    driver.work()
    assert driver.failed[1] == {}
    assert sorted(driver.delivered[1]) == list(range(200))


def test_chunk_that_kills_each_worker_before_it_begins_ends_in_an_error(driver):
    driver.add(1, 1)
    for _ in range(20):
        shard = next((n for n, s in enumerate(driver.shards) if s.chunks), None)
        if shard is None:
            break
        driver.die(shard, position=None)
        for number, state in enumerate(driver.shards):
            if not state.is_ready:
                driver.ready(number)
    assert driver.failed[1][0].outcome is Outcome.ERROR
    assert driver.failed[1][0].message == "The worker ended each time: exit code 3"


def test_worker_with_a_health_problem_is_replaced_and_its_symbol_tried_again(driver):
    driver.add(1, 50)
    driver.tick(position=1, health_problem="it was stopped by the system")
    assert len(driver.named(Restart)) == 2
    driver.work()
    assert sorted(driver.delivered[1]) == list(range(50))


def test_chunk_that_comes_to_nothing_is_taken_apart(driver):
    driver.add(1, 32, cost_s=0.001)
    n_refused = 0
    for _ in range(200):
        busy = [n for n, shard in enumerate(driver.shards) if shard.chunks]
        if not busy:
            break
        if 7 in driver.shards[busy[0]].chunks[0].indices:
            driver.refuse(busy[0], "TypeError: cannot be sent")
            n_refused += 1
        else:
            driver.answer(busy[0])
    assert n_refused == 2
    assert driver.failed[1][7].message == "TypeError: cannot be sent"
    assert sorted(driver.delivered[1]) == [i for i in range(32) if i != 7]


def test_worker_that_cannot_be_looked_into_is_given_up_and_its_chunk_taken_apart():
    driver = Driver(Schedule(1, symbol_timeout_s=5.0))
    driver.start()
    driver.add(1, 4, cost_s=0.001)
    driver.tick(position=None)
    driver.now_s = 5.0
    driver.tick(position=None)
    driver.ready(0)
    driver.answer(0)
    driver.tick(position=None)
    driver.now_s = 10.0
    driver.tick(position=None)
    assert len(driver.failed[1]) == 1
    driver.work()
    assert len(driver.delivered[1]) == 3


def test_news_from_a_worker_that_was_given_up_are_void(driver):
    driver.add(1, 100)
    old = driver.shards[0].epoch
    driver.die(0, position=0)
    driver.tell(ShardReady(0, old, 0.0))
    driver.tell(ShardDied(0, old, "exit code 3", 0.0))
    assert driver.sent(0) == []
    assert len(driver.named(Restart)) == 1


def test_shard_whose_workers_never_start_falls_back_to_this_process():
    driver = Driver(Schedule(1))
    driver.add(1, 10)
    for _ in range(3):
        driver.die(0, position=None, reason="exit code 1")
    assert len(driver.named(FallBack)) == 1
    driver.work()
    assert len(driver.delivered[1]) == 10


# Degrading and closing


def test_degrading_retires_surplus_shards_when_they_are_done(driver):
    driver.add(1, 1000)
    driver.tell(Degraded(1, CHUNK_S))
    assert driver.named(Retire) == []
    driver.answer(1)
    driver.answer(1)
    assert [retire.shard for retire in driver.named(Retire)] == [1]
    while driver.shards[0].chunks:
        driver.answer(0)
    assert sorted(driver.delivered[1]) == list(range(1000))


def test_closing_ends_all_jobs_and_workers(driver):
    driver.add(1, 1000)
    driver.tell(Closed())
    assert driver.finished[1].is_cancelled is True
    assert len(driver.named(Retire)) == 2
    assert driver.schedule.is_closed


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_goes_wrong_every_symbol_has_exactly_one_outcome(data):
    n_shards = data.draw(st.integers(1, 3))
    driver = Driver(Schedule(n_shards, symbol_timeout_s=1.0))
    sizes = {pass_id: data.draw(st.integers(0, 60)) for pass_id in (1, 2)}
    driver.start()
    for pass_id, n in sizes.items():
        driver.add(pass_id, n)
    for _ in range(data.draw(st.integers(0, 40))):
        _disturb(driver, data)
    driver.work()
    for pass_id, n in sizes.items():
        done = [*driver.delivered[pass_id], *driver.failed[pass_id]]
        assert len(done) == len(set(done))
        if driver.finished[pass_id].is_cancelled:
            assert set(done) <= set(range(n))
        else:
            assert sorted(done) == list(range(n))


def _disturb(driver: Driver, data: st.DataObject) -> None:
    shard = data.draw(st.integers(0, len(driver.shards) - 1))
    state = driver.shards[shard]
    what = data.draw(st.sampled_from(["answer", "die", "idle death", "refuse", "hang", "cancel"]))
    if not state.is_ready:
        driver.ready(shard)
    elif what == "cancel" and data.draw(st.booleans()):
        driver.tell(PassCancelled(data.draw(st.integers(1, 2)), driver.now_s))
    elif what == "idle death":
        driver.die(shard, position=None)
    elif not state.chunks:
        pass
    elif what == "answer":
        driver.answer(shard)
    elif what == "die":
        driver.die(shard, data.draw(st.integers(0, len(state.chunks[0].indices) - 1)))
    elif what == "refuse":
        driver.refuse(shard)
    elif what == "hang":
        driver.tick()
        driver.now_s += 1.0
        driver.tick()
