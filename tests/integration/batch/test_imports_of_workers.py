"""Workers import nothing that lies in the folder where the program happens to be started."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.helpers.scripts import with_repo_on_path

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pool

NAMES = ("multiprocessing", "select", "signal", "types")
TRAP = "from pathlib import Path\nPath({marker!r}).touch()\n"
PROGRAM = """
from engine.batch.engine import ProcessingEngine
from engine.language.service import FormulaService
from engine.storage.in_memory import InMemoryCandleRepository

if __name__ == "__main__":
    with ProcessingEngine(InMemoryCandleRepository(), FormulaService(), 2) as engine:
        print(engine.warm_up())
"""


@pytest.mark.parametrize("name", NAMES)
def test_module_in_the_current_folder_is_not_run_by_workers(name: str, tmp_path: Path):
    marker, folder = tmp_path / "was_run", tmp_path / "scripts"
    folder.mkdir()
    (folder / f"{name}.py").write_text(TRAP.format(marker=str(marker)))
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    environment = {n: v for n, v in with_repo_on_path().items() if n != "PYTHONSAFEPATH"}
    process = subprocess.run(
        [sys.executable, str(program)],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (process.stdout, process.stderr) == ("True\n", "")
    assert not marker.exists()
    assert [path.name for path in folder.iterdir()] == [f"{name}.py"]
