"""NumPy's linear algebra keeps to one thread."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

import engine.__main__
from engine.blas import use_one_blas_thread

if TYPE_CHECKING:
    from pathlib import Path

NAME = "OPENBLAS_NUM_THREADS"


@pytest.fixture(autouse=True)
def _no_choice_of_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (NAME, "MKL_NUM_THREADS"):
        monkeypatch.setenv(name, "")  # is put back afterwards
        monkeypatch.delenv(name)


def test_choice_of_the_user_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "3")
    use_one_blas_thread()
    assert os.environ[NAME] == "3"


def test_command_line_asks_for_one_thread(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["formula-scan", "symbols", "--library", "nowhere"])
    engine.__main__.main()
    capsys.readouterr()
    assert os.environ[NAME] == "1"


@pytest.mark.parametrize("module", ["engine.__main__", "scanner_app.__main__"])
def test_numpy_is_not_loaded_before_the_program_can_ask(module: str) -> None:
    script = f"import sys, {module}; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_process_with_one_blas_thread_has_one_thread(tmp_path: Path) -> None:
    script = (
        "from engine.blas import use_one_blas_thread; use_one_blas_thread()\n"
        "import numpy, sys; print('loaded', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        n_threads = psutil.Process(process.pid).num_threads()
        process.communicate()
    assert n_threads == 1
