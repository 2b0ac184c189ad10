"""Deleting symbols: the question and what follows."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.data.removal_presenter import RemovalPresenter
from scanner_app.services.job_service import JobEnd, JobKind
from scanner_app.view_states import DataState
from tests.helpers.presenter_fakes import (
    FakeJobs,
    FakeLibrary,
    FakeMessages,
    FakeWatchlists,
    contents_of,
)


class FakeTab(QObject):
    delete_requested = Signal(list)

    def state(self) -> DataState:
        return DataState("1d")


class FakeQuestion(QObject):
    confirmed = Signal(bool, bool)

    def __init__(self, *subject: Any) -> None:
        super().__init__()
        self.subject = subject


class Parts:
    def __init__(self) -> None:
        self.tab, self.messages, self.jobs = FakeTab(), FakeMessages(), FakeJobs()
        contents = contents_of(d1=["A", "B", "C"], w1=["A"])
        self.library = FakeLibrary(Path("x.fslib"), contents)
        self.watchlists = FakeWatchlists(mine=("A", "C"), other=("C",))
        self.live = SimpleNamespace(is_saving=False)
        self.questions: list[FakeQuestion] = []
        self.presenter = RemovalPresenter(
            self.tab, self.messages, self._open, library=self.library,
            watchlists=self.watchlists, jobs=self.jobs, live=self.live,
        )  # fmt: skip

    def _open(self, *subject: Any) -> FakeQuestion:
        self.questions.append(FakeQuestion(*subject))
        return self.questions[-1]

    def end(self, *symbols: str) -> None:
        removal = SimpleNamespace(symbols=symbols, n_candles=20)
        self.jobs.ended.emit(JobEnd(JobKind.REMOVAL, removal))


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_the_question_says_what_would_be_lost(parts: Parts) -> None:
    parts.tab.delete_requested.emit(["A", "B"])
    symbols, counts, timeframe, lists = parts.questions[0].subject
    assert (symbols, timeframe, lists) == (["A", "B"], "1d", ["mine"])
    assert counts == {"1d": 20, "1w": 10}


def test_nothing_is_deleted_before_the_answer(parts: Parts) -> None:
    parts.tab.delete_requested.emit(["A"])
    assert parts.jobs.kinds == []
    parts.questions[0].confirmed.emit(False, False)
    assert parts.jobs.kinds == [JobKind.REMOVAL]


def test_watchlists_lose_the_symbols_when_they_are_gone_and_only_if_asked(parts: Parts) -> None:
    parts.tab.delete_requested.emit(["A"])
    parts.questions[0].confirmed.emit(False, True)
    assert parts.watchlists.lists["mine"] == ("A", "C")
    parts.end("A")
    assert parts.watchlists.lists == {"mine": ("C",), "other": ("C",)}
    parts.tab.delete_requested.emit(["C"])
    parts.questions[1].confirmed.emit(False, False)
    parts.end("C")
    assert parts.watchlists.lists == {"mine": ("C",), "other": ("C",)}


def test_the_end_is_reported_in_numbers(parts: Parts) -> None:
    parts.end("A", "B")
    assert parts.messages.messages == ["2 symbols deleted, 20 candles"]


def test_a_removal_that_was_stopped_reports_nothing(parts: Parts) -> None:
    parts.jobs.ended.emit(JobEnd(JobKind.REMOVAL, is_cancelled=True))
    assert parts.messages.messages == []


def test_there_is_no_question_while_a_job_runs(parts: Parts) -> None:
    parts.jobs.is_running = True
    parts.tab.delete_requested.emit(["A"])
    assert parts.questions == []


def test_there_is_no_question_while_live_saves_candles(parts: Parts) -> None:
    parts.live.is_saving = True
    parts.tab.delete_requested.emit(["A"])
    assert parts.questions == []
    assert "Live writes candles" in parts.messages.problems[0]
