"""The same commit gives the same bytes, wherever and by whomever it is built."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.packaging.installed import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="compares Debian packages"),
]


def _build(source: bytes, folder: Path, umask: int) -> dict[str, str]:
    """Build what is in a tar archive and return the hash of each file."""
    folder.mkdir(parents=True)
    subprocess.run(["tar", "x"], input=source, cwd=folder, check=True)
    # zstd packs in seconds, xz in minutes
    env = os.environ | {"SOURCE_DATE_EPOCH": "1795000000", "DEB_COMPRESSION": "zstd"}
    subprocess.run(
        [sys.executable, "packaging/build.py", "package"],
        cwd=folder, env=env, umask=umask, check=True,
    )  # fmt: skip
    made = [*(folder / "dist").iterdir(), *(folder / "build/package/inventory").glob("*.json")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


def test_two_builds_in_different_places_are_equal(tmp_path: Path) -> None:
    commit = ["git", "-C", ROOT, "archive", "HEAD"]
    source = subprocess.run(commit, capture_output=True, check=True).stdout
    first = _build(source, tmp_path / "one", umask=0o022)
    assert len(first) == 4, "wheel, source archive, Debian package, bill of materials"
    assert _build(source, tmp_path / "another" / "place", umask=0o027) == first
