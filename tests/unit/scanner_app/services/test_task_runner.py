from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from scanner_app.services.progress_relay import ProgressRelay
from scanner_app.services.task_runner import TaskRunner
from tests.helpers.patience import PATIENCE_S

if TYPE_CHECKING:
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


def test_progress_is_told_seldom_but_the_end_always(qtbot: QtBot) -> None:
    relay, told = ProgressRelay(), []
    relay.advanced.connect(lambda done, total, text: told.append((done, total)))
    for done in range(1, 10_001):
        relay(done, 10_000, "x")
    assert told[-1] == (10_000, 10_000)
    assert len(told) < 100


def test_what_was_saved_is_still_written_when_the_runner_is_closed(qtbot: QtBot) -> None:
    runner, started, gate, ran = TaskRunner("test"), threading.Event(), threading.Event(), []
    runner.submit(lambda: started.set() or gate.wait(), ran.append)
    assert started.wait(PATIENCE_S)
    runner.submit(lambda: ran.append("dropped"), ran.append)
    runner.submit(lambda: ran.append("kept"), ran.append, is_kept=True)
    threading.Timer(0.05, gate.set).start()
    runner.close()
    qtbot.wait(1)
    assert ran == ["kept"]
