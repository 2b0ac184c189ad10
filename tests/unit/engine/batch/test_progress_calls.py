from __future__ import annotations

import threading

import pytest

from engine.batch import progress_calls as module
from engine.batch.progress_calls import Notifier, ProgressMeter, reports
from tests.helpers.patience import PATIENCE_S, wait_until


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def step_of(meter: ProgressMeter, clock: Clock, n: int, spent_s: float, n_errors: int = 0):
    clock.now_s += spent_s
    names = [f"S{meter.n_done + i}" for i in range(n)]
    return meter.advance(names, [i < n_errors for i in range(n)])


def test_time_that_is_left_follows_from_what_symbols_took():
    clock = Clock()
    meter = ProgressMeter(10, clock)
    meter.begin_work()
    for _ in range(3):
        last = reports(step_of(meter, clock, 1, 0.1), 10)[-1]
    assert last.elapsed_time_ms == pytest.approx(300)
    assert last.estimated_remaining_ms == pytest.approx(700)


def test_estimate_follows_the_recent_speed():
    clock = Clock()
    meter = ProgressMeter(1_000, clock)
    meter.begin_work()
    step_of(meter, clock, 100, 1.0)
    for _ in range(4):
        slower = reports(step_of(meter, clock, 100, 10.0), 1_000)[-1]
    assert slower.estimated_remaining_ms == pytest.approx(50_000, rel=0.05)


def test_estimate_starts_with_the_first_worker_that_is_ready():
    clock = Clock()
    meter = ProgressMeter(1_000, clock)
    meter.begin_work()
    clock.now_s = 60.0  # until the first worker has started
    meter.begin_work(60.0)
    first = reports(step_of(meter, clock, 100, 1.0), 1_000)[-1]
    assert first.estimated_remaining_ms == pytest.approx(9_000)
    assert first.elapsed_time_ms == pytest.approx(61_000)


def test_symbols_that_nobody_need_look_at_do_not_make_the_estimate_shorter():
    clock = Clock()
    meter = ProgressMeter(1_000, clock)
    early = reports(step_of(meter, clock, 500, 0.0, n_errors=500), 1_000)[-1]
    assert (early.errors_count, early.estimated_remaining_ms) == (500, 0.0)
    meter.begin_work()
    later = reports(step_of(meter, clock, 100, 1.0), 1_000)[-1]
    assert later.estimated_remaining_ms == pytest.approx(4_000)


def test_each_symbol_of_a_group_has_its_own_report():
    clock = Clock()
    meter = ProgressMeter(5, clock)
    found = reports(step_of(meter, clock, 3, 0.3, n_errors=2), 5)
    assert [report.completed_symbols for report in found] == [1, 2, 3]
    assert [report.errors_count for report in found] == [1, 2, 2]
    assert [report.current_symbol for report in found] == ["S0", "S1", "S2"]


def test_job_without_symbols_is_done():
    report = reports(ProgressMeter(0, Clock()).advance([], []), 0)[0]
    assert (report.percentage, report.current_symbol) == (100.0, None)


def test_callback_is_called_for_each_symbol_before_finish_returns(monkeypatch):
    monkeypatch.setattr(module, "LAST_CALL_S", PATIENCE_S)
    seen = []
    meter = ProgressMeter(4, Clock())
    notifier = Notifier(seen.append, 4)
    notifier.pass_on(meter.advance(["A", "B"], [False, False]))
    notifier.pass_on(meter.advance(["C", "D"], [False, True]))
    notifier.finish()
    assert [report.current_symbol for report in seen] == ["A", "B", "C", "D"]
    assert notifier.n_calls == 4


def test_late_callback_still_hears_of_the_end(monkeypatch):
    monkeypatch.setattr(module, "LAST_CALL_S", 0.0)
    monkeypatch.setattr(module, "_LATE_CALL_S", PATIENCE_S)
    seen, is_called = [], threading.Event()

    def callback(report):
        seen.append(report.completed_symbols)
        is_called.set()
        wait_until(lambda: notifier._is_late)  # which is what `finish` makes of it

    meter = ProgressMeter(50, Clock())
    notifier = Notifier(callback, 50)
    notifier.pass_on(meter.advance([f"S{i}" for i in range(50)], [False] * 50))
    assert is_called.wait(PATIENCE_S)
    notifier.finish()
    assert seen == [1, 50]


def test_muted_notifier_makes_no_further_call():
    seen = []
    notifier = Notifier(seen.append, 2)
    notifier.mute()
    notifier.pass_on(ProgressMeter(2, Clock()).advance(["A"], [False]))
    notifier.finish()
    notifier._thread.join()
    assert seen == []
