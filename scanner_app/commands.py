"""The menus and their shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from scanner_app.theme import ThemeChoice
from scanner_app.views.widgets import call

if TYPE_CHECKING:
    from scanner_app.application import Application


class Commands(QObject):
    """Puts every command into a menu, so that all of them can be reached by keyboard."""

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._app = application
        self._window = application.window
        self._add_file()
        self._add_edit()
        self._add_scan()
        self._add_view()
        enter = QShortcut(QKeySequence("Ctrl+Enter"), self._window)
        enter.activated.connect(application.scan.run)

    def _add_file(self) -> None:
        add, app, menu = self._window.add_action, self._app, self.tr("&File")
        add(menu, "new", self.tr("New formula"), "Ctrl+N", app.formula.new)
        add(menu, "save", self.tr("Save formula"), "Ctrl+S", app.formula.save)
        add(menu, "import", self.tr("Import candles …"), "Ctrl+I", app.data.choose_files)
        add(menu, "folder", self.tr("Import a folder …"), "", app.data.choose_folder)
        add(menu, "open", self.tr("Open library …"), "Ctrl+O", app.data.choose_library)
        add(menu, "sample", self.tr("Make a sample library"), "", app.data.make_sample)
        add(menu, "quit", self.tr("Quit"), "Ctrl+Q", self._window.close)

    def _add_edit(self) -> None:
        add, menu = self._window.add_action, self.tr("&Edit")
        editor, panel = self._window.scan_tab.formula.editor, self._window.scan_tab.formula
        add(menu, "undo", self.tr("Undo"), "", editor.undo)
        add(menu, "redo", self.tr("Redo"), "", editor.redo)
        add(menu, "comment", self.tr("Comment out or in"), "Ctrl+/", editor.toggle_comment)
        add(menu, "find", self.tr("Find and replace"), "Ctrl+F", panel.find_bar.open)

    def _add_scan(self) -> None:
        add, app, menu = self._window.add_action, self._app, self.tr("&Scan")
        add(menu, "run", self.tr("Run"), "Ctrl+Return", app.scan.run)
        add(menu, "cancel", self.tr("Cancel"), "Esc", app.services.scans.cancel)
        add(menu, "next", self.tr("Next match"), "F8", call(self._window.scan_tab.results.step, 1))
        add(
            menu,
            "previous",
            self.tr("Previous match"),
            "Shift+F8",
            call(self._window.scan_tab.results.step, -1),
        )
        add(menu, "filter", self.tr("Filter the matches"), "Ctrl+L", self._focus_filter)

    def _add_view(self) -> None:
        add, menu = self._window.add_action, self.tr("&View")
        editor = self._window.scan_tab.formula.editor
        for choice, text in (
            (ThemeChoice.SYSTEM, self.tr("Theme of the system")),
            (ThemeChoice.LIGHT, self.tr("Light theme")),
            (ThemeChoice.DARK, self.tr("Dark theme")),
        ):
            add(menu, f"theme_{choice}", text, "", call(self._app.themes.choose, choice))
        add(menu, "zoom_in", self.tr("Larger formula text"), "Ctrl++", call(editor.zoom, 1))
        add(menu, "zoom_out", self.tr("Smaller formula text"), "Ctrl+-", call(editor.zoom, -1))
        add(menu, "zoom_usual", self.tr("Usual formula text"), "Ctrl+0", call(editor.zoom, 0))

    @Slot()
    def _focus_filter(self) -> None:
        self._window.scan_tab.results.filter.setFocus()
