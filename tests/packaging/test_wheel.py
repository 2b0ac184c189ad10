"""The wheel, installed by pip into an empty environment, used outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.packaging.installed import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.timeout(900)

_LOOKS = """
import json, sys
from engine import __version__, resources
from scanner_app.services.formulas.presets import preset_entries
from scanner_app.app import create
window = create(["formula-scanner", "--profile", sys.argv[1]])
seen = {
    "version": __version__, "place": str(resources.root()), "presets": len(preset_entries()),
    "icon": not window.windowIcon().isNull(), "title": window.windowTitle(),
}
window.close()
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of an environment that has only the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [programs / "python", "-m", "pip", "install", "--quiet", wheel]
    subprocess.run(pip, check=True, cwd=folder)
    return programs


def _run(environment: Path, *words: str | Path, cwd: Path) -> str:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(cwd), "XDG_DATA_HOME": str(cwd / "data")}
    done = subprocess.run([environment / words[0], *words[1:]], cwd=cwd, env=env,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_resource_is_in_the_wheel(wheel: Path) -> None:
    checkout = ROOT / "resources"
    wanted = {
        path.relative_to(checkout).as_posix()
        for path in checkout.rglob("*")
        if path.is_file() and path.suffix != ".ts"
    }
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    inside = {name.removeprefix("engine/_resources/") for name in names if "_resources/" in name}
    assert inside == {name for name in wanted if not name.startswith("screenshots/")}
    compiled = {path.stem for path in (checkout / "translations").glob("*.qm")}
    assert compiled == {path.stem for path in (checkout / "translations").glob("*.ts")}


def test_both_programs_tell_the_version_of_the_wheel(
    environment: Path, wheel: Path, tmp_path: Path
) -> None:
    version = wheel.name.split("-")[1]
    for program in ("formula-scan", "formula-scanner"):
        assert _run(environment, program, "--version", cwd=tmp_path).split()[-1] == version


def test_command_line_scans_outside_the_checkout(environment: Path, tmp_path: Path) -> None:
    _run(environment, "formula-scan", "sample", "--symbols", "20", "--bars", "300", cwd=tmp_path)
    found = _run(environment, "formula-scan", "scan", "close > sma(close, 20)", "--format", "jsonl",
                 cwd=tmp_path)  # fmt: skip
    assert json.loads(found.splitlines()[0])["symbol"].startswith("SYN")


def test_window_finds_icons_themes_and_presets(environment: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    said = _run(environment, "python", "-c", _LOOKS, profile, cwd=tmp_path)
    seen = json.loads(said.splitlines()[-1])
    assert str(environment.parent) in seen["place"]
    assert (seen["icon"], seen["title"]) == (True, "Formula Scanner")
    assert seen["presets"] > 40
