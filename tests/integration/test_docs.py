"""The examples of the site and the README run as they stand."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from engine import FormulaService

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "packaging" / "docs" / "pages").rglob("*.md"))
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _blocks(page, kind):
    return [text for name, text in BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


def _with(kind):
    return [page for page in PAGES if _blocks(page, kind)]


def _name(page):
    return page.relative_to(ROOT / "packaging" / "docs" / "pages").as_posix()


def _run(command, folder):
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "XDG_DATA_HOME": str(folder / "data"),
        "LOCALAPPDATA": str(folder / "data"),
        "HOME": str(folder),
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def test_pages_have_examples_of_each_kind():
    assert len(_with("python")) > 3
    assert len(_with("console")) > 3


@pytest.mark.parametrize("page", _with("python"), ids=_name)
def test_python_of_a_page_runs(page, tmp_path):
    for number, text in enumerate(_blocks(page, "python")):
        script = tmp_path / f"example_{number}.py"
        script.write_text(text, encoding="utf-8")
        _run([sys.executable, str(script)], tmp_path)


@pytest.mark.parametrize("page", _with("console"), ids=_name)
def test_commands_of_a_page_run(page, tmp_path):
    lines = "".join(_blocks(page, "console")).splitlines()
    for line in lines:
        name, *words = shlex.split(line.removeprefix("$ "))
        assert name == "formula-scan"
        _run([sys.executable, "-m", "engine", *words], tmp_path)


@pytest.mark.parametrize("page", _with("formula"), ids=_name)
def test_formulas_of_a_page_are_sound(page):
    for text in _blocks(page, "formula"):
        assert FormulaService().check(text) == []
