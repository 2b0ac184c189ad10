"""The one-folder application, by PyInstaller."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from builder.environments import app_python
from builder.project import BUILD, PACKAGING, ROOT, app_folder
from builder.shell import need, run

if TYPE_CHECKING:
    from collections.abc import Iterator


def freeze(wheel: Path) -> Path:
    """Freeze the program of `wheel` and return the folder."""
    python = app_python(wheel)
    icons = BUILD / "icons"
    run(python, PACKAGING / "builder" / "icons.py", ROOT / "resources" / "icons" / "app.svg", icons,
        QT_QPA_PLATFORM="offscreen")  # fmt: skip
    shutil.rmtree(app_folder(), ignore_errors=True)
    # -P: the checkout must not be importable, what is frozen is the wheel's.
    said = run(python, "-P", "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
               "--distpath", BUILD / "app", "--workpath", BUILD / "work",
               PACKAGING / "formula_scanner.spec", cwd=BUILD, **_search_path())  # fmt: skip
    (BUILD / "pyinstaller.log").write_text(said, encoding="utf-8")
    if sys.platform.startswith("linux"):
        _tidy_python(app_folder() / "_internal")
        _set_modes(app_folder())
    return app_folder()


def _search_path() -> dict[str, str]:
    """Return a PATH without other programs: on Windows PyInstaller takes libraries from there."""
    if sys.platform != "win32":
        return {}
    system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
    return {"PATH": os.pathsep.join(map(str, (system / "System32", system)))}


def _tidy_python(folder: Path) -> None:
    """Drop what Python's own libraries tell of the machine that compiled them.

    Debugging symbols are 30 MB where Python was compiled here, and its folder is in the search
    path. Only Python's: wheels' libraries have been edited by auditwheel; stripping breaks such
    files ("ELF load command address/offset not page-aligned").
    """
    name = f"python{sysconfig.get_python_version()}"
    libraries = [*folder.glob("libpython3*.so*"), *(folder / name / "lib-dynload").glob("*.so")]
    if libraries:
        run(need("strip", "binutils"), "--strip-unneeded", *libraries)
        run(need("chrpath", "chrpath"), "--keepgoing", "--delete", *libraries)


def _set_modes(folder: Path) -> None:
    """Make only programs executable, whatever the builder's umask and the wheels say."""
    for path in _walk(folder):
        if path.is_symlink():
            continue
        is_program = path.is_dir() or path.parent == folder
        path.chmod(0o755 if is_program else 0o644)


def _walk(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


def size_mb(folder: Path) -> float:
    """Return what a folder takes on disk."""
    files = (path for path in _walk(folder) if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6
