"""The window answers while the workers work: what one turn of its event loop may hold.

How long a turn takes is measured in ``tests/benchmarks/window``.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from engine.storage.maintenance.sample import write_sample
from scanner_app.services.scan import results_service
from scanner_app.services.scan.scan_types import RangeKind
from scanner_app.theme import ThemeChoice
from tests.helpers.work_meter import MAX_LINES, WorkMeter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]


def test_no_turn_of_the_gui_thread_goes_over_the_half_million_matches_that_come_in(
    open_app: Callable[..., AppDriver], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.fslib"
    write_sample(path, n_symbols=800, n_bars=1500)
    app = open_app("--library", str(path))
    app.wait_until_ready()
    app.scan("close > 0", RangeKind.LATEST)  # what is made at the first use is not the scan's
    app.write("close > sma(close, 20)")
    app.choose_range(RangeKind.ALL)
    sorters: list[threading.Thread] = []
    order = results_service.sorted_rows

    def sorted_rows(*arguments: object) -> object:
        sorters.append(threading.current_thread())
        return order(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(results_service, "sorted_rows", sorted_rows)
    with WorkMeter() as work:
        app.click("runButton")
        app.wait_for_end()
        app.wait(lambda: all("…" not in line for line in app.rows(10)))
    assert app.services.scans.tally.matches > MAX_LINES + 200_000
    assert 0 < work.most_lines < MAX_LINES
    assert sorters
    assert threading.main_thread() not in sorters


class Bystander(QWidget):
    """A window of its own that counts how often it is given another style."""

    def __init__(self) -> None:
        super().__init__()
        self.n_restyled = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        self.n_restyled += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_change_of_the_theme_polishes_the_window_alone(app: AppDriver) -> None:
    app.scan("close > 0")
    bystander = Bystander()
    app.qtbot.addWidget(bystander)
    bystander.show()
    app.wait(bystander.isVisible)
    style_sheets = []
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        app.action(f"theme_{choice}").trigger()
        app.wait(lambda choice=choice: app.application.themes.theme.name == choice)
        style_sheets.append(app.window.styleSheet())
    assert len(set(style_sheets)) == 2
    assert bystander.n_restyled == 0
