"""Where no window can be opened the program says why, and ends without a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from scanner_app import __main__ as main_module
from scanner_app import start_failure
from scanner_app.start_failure import CANNOT_OPEN, reason_of_failure

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def start(**screens: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in _SCREENS}
    return subprocess.run(
        [sys.executable, "-m", "scanner_app", "--demo"],
        env=environment | screens, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("screens", "words"),
    [
        ({}, "there is no screen"),
        ({"DISPLAY": ":9999"}, ""),
        ({"WAYLAND_DISPLAY": "nowhere"}, ""),
        ({"QT_QPA_PLATFORM": "nonsense"}, '"nonsense"'),
    ],
)
def test_program_without_a_screen_ends_with_a_sentence(screens: dict[str, str], words: str) -> None:
    done = start(**screens)
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith(CANNOT_OPEN)
    assert words in done.stderr
    assert "Reinstalling" not in done.stderr


def test_program_without_a_console_can_write_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_: list[str]) -> int:
        print("said to nobody")
        print("said to nobody", file=sys.stderr)
        sys.stdout.flush()
        sys.stderr.flush()
        return 7

    monkeypatch.setitem(sys.modules, "scanner_app.app", SimpleNamespace(run=run))
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert main_module.main() == 7
    sys.stdout.close()


def test_missing_libraries_are_named_before_what_qt_says(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []

    def missing(*platforms: str) -> list[str]:
        seen.append(platforms)
        return ["libxcb-icccm.so.4"]

    monkeypatch.setattr(start_failure, "missing_libraries", missing)
    reason = reason_of_failure(["no idea"], {"DISPLAY": ":0", "WAYLAND_DISPLAY": ""})
    assert "libxcb-icccm.so.4" in reason
    assert "libxcb-icccm4" in reason
    reason_of_failure(["no idea"], {"QT_QPA_PLATFORM": "wayland-egl;xcb:x", "DISPLAY": ":0"})
    assert seen == [("xcb",), ("wayland", "xcb")]


def test_qt_is_quoted_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_failure, "missing_libraries", lambda *_: [])
    assert reason_of_failure(["could not connect\n"], {"DISPLAY": ":0"}) == "could not connect"


def test_program_that_cannot_load_qt_names_the_library(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise ImportError("libEGL.so.1: cannot open shared object file: No such file")

    monkeypatch.setitem(sys.modules, "scanner_app.app", Broken())
    monkeypatch.setattr(main_module, "missing_libraries", list)
    assert main_module.main() == 1
    assert "libegl1" in capsys.readouterr().err
