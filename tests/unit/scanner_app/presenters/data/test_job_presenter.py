"""The bar of a running job."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.data.job_presenter import JobPresenter
from scanner_app.services.job_service import JobEnd, JobKind
from tests.helpers.presenter_fakes import FakeJobs, FakeMessages


class FakeBar(QObject):
    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.progress, self.is_shown = "", (0, 0, ""), False

    def begin(self, title: str) -> None:
        self.title, self.is_shown = title, True

    def advance(self, done: int, total: int, text: str) -> None:
        self.progress = (done, total, text)

    def end(self) -> None:
        self.is_shown = False


class Parts:
    def __init__(self) -> None:
        self.bar, self.messages, self.jobs = FakeBar(), FakeMessages(), FakeJobs()
        self.presenter = JobPresenter(self.bar, self.messages, self.jobs)
        self.failures: list[Exception] = []
        self.presenter.failed.connect(self.failures.append)


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_the_bar_is_shown_while_a_job_runs(parts: Parts) -> None:
    parts.jobs.started.emit(JobKind.IMPORT, "Importing")
    parts.jobs.advanced.emit(3, 10, "AAA.csv")
    assert parts.bar.is_shown
    assert (parts.bar.title, parts.bar.progress) == ("Importing", (3, 10, "AAA.csv"))
    parts.jobs.ended.emit(JobEnd(JobKind.IMPORT, value=1))
    assert not parts.bar.is_shown
    assert parts.messages.messages == []


def test_the_bar_cancels_the_job(parts: Parts) -> None:
    parts.bar.cancel_requested.emit()
    assert parts.jobs.is_cancelled


def test_a_second_job_is_refused_with_the_title_of_the_first(parts: Parts) -> None:
    parts.jobs.refused.emit("Importing")
    assert "'Importing'" in parts.messages.messages[0]


def test_a_job_that_was_cancelled_says_that_nothing_was_changed(parts: Parts) -> None:
    parts.jobs.ended.emit(JobEnd(JobKind.SAMPLE, is_cancelled=True))
    assert parts.messages.messages == ["Stopped; nothing was changed"]


def test_a_job_that_fails_is_passed_on(parts: Parts) -> None:
    error = OSError("disk is full")
    parts.jobs.ended.emit(JobEnd(JobKind.SAMPLE, error=error))
    assert parts.failures == [error]
    assert parts.messages.messages == []
