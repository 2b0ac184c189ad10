"""Formulas that the program is started with, as by a double click on their file."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from scanner_app.arguments import handed_over, parse_arguments
from scanner_app.services.formulas.language_service import LanguageService
from tests.helpers.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]


@pytest.fixture
def formula_file(tmp_path: Path) -> Path:
    path = tmp_path / "Breakout.formula"
    path.write_text("close > highest(high, 50)[1]\n", encoding="utf-8")
    return path


def text_of(app: AppDriver) -> str:
    return str(app.scan_tab.formula.editor.text)


def test_the_formula_of_a_file_is_in_the_editor(
    open_app: Callable[..., AppDriver], sample_library: Path, formula_file: Path
) -> None:
    app = open_app("--library", str(sample_library), str(formula_file))
    app.qtbot.waitUntil(lambda: text_of(app) == "close > highest(high, 50)[1]")
    assert app.application.formulas.presenter.name == "Breakout"
    assert app.services.formulas.own == []


def test_a_file_that_is_there_before_the_language_is_not_put_aside(
    open_app: Callable[..., AppDriver],
    sample_library: Path,
    formula_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    is_open = threading.Event()
    monkeypatch.setattr(LanguageService, "warm_up", lambda _self: is_open.wait(PATIENCE_S))
    app = open_app("--library", str(sample_library), str(formula_file))
    app.qtbot.waitUntil(lambda: app.application.formulas.presenter.name == "Breakout")
    is_open.set()
    app.wait_until_ready()
    assert app.application.formulas.presenter.name == "Breakout"
    assert text_of(app) == "close > highest(high, 50)[1]"


def test_what_is_typed_before_the_language_is_there_stays(
    open_app: Callable[..., AppDriver], sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_open = threading.Event()
    monkeypatch.setattr(LanguageService, "warm_up", lambda _self: is_open.wait(PATIENCE_S))
    app = open_app("--library", str(sample_library))
    app.scan_tab.formula.editor.insertPlainText("# early\n")
    is_open.set()
    app.wait_until_ready()
    assert text_of(app).startswith("# early\n# a pullback")


def test_a_second_start_opens_its_file_in_the_first_window(
    app: AppDriver, formula_file: Path
) -> None:
    words = handed_over(parse_arguments(["formula-scanner", str(formula_file)]))
    app.application._instance.started_again.emit(words)
    app.qtbot.waitUntil(lambda: text_of(app) == "close > highest(high, 50)[1]")


def test_a_file_that_the_desktop_asks_for_is_in_the_editor(
    app: AppDriver, formula_file: Path, qapp: QApplication
) -> None:
    QApplication.sendEvent(qapp, QFileOpenEvent(str(formula_file)))
    app.qtbot.waitUntil(lambda: text_of(app) == "close > highest(high, 50)[1]")


def test_paths_hold_in_the_folder_of_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = parse_arguments(["formula-scanner", "a.formula", "--library", "b.fslib"])
    assert handed_over(arguments) == [
        "formula-scanner", "--library", str(tmp_path / "b.fslib"), str(tmp_path / "a.formula")
    ]  # fmt: skip
