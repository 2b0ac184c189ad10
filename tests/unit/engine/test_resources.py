"""Finding the files that come with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine import resources

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _look_again() -> object:
    resources.root.cache_clear()
    yield
    resources.root.cache_clear()


def test_a_checkout_has_them_beside_the_package() -> None:
    assert resources.root().joinpath("presets", "presets.toml").is_file()
    assert resources.read_text("presets", "presets.toml").startswith("#")


def test_an_installed_program_has_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_resources").mkdir()
    (tmp_path / "_resources" / "x.txt").write_text("가", encoding="utf-8")
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    assert resources.read_text("x.txt") == "가"


def test_a_program_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "a" / "b.py"))
    with pytest.raises(FileNotFoundError, match="resources are neither in"):
        resources.root()
