"""Drives the desktop program as its user does: by object names, keys and clicks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QWidget
from shiboken6 import isValid

from scanner_app.app import create
from scanner_app.application import Application
from scanner_app.services.scan.scan_types import RangeKind, ScanRange
from scanner_app.views.data.data_tab import DataTab
from scanner_app.views.scan.scan_tab import ScanTab

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QTableView
    from pytestqt.qtbot import QtBot

SIZE = (1560, 960)
W = TypeVar("W", bound=QWidget)


class AppDriver:
    """The real window, with what a test asks of it most."""

    def __init__(self, qtbot: QtBot, argv: Sequence[str]) -> None:
        self.qtbot = qtbot
        self.window = create(argv)
        self.window.resize(*SIZE)  # the screen of a test without one is small
        self.application = self.window.findChild(Application)
        self.services = services_of(self.application)
        self.scan_tab = self.find("scanTab", ScanTab)
        self.data_tab = self.find("dataTab", DataTab)
        self._is_closed = False

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """Return the widget called `name`."""
        found = self.window.findChild(kind, name)
        assert found is not None, f"there is no {kind.__name__} called {name}"
        return found

    def action(self, name: str) -> QAction:
        """Return the action of a menu."""
        return self.application.commands.action(name)

    def wait(self, condition: Callable[[], object]) -> None:
        """Run the event loop until `condition` is true."""
        self.qtbot.waitUntil(lambda: bool(condition()))

    def wait_until_ready(self) -> None:
        """Wait until there are candles and workers."""
        self.wait(lambda: self.services.library.contents.timeframes)
        self.wait(self.window.workers.text)
        self.wait(lambda: self.application.program.session.is_restored)

    def write(self, text: str) -> None:
        """Replace the formula as if it had been typed."""
        editor = self.scan_tab.formula.editor
        editor.selectAll()
        self.qtbot.keyClicks(editor, " ")
        editor.replace_text(text)
        with self.qtbot.waitSignal(editor.text_settled):
            pass

    def set_parameter(self, name: str, value: float) -> None:
        """Change the field of a parameter and wait until the value is taken."""
        with self.qtbot.waitSignal(self.scan_tab.formula.parameters_changed):
            self.find(f"parameter_{name}", QAbstractSpinBox).setValue(value)

    def choose_range(self, kind: RangeKind, n_bars: int = 20) -> None:
        """Choose which candles may match."""
        self.scan_tab.panel.range.choose(ScanRange(kind, n_bars))

    def click(self, name: str) -> None:
        """Click the button called `name`."""
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def scan(self, text: str, kind: RangeKind = RangeKind.ALL) -> None:
        """Scan for `text` and wait for the end."""
        self.write(text)
        self.choose_range(kind)
        self.click("runButton")
        self.wait_for_end()

    def wait_for_end(self) -> None:
        """Wait until no scan is under way and the table is in order."""
        self.wait(lambda: not self.services.scans.is_running)
        self.wait(lambda: self.services.results.is_settled)

    def rows(self, n_most: int = 10) -> list[list[str]]:
        """Return the texts of the first rows of the results."""
        model = self.find("resultsTable").model()  # type: ignore[attr-defined]
        n_rows = min(model.rowCount(), n_most)
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(n_rows)
        ]

    @property
    def empty_text(self) -> str:
        """What stands in the place of the table of matches, or nothing where it is shown."""
        label = self.find("resultsEmpty", QLabel)
        return "" if label.isHidden() else label.text()

    @property
    def table(self) -> QTableView:
        """The table of matches."""
        return self.scan_tab.results.table

    def close(self) -> None:
        """Close the window and wait until it is gone; a second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self.window.close()
        self.window.deleteLater()
        self.wait(lambda: not isValid(self.window))


def services_of(application: Application) -> SimpleNamespace:
    """Return the services of all features by their names."""
    core, scan = application.core, application.scan
    return SimpleNamespace(
        settings=core.settings,
        library=core.library,
        workspace=core.workspace,
        formulas=core.formulas,
        watchlists=core.watchlists,
        jobs=core.jobs,
        scans=scan.scans,
        results=scan.results,
        repeats=scan.repeats,
        history=scan.past_scans,
    )
