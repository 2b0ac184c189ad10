from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.storage.maintenance.sample import write_sample
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.task_runner import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "small.fslib"
    write_sample(path, 8, 120)
    return path


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner("test")
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def language() -> LanguageService:
    return LanguageService()
