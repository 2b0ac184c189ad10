"""The files as Git gives them out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@pytest.mark.parametrize("name", ["Makefile", "packaging/dev/setup.sh", ".ci/run"])
def test_scripts_have_no_carriage_returns_where_git_converts(tmp_path: Path, name: str) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    git("init", "-q")
    git("config", "core.autocrlf", "true")
    for path in (name, ".gitattributes"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    git("add", "-f", ".")
    (tmp_path / name).unlink()
    git("checkout", "--", name)
    assert b"\r" not in (tmp_path / name).read_bytes()
