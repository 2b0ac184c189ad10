"""Settings and failures of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.program_presenter import ProgramPresenter
from scanner_app.settings import Settings, SettingsStore
from tests.helpers.presenter_fakes import FakeMessages

if TYPE_CHECKING:
    from pathlib import Path


class FakeQuestion(QObject):
    settings_chosen = Signal(object)


class FakeDialogs:
    def __init__(self) -> None:
        self.question = FakeQuestion()
        self.opened_with: list[Settings] = []
        self.reports: list[tuple[str, str]] = []

    def open_settings(self, settings: Settings) -> FakeQuestion:
        self.opened_with.append(settings)
        return self.question

    def show_report(self, sentence: str, details: str) -> None:
        self.reports.append((sentence, details))


class Parts:
    def __init__(self, folder: Path) -> None:
        self.messages, self.dialogs = FakeMessages(), FakeDialogs()
        self.settings = SettingsStore(folder / "settings.toml")
        self.presenter = ProgramPresenter(self.messages, self.dialogs, self.settings)


@pytest.fixture
def parts(qapp: object, tmp_path: Path) -> Parts:
    return Parts(tmp_path)


def test_chosen_settings_are_put_into_force(parts: Parts) -> None:
    parts.presenter.show_settings()
    assert parts.dialogs.opened_with == [Settings()]
    parts.dialogs.question.settings_chosen.emit(Settings(workers=3))
    assert parts.settings.current.workers == 3


def test_what_the_user_can_mend_is_a_sentence(parts: Parts) -> None:
    parts.presenter.show_failure(OSError("disk is full"))
    assert "disk is full" in parts.messages.problems[0]
    assert parts.dialogs.reports == []


def test_a_fault_of_the_program_is_a_report_with_its_place(parts: Parts) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        int("1") / int("0")
    parts.presenter.show_failure(caught.value)
    sentence, details = parts.dialogs.reports[0]
    assert "division by zero" in sentence
    assert "test_program_presenter.py" in details
    assert parts.messages.problems == []


def test_a_profile_that_cannot_be_written_and_a_lost_library_are_said(parts: Parts) -> None:
    parts.presenter.show_unwritable_profile(OSError("read-only"))
    parts.presenter.show_lost_library("/drive/gone.fslib")
    assert "nothing will be kept this time" in parts.messages.problems[0]
    assert "/drive/gone.fslib" in parts.messages.problems[1]
