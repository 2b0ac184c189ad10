"""The main window: menus, tabs and the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabWidget, QWidget

from scanner_app.icons import app_icon
from scanner_app.theme import style_sheet
from scanner_app.views.data.data_tab import DataTab
from scanner_app.views.data.job_bar import JobBar
from scanner_app.views.notice import Notice
from scanner_app.views.scan.scan_tab import ScanTab
from scanner_app.views.welcome import Welcome
from scanner_app.widgets.parts import column, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from scanner_app.icons import Icons
    from scanner_app.models.results_model import ResultsModel
    from scanner_app.services.formulas.language_types import EditorLanguage
    from scanner_app.theme import Theme

_MESSAGE_MS = 6_000
_USUAL_SIZE = QSize(1560, 960)
_FRAME = QSize(16, 48)  # what a window manager puts around a window, generously


class MainWindow(QMainWindow):
    """Holds the views together; whoever builds it says what is to happen on closing.

    Signals
    -------
    closed :
        The window is going; every thread and process has to go with it.
    files_dropped : list of str
        Files and folders were dropped on the window.
    """

    closed = Signal()
    files_dropped = Signal(list)

    def __init__(
        self, language: EditorLanguage, results: ResultsModel, icons: Icons, theme: Theme
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setStyleSheet(style_sheet(theme))
        self.setWindowTitle("Formula Scanner")
        self.setWindowIcon(app_icon())
        self.icons = icons
        self.scan_tab = ScanTab(language, results, icons, theme)
        self.data_tab = DataTab(icons)
        self.welcome = Welcome(icons)
        self.job_bar = JobBar()
        self.notice = Notice(icons)
        self.actions_by_name: dict[str, QAction] = {}
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.setObjectName("mainTabs")
        self._scan_stack = QStackedWidget()
        self._scan_stack.addWidget(self.scan_tab)
        self._scan_stack.addWidget(self.welcome)
        self.tabs.addTab(self._scan_stack, self.tr("Scan"))
        self.tabs.addTab(self.data_tab, self.tr("Data"))
        middle = QWidget()
        middle.setLayout(column(self.notice, self.tabs, self.job_bar, spacing=0))
        self.setCentralWidget(middle)
        self.workers = label("", "muted", "workersLabel")
        self.statusBar().addPermanentWidget(self.workers)
        self.setAcceptDrops(True)
        self.resize(first_size(self.screen().availableGeometry().size()))

    def add_action(
        self, menu: str, name: str, text: str, shortcut: str, slot: Callable[[], object]
    ) -> QAction:
        """Put an action into a menu and keep it under `name`."""
        found = next((a.menu() for a in self.menuBar().actions() if a.text() == menu), None)
        action = (found or self.menuBar().addMenu(menu)).addAction(text)  # type: ignore[attr-defined]
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(slot)
        self.actions_by_name[name] = action
        return action  # type: ignore[no-any-return]

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.setStyleSheet(style_sheet(theme))
        self.icons.set_theme(theme)
        self.scan_tab.set_theme(theme)

    def show_welcome(self, is_empty: bool) -> None:
        """Show the way to candles instead of the scan where there are none."""
        self._scan_stack.setCurrentWidget(self.welcome if is_empty else self.scan_tab)

    def show_data(self) -> None:
        """Go to the Data tab."""
        self.tabs.setCurrentWidget(self.data_tab)

    @Slot()
    def show_scan(self) -> None:
        """Go to the Scan tab."""
        self.tabs.setCurrentIndex(0)

    def show_message(self, text: str) -> None:
        """Say something in the status bar for a moment."""
        self.statusBar().showMessage(text, _MESSAGE_MS)

    def show_problem(self, text: str) -> None:
        """Say what is wrong above the tabs, until the user has seen it."""
        self.notice.show_text(text)

    @Slot(int)
    def show_workers(self, n_workers: int) -> None:
        """Say that the workers are ready."""
        text = self.tr("{n} workers ready", "", n_workers)
        self.workers.setText(text.format(n=f"{n_workers:,}"))

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
        """Have everything that runs ended before the window goes."""
        self.closed.emit()
        event.accept()


def first_size(available: QSize) -> QSize:
    """Return how large the window is at first, so that its frame fits into the screen too."""
    return _USUAL_SIZE.boundedTo(available - _FRAME)
