"""The main window: menus, tabs and the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabWidget, QWidget

from scanner_app.icons import app_icon
from scanner_app.theme import style_sheet
from scanner_app.views.data.job_bar import JobBar
from scanner_app.views.notice import Notice
from scanner_app.views.welcome import Welcome
from scanner_app.widgets.parts import column, label

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from scanner_app.icons import Icons
    from scanner_app.theme import Theme

_MESSAGE_MS = 6_000
_USUAL_SIZE = QSize(1560, 960)
_FRAME = QSize(16, 48)  # what a window manager puts around a window, generously


class MainWindow(QMainWindow):
    """Holds the tabs that the features add.

    Signals
    -------
    closed :
        The window is closing; every thread and process has to end with it.
    files_dropped : list of str
        Files and folders were dropped on the window.
    """

    closed = Signal()
    files_dropped = Signal(list)

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setStyleSheet(style_sheet(theme))
        self.setWindowTitle("Formula Scanner")
        self.setWindowIcon(app_icon())
        self._icons = icons
        self.welcome = Welcome(icons)
        self.job_bar = JobBar()
        self.notice = Notice(icons)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.setObjectName("mainTabs")
        self._scan_stack = QStackedWidget()
        self._scan_stack.addWidget(self.welcome)
        self.tabs.addTab(self._scan_stack, self.tr("Scan"))
        middle = QWidget()
        middle.setLayout(column(self.notice, self.tabs, self.job_bar, spacing=0))
        self.setCentralWidget(middle)
        self.workers = label("", "muted", "workersLabel")
        self.statusBar().addPermanentWidget(self.workers)
        self.setAcceptDrops(True)
        self.resize(first_size(self.screen().availableGeometry().size()))

    def add_scan(self, tab: QWidget) -> None:
        """Put the scan in the place of the welcome, which empty libraries show."""
        self._scan_stack.addWidget(tab)
        self._scan_stack.setCurrentWidget(tab)

    def add_tab(self, tab: QWidget, title: str) -> None:
        """Add a tab behind the others."""
        self.tabs.addTab(tab, title)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.setStyleSheet(style_sheet(theme))
        self._icons.set_theme(theme)

    def show_welcome(self, is_empty: bool) -> None:
        """Show how to get candles in the place of the scan where there are none."""
        self._scan_stack.setCurrentIndex(0 if is_empty else self._scan_stack.count() - 1)

    @Slot()
    def show_scan(self) -> None:
        """Go to the Scan tab."""
        self.tabs.setCurrentIndex(0)

    def show_tab(self, tab: QWidget) -> None:
        """Go to a tab."""
        self.tabs.setCurrentWidget(tab)

    def come_to_front(self) -> None:
        """Show the window above others."""
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot(str)
    def show_message(self, text: str) -> None:
        """Show a message in the status bar for a moment."""
        self.statusBar().showMessage(text, _MESSAGE_MS)

    @Slot(str)
    def show_problem(self, text: str) -> None:
        """Show what is wrong above the tabs, until the user dismisses it."""
        self.notice.show_text(text)

    @Slot(int)
    def show_workers(self, n_workers: int) -> None:
        """Show how many workers are ready."""
        text = self.tr("{n} workers ready", "", n_workers)
        self.workers.setText(text.format(n=f"{n_workers:,}"))

    def clear_workers(self) -> None:
        """Show no workers, while new ones start."""
        self.workers.clear()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass files and folders on."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End everything that runs before the window goes."""
        self.closed.emit()
        event.accept()


def first_size(available: QSize) -> QSize:
    """Return how large the window is at first, so that its frame fits into the screen too."""
    return _USUAL_SIZE.boundedTo(available - _FRAME)
