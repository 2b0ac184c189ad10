"""The two virtual environments: what is frozen, and the tools that look at it.

They are apart because PyInstaller takes whatever it can import: with the tools beside the
application, openpyxl would find lxml and drag it in.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from typing import TYPE_CHECKING

from builder.project import BUILD, EXTRAS, NAME, PACKAGING, BuildError
from builder.shell import run

if TYPE_CHECKING:
    from pathlib import Path

_LOCK = PACKAGING / "requirements" / "lock.txt"
_FREEZER = PACKAGING / "requirements" / "freezer.txt"
_TOOLS = PACKAGING / "requirements" / "tools.txt"
_APP = BUILD / "app-environment"


def python_of(environment: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def app_python(wheel: Path) -> Path:
    """Return the environment with `wheel`, its locked dependencies and PyInstaller."""
    python = _ready(_APP, _FREEZER, _LOCK, install=("-r", str(_FREEZER), *_requirement(wheel)))
    _pip(python, "--force-reinstall", "--no-deps", str(wheel))
    loose = _pins(python) - _pins_of(_LOCK, _FREEZER)
    if loose:
        raise BuildError(
            f"not in requirements/lock.txt: {', '.join(sorted(loose))}; "
            "run: python packaging/build.py lock"
        )
    return python


def tools_python() -> Path:
    """Return the environment with the tools for wheels and for the bill of materials."""
    return _ready(BUILD / "tools-environment", _TOOLS, install=("-r", str(_TOOLS)))


def lock(wheel: Path) -> None:
    """Write the newest versions that suit `wheel` to the lock."""
    python = _make(BUILD / "lock-environment")
    _pip(python, *_requirement(wheel))
    pins = sorted(_pins(python), key=str.lower)
    _LOCK.write_text("\n".join(["# Made by `python packaging/build.py lock`.", *pins]) + "\n")


def _requirement(wheel: Path) -> tuple[str, ...]:
    return (f"{NAME}[{','.join(EXTRAS)}] @ {wheel.as_uri()}",)


def _ready(folder: Path, *lists: Path, install: tuple[str, ...]) -> Path:
    """Make the environment anew where its lists of packages have changed."""
    said = "".join(path.read_text("utf-8") for path in lists) + sys.version
    stamp, wanted = folder / "made-of", hashlib.sha256(said.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return python_of(folder)
    python = _make(folder)
    _pip(python, *install, "-c", str(_LOCK))
    stamp.write_text(wanted)
    return python


def _make(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    # From the interpreter beneath, not from the environment that this runs in.
    run(getattr(sys, "_base_executable", sys.executable), "-m", "venv", folder)
    return python_of(folder)


def _pip(python: Path, *words: str) -> None:
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-warn-script-location", *words)  # fmt: skip


def _pins(python: Path) -> set[str]:
    """Return what is installed, as ``name==version``; our own wheel is no pin."""
    listed = run(python, "-m", "pip", "freeze", "--disable-pip-version-check").splitlines()
    return {line.strip() for line in listed if "==" in line}


def _pins_of(*lists: Path) -> set[str]:
    """Return the pins that the lists name."""
    texts = (path.read_text("utf-8") for path in lists)
    lines = (line.partition(";")[0].strip() for text in texts for line in text.splitlines())
    return {line for line in lines if "==" in line and not line.startswith("#")}
