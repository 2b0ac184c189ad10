"""What every step needs to know: names, version, date and folders."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build" / "package"
DIST = ROOT / "dist"

NAME = "formula-scanner"
TITLE = "Formula Scanner"
SUMMARY = "Scan thousands of symbols with a formula"
APP_ID = "io.github.formula_scanner.FormulaScanner"
MIME_TYPE = "text/x-formula-scanner"
PROGRAMS = ("formula-scanner", "formula-scan")
# Optional parts of the engine that a user of a package cannot add afterwards.
EXTRAS = ("calendars", "postgres")

_NO_DATE = 315_532_800  # 1980-01-01, the first day that a zip file can name


class BuildError(Exception):
    """Says in one sentence why there is no package."""


def version() -> str:
    """Return the version from the one place where it stands."""
    text = (ROOT / "engine" / "_version.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise BuildError('engine/_version.py does not say __version__ = "..."')
    return found[1]


def numbers() -> tuple[int, int, int, int]:
    """Return the version as Windows wants it, without what is not a number."""
    major, minor, patch = (int(part) for part in re.findall(r"\d+", version())[:3])
    return major, minor, patch, 0


def epoch() -> int:
    """Return the time that all built files bear: SOURCE_DATE_EPOCH, else the last commit's."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    asked = subprocess.run(
        ["git", "-C", ROOT, "log", "-1", "--format=%ct"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return int(asked.stdout) if asked.returncode == 0 else _NO_DATE


def build_date() -> str:
    """Return the day of :func:`epoch` as ``2026-11-22``."""
    return f"{dt.datetime.fromtimestamp(epoch(), dt.UTC):%Y-%m-%d}"


def app_folder() -> Path:
    """Return the folder of the frozen application."""
    return BUILD / "app" / NAME


def fill_in(template: Path, target: Path, **more: str) -> None:
    """Write `template` to `target` with @VERSION@, @DATE@ and what `more` names filled in."""
    text = template.read_text("utf-8")
    for name, value in {"version": version(), "date": build_date(), **more}.items():
        text = text.replace(f"@{name.upper()}@", value)
    left = re.search(r"@[A-Z_]+@", text)
    if left is not None:
        raise BuildError(f"{template.name}: nothing fills in {left[0]}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
