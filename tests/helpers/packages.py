"""Packages of others as pip would install them, made from the pages that explain them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "packaging" / "docs" / "pages" / "extending"


class Example(NamedTuple):
    """The example of a page: a module, its project file, a command that uses it."""

    code: str
    project: str
    command: str


def example_of(page: str) -> Example:
    """Return the example of a page of the site."""
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    return Example(*(_block(text, language) for language in ("python", "toml", "sh")))


def _block(text: str, language: str) -> str:
    (block,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return block


def install(folder: Path, code: str, project: str) -> None:
    """Lay a module and its metadata into `folder`, as an installed package has them."""
    table = tomllib.loads(project)["project"]
    groups = table["entry-points"]
    module = next(iter(next(iter(groups.values())).values())).partition(":")[0]
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    metadata = folder / f"{table['name'].replace('-', '_')}-{table['version']}.dist-info"
    metadata.mkdir()
    head = f"Metadata-Version: 2.1\nName: {table['name']}\nVersion: {table['version']}\n"
    (metadata / "METADATA").write_text(head, encoding="utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in groups.items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")


def run_command(
    command: str, packages: Path, folder: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    """Run ``formula-scan ...`` in `folder` where `packages` are installed."""
    _, *arguments = shlex.split(command.strip())
    paths = os.pathsep.join([str(packages), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-m", "engine", *arguments, *words],
        cwd=folder, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
