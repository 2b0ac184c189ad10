from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from engine.storage.sample import write_sample
from scanner_app.services.language_service import LanguageService
from scanner_app.services.task_runner import TaskRunner
from scanner_app.translations import install_translations, remove_translations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "small.fslib"
    write_sample(path, 8, 120)
    return path


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    installed = install_translations(qapp, "ko")
    yield
    remove_translations(qapp, installed)
    QLocale.setDefault(QLocale.c())


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner("test")
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def language() -> LanguageService:
    return LanguageService()
