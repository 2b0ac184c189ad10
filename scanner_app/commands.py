"""The menus and their shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QMenu, QWidget

from scanner_app.services.formulas.function_texts import fact_text
from scanner_app.services.live.live_types import LiveState
from scanner_app.services.scan.scan_service import ScanState
from scanner_app.theme import ThemeChoice
from scanner_app.widgets.parts import call

if TYPE_CHECKING:
    from scanner_app.application import Application

PASTED = ("AFL", "TDX", "Kiwoom", "MetaStock", "StockCharts")


class Commands(QObject):
    """Puts every command into a menu, so that all of them can be reached by keyboard."""

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._app = application
        self._window = application.window
        self._add_file()
        self._add_edit()
        self._add_scan()
        self._add_live()
        self._add_view()
        self._add_help()
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            qt.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the shortcuts of the menus from fields that move their cursor with them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination())
            actions = self._window.actions_by_name.values()
            if any(keys in action.shortcuts() and action.isEnabled() for action in actions):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _add_file(self) -> None:
        add, app, menu = self._window.add_action, self._app, self.tr("&File")
        add(menu, "new", self.tr("New formula"), "Ctrl+N", app.formulas.presenter.new)
        add(menu, "save", self.tr("Save formula"), "Ctrl+S", app.formulas.presenter.save)
        add(
            menu,
            "save_as",
            self.tr("Save formula as …"),
            "Ctrl+Shift+S",
            app.formulas.presenter.save_as,
        )
        drafts = self.tr("Unsaved and deleted formulas …")
        add(menu, "drafts", drafts, "", app.formulas.library.show_drafts)
        add(menu, "import", self.tr("Import candles …"), "Ctrl+I", app.data.imports.choose_files)
        add(menu, "folder", self.tr("Import a folder …"), "", app.data.imports.choose_folder)
        add(menu, "open", self.tr("Open library …"), "Ctrl+O", app.data.presenter.choose_library)
        add(menu, "sample", self.tr("Make a sample library"), "", app.data.presenter.make_sample)
        add(menu, "export", self.tr("Export matches …"), "Ctrl+E", app.results.export)
        add(menu, "settings", self.tr("Settings …"), "Ctrl+,", app.app.show_settings)
        add(menu, "quit", self.tr("Quit"), "Ctrl+Q", self._window.close)

    def _add_edit(self) -> None:
        add, menu = self._window.add_action, self.tr("&Edit")
        panel, app = self._window.scan_tab.formula, self._app
        editor = panel.editor
        add(menu, "undo", self.tr("Undo"), "", editor.undo)
        add(menu, "redo", self.tr("Redo"), "", editor.redo)
        add(
            menu,
            "tidy",
            self.tr("Format the formula"),
            "Ctrl+Shift+F",
            app.formulas.presenter.format,
        )
        add(menu, "comment", self.tr("Comment out or in"), "Ctrl+/", editor.toggle_comment)
        add(menu, "find", self.tr("Find and replace"), "Ctrl+F", panel.find_bar.open)
        add(menu, "complete", self.tr("Complete the word"), "Ctrl+Space", editor.complete)
        for language in PASTED:
            text = self.tr("Paste from {language}").format(language=fact_text(language))
            add(
                menu, f"paste_{language}", text, "", call(app.formulas.library.paste_from, language)
            )

    def _add_scan(self) -> None:
        add, app, menu = self._window.add_action, self._app, self.tr("&Scan")
        results = self._window.scan_tab.results
        run = add(menu, "run", self.tr("Run"), "", self._run)
        run.setShortcuts([QKeySequence("Ctrl+Enter"), QKeySequence("Ctrl+Return")])
        cancel = add(menu, "cancel", self.tr("Cancel"), "Esc", app.services.scans.cancel)
        cancel.setEnabled(False)  # while nothing runs, Esc belongs to lists and fields
        app.services.scans.state_changed.connect(self._on_state_changed)
        add(menu, "next", self.tr("Next match"), "F8", call(results.step, 1))
        add(menu, "previous", self.tr("Previous match"), "Shift+F8", call(results.step, -1))
        add(menu, "filter", self.tr("Filter the matches"), "Ctrl+L", results.filter.setFocus)
        add(menu, "why", self.tr("Why (not)?"), "F2", call(app.explain.open, ""))
        watch = self.tr("Send symbols to a watchlist …")
        keep = add(menu, "watchlist", watch, "Ctrl+D", app.results.send_to_watchlist)
        if isinstance(around := keep.parent(), QMenu):
            around.aboutToShow.connect(self._show_whose_symbols)
        add(menu, "history", self.tr("Past scans"), "Ctrl+H", app.history.show_history)

    def _add_live(self) -> None:
        add, live, menu = self._window.add_action, self._app.live, self.tr("&Live")
        add(menu, "live_start", self.tr("Start to watch"), "F9", self._start_live)
        stop = add(menu, "live_stop", self.tr("Stop watching"), "Shift+F9", live.service.stop)
        stop.setEnabled(False)
        for button in (live.tab.feed.start, live.tab.feed.stop):
            button.setShortcut(QKeySequence())  # the menu's keys reach further: from every tab
        live.service.state_changed.connect(self._on_live_state_changed)
        write, wanted = self.tr("Write a formula to watch …"), live.tab.watch.write_requested
        add(menu, "live_write", write, "", wanted.emit)
        add(
            menu,
            "live_export",
            self.tr("Export the hits …"),
            "",
            live.tab.hits.export_requested.emit,
        )
        add(menu, "live_clear", self.tr("Clear the hits"), "", live.tab.hits.clear_requested.emit)

    def _add_help(self) -> None:
        add, app, menu = self._window.add_action, self._app.app, self.tr("&Help")
        add(menu, "help", self.tr("Formula language"), "Shift+F1", call(app.show_help, ""))
        add(menu, "log", self.tr("Log"), "", app.show_log)
        add(menu, "about", self.tr("About Formula Scanner"), "", app.show_about)

    def _add_view(self) -> None:
        add, menu = self._window.add_action, self.tr("&View")
        editor = self._window.scan_tab.formula.editor
        self._themes = QActionGroup(self)
        for choice, text in (
            (ThemeChoice.SYSTEM, self.tr("Theme of the system")),
            (ThemeChoice.LIGHT, self.tr("Light theme")),
            (ThemeChoice.DARK, self.tr("Dark theme")),
        ):
            slot = call(self._app.themes.choose, choice)
            action = add(menu, f"theme_{choice}", text, "", slot)
            action.setCheckable(True)
            self._themes.addAction(action)
        self._app.services.settings.changed.connect(self._mark_theme)
        self._mark_theme()
        for number in range(self._window.tabs.count()):
            text = self.tr("Go to {tab}").format(tab=self._window.tabs.tabText(number))
            go = call(self._window.tabs.setCurrentIndex, number)
            add(menu, f"tab_{number}", text, f"Alt+{number + 1}", go)
        chart = self._window.scan_tab.chart
        add(menu, "image", self.tr("Copy the chart as image"), "Ctrl+Shift+C", chart.copy_image)
        add(menu, "log_scale", self.tr("Logarithmic prices"), "Ctrl+G", chart.log.toggle)
        add(menu, "zoom_in", self.tr("Larger formula text"), "Ctrl++", call(editor.zoom, 1))
        add(menu, "zoom_out", self.tr("Smaller formula text"), "Ctrl+-", call(editor.zoom, -1))
        add(menu, "zoom_usual", self.tr("Usual formula text"), "Ctrl+0", call(editor.zoom, 0))

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch the keys of each field of the window that is typed into."""
        if isinstance(now, QLineEdit | QAbstractSpinBox) and now.window() is self._window:
            now.installEventFilter(self)

    @Slot()
    def _show_whose_symbols(self) -> None:
        """Say in the menu whose symbols would go into a watchlist."""
        text = self._window.scan_tab.results.watchlist_text()
        self._window.actions_by_name["watchlist"].setText(text)

    @Slot()
    def _run(self) -> None:
        """Scan where the matches can be seen."""
        self._window.show_scan()
        self._app.scan.run()

    @Slot()
    def _start_live(self) -> None:
        """Start where what happens can be seen."""
        self._window.tabs.setCurrentWidget(self._app.live.tab)
        self._app.live.presenter.start()

    @Slot()
    def _mark_theme(self) -> None:
        """Mark the theme that was chosen."""
        chosen = self._app.services.settings.current.theme
        found = self._window.actions_by_name.get(f"theme_{chosen}")
        (found or self._window.actions_by_name[f"theme_{ThemeChoice.SYSTEM}"]).setChecked(True)

    @Slot(object)
    def _on_live_state_changed(self, state: LiveState) -> None:
        """Offer Start or Stop, whichever makes sense."""
        actions = self._window.actions_by_name
        actions["live_start"].setEnabled(state is LiveState.IDLE)
        actions["live_stop"].setEnabled(state in (LiveState.STARTING, LiveState.RUNNING))

    @Slot(object)
    def _on_state_changed(self, state: ScanState) -> None:
        """Let Esc cancel what runs."""
        self._window.actions_by_name["cancel"].setEnabled(state is ScanState.RUNNING)
