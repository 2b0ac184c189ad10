"""A small library and the real window on it, with real workers."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from engine.storage.maintenance.sample import write_sample
from scanner_app import main_window, translations
from scanner_app.translations import SYSTEM
from scanner_app.views.live import notice
from tests.helpers.app_driver import AppDriver
from tests.helpers.patience import PATIENCE_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

N_SYMBOLS, N_BARS = 60, 400


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of synthetic candles that no test may write to."""
    path = tmp_path_factory.mktemp("library") / "sample.fslib"
    write_sample(path, N_SYMBOLS, N_BARS)
    return path


@pytest.fixture
def open_app(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., AppDriver]]:
    """Return a function that opens the window; it is closed after the test.

    What it says stays until it says something else, so that a slow machine can read it; it says it
    in English, whatever the system speaks, unless the profile has another language.
    """
    spoken = translations.language_of
    monkeypatch.setattr(
        translations, "language_of", lambda choice: spoken(choice.replace(SYSTEM, "en"))
    )
    monkeypatch.setattr(main_window, "_MESSAGE_MS", 0)
    monkeypatch.setattr(notice, "_SHOWN_MS", PATIENCE_MS)
    drivers: list[AppDriver] = []

    def open_with(*arguments: str) -> AppDriver:
        driver = AppDriver(
            qtbot, ["formula-scanner", "--profile", str(tmp_path / "profile"), *arguments]
        )
        drivers.append(driver)
        return driver

    yield open_with
    for driver in drivers:
        driver.close()
    drivers.clear()
    gc.collect()


@pytest.fixture
def app(open_app: Callable[..., AppDriver], sample_library: Path) -> AppDriver:
    """Return the window on the sample library, ready to scan."""
    driver = open_app("--library", str(sample_library))
    driver.wait_until_ready()
    return driver


@pytest.fixture
def korean(open_app: Callable[..., AppDriver], sample_library: Path, tmp_path: Path) -> AppDriver:
    """Return the window in Korean."""
    settings = tmp_path / "profile" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "ko"', encoding="utf-8")
    driver = open_app("--library", str(sample_library))
    driver.wait_until_ready()
    return driver


@pytest.fixture
def empty(open_app: Callable[..., AppDriver], tmp_path: Path) -> AppDriver:
    """Return the window on a library that is made anew."""
    app = open_app("--library", str(tmp_path / "empty.fslib"))
    app.wait(app.window.workers.text)
    return app
