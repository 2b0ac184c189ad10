"""Scans on every change of a parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.scan.auto_run_presenter import AutoRunPresenter
from scanner_app.settings import SettingsStore
from tests.helpers.presenter_fakes import FakeFormula

if TYPE_CHECKING:
    from pathlib import Path


class FakeBox(QObject):
    auto_run_toggled = Signal(bool)
    is_on = True

    def show_auto_run(self, is_on: bool) -> None:
        self.is_on = is_on


class Parts:
    def __init__(self, folder: Path) -> None:
        self.box, self.formula, self.n_runs = FakeBox(), FakeFormula(), 0
        self.settings = SettingsStore(folder / "settings.toml")
        self.presenter = AutoRunPresenter(
            self.box, self._run, formula=self.formula, settings=self.settings
        )

    def _run(self) -> None:
        self.n_runs += 1


@pytest.fixture
def parts(qapp: object, tmp_path: Path) -> Parts:
    return Parts(tmp_path)


def test_a_changed_parameter_scans_only_when_that_is_on(parts: Parts) -> None:
    assert not parts.box.is_on
    parts.formula.parameters_changed.emit()
    assert parts.n_runs == 0
    parts.box.auto_run_toggled.emit(True)
    parts.formula.parameters_changed.emit()
    assert parts.n_runs == 1
    assert parts.settings.current.is_auto_run


def test_the_box_follows_the_settings(parts: Parts) -> None:
    parts.settings.update(is_auto_run=True)
    assert parts.box.is_on
