"""What a program that was killed has kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scanner_app.services.scan.scan_types import RangeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]
ROOT = Path(__file__).parents[2]


def test_a_killed_program_keeps_the_layout_of_its_window(
    qtbot: QtBot, open_app: Callable[..., AppDriver], sample_library: Path, tmp_path: Path
) -> None:
    session = tmp_path / "profile" / "session.json"
    table_px, width = rearrange_and_kill(qtbot, sample_library, tmp_path / "profile")
    app = open_app("--library", str(sample_library))
    assert app.window.tabs.currentIndex() == app.window.tabs.count() - 1
    app.window.show_scan()
    app.wait_until_ready()
    app.scan("close > 0", RangeKind.LATEST)
    results = app.scan_tab.results
    visible_titles = results.titles(results.shown_sections())
    assert visible_titles[:2] == ["Symbol", "High"]
    assert "Low" not in visible_titles
    assert app.table.columnWidth(0) == width > 100
    kept = json.loads(session.read_text(encoding="utf-8"))
    assert kept["columns"]["symbol"] == width
    assert app.scan_tab.results_splitter.sizes()[0] == table_px


def rearrange_and_kill(qtbot: QtBot, library: Path, profile: Path) -> tuple[int, int]:
    """Return the widths of the table of matches and of its first column as they were last."""
    command = [sys.executable, "-m", "tests.helpers.rearranged_window", str(library), str(profile)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        table_px, width = map(int, program.stdout.readline().split())
        session = profile / "session.json"

        def is_kept() -> bool:
            text = session.read_text(encoding="utf-8") if session.exists() else ""
            return f'"symbol": {width}' in text and '"tab": "2"' in text

        try:
            qtbot.waitUntil(is_kept)
        finally:
            program.kill()
    return table_px, width
