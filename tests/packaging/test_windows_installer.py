"""The Windows installer's script; what it installs is made and tried on Windows only."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.packaging.installed import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis (Debian's nsis) is missing")
def test_installer_script_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    from builder import windows  # noqa: PLC0415 - lies in the packaging folder

    payload = tmp_path / "payload"
    (payload / "_internal").mkdir(parents=True)
    for name in ("formula-scanner.exe", "formula-scan.exe", "_internal/python311.dll"):
        (payload / name).write_bytes(b"MZ")
    made = windows.compile_installer(payload, tmp_path / "out")
    assert made.read_bytes()[:2] == b"MZ"
    assert sys.modules["builder.windows"] is windows
