"""Which of the files that PyInstaller finds go into the frozen application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.packaging.installed import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def is_wanted(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], bool]:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    from builder import contents  # noqa: PLC0415 - lies in the packaging folder

    return lambda target: contents.is_wanted(target, "", "DATA")


def test_every_resource_is_frozen_into_the_application(is_wanted: Callable[[str], bool]) -> None:
    folder = ROOT / "resources"
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ts"]
    targets = [f"engine/_resources/{path.relative_to(folder).as_posix()}" for path in paths]
    assert [target for target in targets if not is_wanted(target)] == []


@pytest.mark.parametrize("folder", ["PySide6/Qt/translations", r"PySide6\translations"])
def test_only_the_spoken_languages_of_qt_are_frozen(
    is_wanted: Callable[[str], bool], folder: str
) -> None:
    names = ("qtbase_en.qm", "qtbase_ko.qm", "qtbase_de.qm", "qt_ko.qm")
    kept = [name for name in names if is_wanted(f"{folder}/{name}")]
    assert kept == ["qtbase_en.qm", "qtbase_ko.qm"]
