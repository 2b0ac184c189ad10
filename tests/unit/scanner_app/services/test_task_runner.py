from __future__ import annotations

import itertools
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

from scanner_app.services import progress_relay
from scanner_app.services.progress_relay import ProgressRelay
from scanner_app.services.task_runner import TaskRunner
from tests.helpers.patience import PATIENCE_S, wait_until

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


def test_work_runs_on_its_thread_and_the_answer_on_this_one(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    threads = []
    tasks.submit(
        threading.current_thread, lambda ran: threads.extend((ran, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0].name == "test"
    assert threads[1] is threading.main_thread()


def test_failures_go_to_their_own_slot(qtbot: QtBot, tasks: TaskRunner) -> None:
    errors: list[Exception] = []
    tasks.submit(lambda: 1 / 0, errors.append, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_failures_that_nobody_takes_are_told(qtbot: QtBot, tasks: TaskRunner) -> None:
    with qtbot.waitSignal(tasks.task_failed) as told:
        tasks.submit(lambda: 1 / 0, print)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_the_last_task_under_a_key_is_the_only_one_answered(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    started, gate, answers, ran = threading.Event(), threading.Event(), [], []
    tasks.submit(lambda: started.set() or gate.wait(), answers.append, replaces="a")
    assert started.wait(PATIENCE_S)
    for number in range(3):
        tasks.submit(
            lambda number=number: ran.append(number) or number, answers.append, replaces="a"
        )
    tasks.submit(lambda: "other", answers.append)
    gate.set()
    qtbot.waitUntil(lambda: "other" in answers)
    assert answers == [2, "other"]
    assert ran == [2]


def test_a_cancelled_task_is_not_answered(qtbot: QtBot, tasks: TaskRunner) -> None:
    gate, answers = threading.Event(), []
    tasks.submit(gate.wait, answers.append, replaces="a")
    tasks.cancel("a")
    tasks.submit(lambda: "b", answers.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["b"]


def test_closing_drops_what_waits_and_takes_nothing_more(tasks: TaskRunner) -> None:
    gate, answers = threading.Event(), []
    tasks.submit(gate.wait, answers.append)
    tasks.submit(lambda: 1, answers.append)
    gate.set()
    tasks.close()
    tasks.submit(lambda: 2, answers.append)
    assert answers == []


def test_progress_is_told_twenty_times_a_second_but_the_end_always(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    thousandths = itertools.count(1_000)
    clock = SimpleNamespace(monotonic=lambda: next(thousandths) / 1_000)
    monkeypatch.setattr(progress_relay, "time", clock)
    relay, told = ProgressRelay(), []
    relay.advanced.connect(lambda done, total, text: told.append((done, total)))
    for done in range(1, 1_000):
        relay(done, 1_001, "x")
    assert 19 <= len(told) <= 20
    relay(1_000, 1_001, "x")
    relay(1_001, 1_001, "x")
    assert told[-1] == (1_001, 1_001)


def test_what_was_saved_is_still_written_when_the_runner_is_closed(qtbot: QtBot) -> None:
    runner, started, gate, ran = TaskRunner("test"), threading.Event(), threading.Event(), []
    runner.submit(lambda: started.set() or gate.wait(), ran.append)
    assert started.wait(PATIENCE_S)
    runner.submit(lambda: ran.append("dropped"), ran.append)
    runner.submit(lambda: ran.append("kept"), ran.append, is_kept=True)
    closer = threading.Thread(target=runner.close)
    closer.start()
    wait_until(lambda: runner._is_closed)
    gate.set()
    closer.join()
    qtbot.wait(1)
    assert ran == ["kept"]
