"""Runs the tools, each in an environment that makes its result repeatable."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

from builder.project import BuildError, epoch

if TYPE_CHECKING:
    from pathlib import Path

# Hashes of str decide the order of sets, and so the bytes of compiled modules.
_LINES = 40
_REPEATABLE = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def run(*words: str | Path, cwd: Path | None = None, **env: str) -> str:
    """Run a tool and return what it printed; its failure is a BuildError with its output."""
    command = [str(word) for word in words]
    surroundings = os.environ | _REPEATABLE | {"SOURCE_DATE_EPOCH": str(epoch())} | env
    for foreign in ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH"):
        surroundings.pop(foreign, None)
    done = subprocess.run(
        command, cwd=cwd, env=surroundings, text=True, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        words_said = shlex.join(command[:8]) + (" ..." if len(command) > 8 else "")
        end = "\n".join(done.stdout.splitlines()[-_LINES:])
        raise BuildError(f"{words_said} ended with {done.returncode}:\n{end}")
    return done.stdout


def need(tool: str, package: str) -> str:
    """Return the path of a tool of the system, or say what to install."""
    found = shutil.which(tool)
    if found is None:
        raise BuildError(f"'{tool}' is missing; on Debian or Ubuntu: apt-get install {package}")
    return found
