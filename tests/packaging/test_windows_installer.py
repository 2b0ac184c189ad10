"""The Windows installer's script; what it installs is made and tried on Windows only."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.packaging.installed import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


_PROGRAMS = r"C:\programs\scanner"
_LONG = ";".join(rf"C:\folder {number}" for number in range(100))


class Wine:
    """Windows's registry and programs, in a folder."""

    def __init__(self, prefix: Path) -> None:
        self._environment = os.environ | {
            "WINEPREFIX": str(prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "DISPLAY": "",
        }  # fmt: skip

    def run(self, *words: str) -> str:
        """Run a program of Windows; its input and output are pipes, for Wine has no others."""
        done = subprocess.run(
            ["/usr/lib/wine/wine64", *words], env=self._environment, input=b"",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=300,
        )  # fmt: skip
        return done.stdout.decode(errors="replace").replace("\r", "")

    def search_path(self) -> str:
        """Return the user's PATH."""
        lines = self.run("reg", "query", r"HKCU\Environment").splitlines()
        return next((line.split("REG_EXPAND_SZ")[1].strip() for line in lines
                     if line.split()[:1] == ["Path"]), "")  # fmt: skip

    def close(self) -> None:
        """End what runs there."""
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    if not Path("/usr/lib/wine/wine64").exists():
        pytest.skip("wine64 is missing")
    wine = Wine(tmp_path_factory.mktemp("wine"))
    wine.run("winecfg", "-v", "win10")
    yield wine
    wine.close()


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis (Debian's nsis) is missing")
@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("", _PROGRAMS),
        (r"%USERPROFILE%\bin;C:\x y", rf"%USERPROFILE%\bin;C:\x y;{_PROGRAMS}"),
        (_LONG, _LONG),  # NSIS cannot read it whole
    ],
)
def test_command_line_is_on_the_path_until_the_program_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wine: Wine, before: str, between: str
) -> None:
    wine.run("reg", "delete", r"HKCU\Environment", "/v", "Path", "/f")
    if before:
        wine.run("reg", "add", r"HKCU\Environment", "/v", "Path", "/t", "REG_EXPAND_SZ",
                 "/d", before, "/f")  # fmt: skip
    setup = _installer(tmp_path, monkeypatch, "-XTarget amd64-unicode")  # Wine has 64 bits only
    assert wine.search_path() == before
    for _ in range(2):  # an upgrade
        wine.run(str(setup), "/S", f"/D={_PROGRAMS}")
        assert wine.search_path() == between
    wine.run(rf"{_PROGRAMS}\uninstall.exe", "/S", f"_?={_PROGRAMS}")
    assert wine.search_path() == before


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis (Debian's nsis) is missing")
def test_installer_script_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _installer(tmp_path, monkeypatch).read_bytes()[:2] == b"MZ"


def _installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Path:
    """Compile the installer of programs that are none."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    from builder import windows  # noqa: PLC0415 - lies in the packaging folder

    payload = tmp_path / "payload"
    (payload / "_internal").mkdir(parents=True)
    for name in ("formula-scanner.exe", "formula-scan.exe", "_internal/python311.dll"):
        (payload / name).write_bytes(b"MZ")
    return windows.compile_installer(payload, tmp_path / "out", *options)
