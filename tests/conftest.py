"""Fixtures for every test: nothing is left behind, nothing of the user's is touched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.leaks import watch_processes, watch_qt_objects, watch_threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The same examples every time, however long they take on this machine.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")
TESTS = Path(__file__).resolve().parent
SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    with watch_processes(), watch_threads():
        if _may_use_qt(request.path):
            with watch_qt_objects():
                yield
        else:
            yield


def _may_use_qt(path: Path) -> bool:
    """Tell whether a test's file is about the app: the engine knows nothing of Qt."""
    return not {"engine", "integration"} & set(path.relative_to(TESTS).parts)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the user's folders at a temporary place, for this process and its children."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("LOCALAPPDATA", str(home))
    monkeypatch.setenv("APPDATA", str(home))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Return the class of the application that the tests of the app share."""
    from scanner_app.qt_application import ScannerApplication  # noqa: PLC0415 - not without Qt

    return ScannerApplication


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return pytest-qt's driver; it waits longer than the plugin's own."""
    from tests.helpers.patient_bot import PatientBot  # noqa: PLC0415 - not without Qt

    return PatientBot(request)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real candles and reference values; skip where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real candles is not beside this checkout")
    return SHARED_DATA
