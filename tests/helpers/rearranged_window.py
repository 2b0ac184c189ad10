"""A program of its own: its window is rearranged as by its user, and then it waits to be killed.

``python -m tests.helpers.rearranged_window LIBRARY PROFILE``
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scanner_app.app import create
from scanner_app.application import Application
from scanner_app.views.scan.scan_tab import ScanTab

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from scanner_app.main_window import MainWindow

WIDER_PX = 60


class Rearranger:
    """Scans, drags a splitter and a column, moves a column, hides one and goes to another tab."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._application = window.findChild(Application)
        self._tab = window.findChild(ScanTab)
        window.resize(1400, 900)
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        """Scan as soon as there are workers."""
        if not (self._window.workers.text() and self._application.formulas.presenter.can_run):
            QTimer.singleShot(10, self._begin)
            return
        self._application.formulas.presenter.put_text("close > 0")
        self._application.scan.results.finished.connect(self._rearrange)
        self._application.scan.presenter.run()

    def _rearrange(self) -> None:
        """Do it all once the table has its place and its columns have theirs."""
        tab = self._tab
        header = tab.results.table.horizontalHeader()
        self._window.grab()  # lays out what is to be laid out
        edge = header.sectionViewportPosition(0) + header.sectionSize(0) - 1
        self._drag(header.viewport(), QPoint(edge, header.height() // 2))
        self._drag(tab.results_splitter.handle(1), tab.results_splitter.handle(1).rect().center())
        header.moveSection(4, 1)
        menu = tab.results.tools.columns.menu()
        menu.aboutToShow.emit()
        menu.actions()[5].trigger()
        self._window.tabs.setCurrentIndex(self._window.tabs.count() - 1)
        print(tab.results_splitter.sizes()[0], header.sectionSize(0), flush=True)

    def _drag(self, widget: QWidget, place: QPoint) -> None:
        """Drag with the left button to the right, in events of the window system's kind."""
        start = widget.mapTo(self._window, place)
        handle, left = self._window.windowHandle(), Qt.MouseButton.LeftButton
        QTest.mouseMove(handle, start)
        QTest.mousePress(handle, left, Qt.KeyboardModifier.NoModifier, start)
        for dx in (WIDER_PX // 2, WIDER_PX):
            QTest.mouseMove(handle, start + QPoint(dx, 0))
        end = start + QPoint(WIDER_PX, 0)
        QTest.mouseRelease(handle, left, Qt.KeyboardModifier.NoModifier, end)


def main() -> None:
    library, profile = sys.argv[1:]
    window = create(["formula-scanner", "--library", library, "--profile", profile])
    rearranger = Rearranger(window)
    QApplication.exec()
    del rearranger  # until here it is what the signals call


if __name__ == "__main__":
    main()
