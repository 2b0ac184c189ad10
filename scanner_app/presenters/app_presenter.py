"""Settings, help, log, about and errors: what concerns the program as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.errors import EngineError
from scanner_app.dialogs.about_dialog import AboutDialog
from scanner_app.dialogs.error_dialog import ErrorDialog
from scanner_app.dialogs.log_window import LogWindow
from scanner_app.dialogs.settings_dialog import SettingsDialog
from scanner_app.engine_messages import error_text
from scanner_app.excepthook import report_of, sentence_of
from scanner_app.services.formulas.function_help import FunctionHelp
from scanner_app.views.help_panel import HelpWindow

if TYPE_CHECKING:
    from scanner_app.log_setup import AppLog
    from scanner_app.main_window import MainWindow
    from scanner_app.services.bundle import Services
    from scanner_app.settings import Settings
    from scanner_app.theme_service import ThemeService


class AppPresenter(QObject):
    """Opens the dialogs of the program."""

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        themes: ThemeService,
        log: AppLog,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._services = window, services
        self._themes, self._log = themes, log
        self._help: HelpWindow | None = None
        window.scan_tab.formula.editor.help_requested.connect(self.show_help)
        services.settings.changed.connect(self._on_settings_changed)

    @Slot()
    def show_settings(self) -> None:
        """Open the settings."""
        dialog = SettingsDialog(self._services.settings.current, self._window)
        dialog.settings_chosen.connect(self._services.settings.change)
        dialog.open()

    @Slot()
    def show_about(self) -> None:
        """Say what the program is."""
        AboutDialog(self._window).open()

    @Slot()
    def show_log(self) -> None:
        """Show the log beside the window."""
        LogWindow(self._log, self._window).show()

    @Slot(str)
    def show_help(self, word: str = "") -> None:
        """Describe a word of the language."""
        if self._help is None:
            pages = FunctionHelp(self._services.language)
            self._help = HelpWindow(pages, self._themes.theme, self._window)
            self._help.insert_requested.connect(self._on_example)
        self._help.show_function(word)
        self._help.show()
        self._help.raise_()

    @Slot(object)
    def show_failure(self, error: Exception) -> None:
        """Say what went wrong: a sentence for what the user can mend, else a report."""
        if isinstance(error, EngineError | OSError):
            self._window.show_problem(error_text(error))
        else:
            self.show_report(sentence_of(error), report_of(error))

    @Slot(str, str)
    def show_report(self, sentence: str, details: str) -> None:
        """Show a report that can be copied; what goes wrong meanwhile is in the log."""
        if self._window.findChild(ErrorDialog) is None:
            ErrorDialog(sentence, details, self._window).open()

    @Slot(str)
    def _on_example(self, text: str) -> None:
        self._window.scan_tab.formula.editor.insertPlainText(text)

    @Slot(object, object)
    def _on_settings_changed(self, before: Settings, now: Settings) -> None:
        """Start the workers anew where their settings have changed."""
        library = self._services.library.library
        if library is not None and _engine_part(before) != _engine_part(now):
            self._window.workers.clear()
            self._services.scans.use_library(library, now)


def _engine_part(settings: Settings) -> tuple[float, ...]:
    """Return what the workers are started with."""
    return (
        settings.n_workers,
        settings.symbol_timeout_s,
        settings.memory_limit_mb,
        settings.indicator_cache_mb,
    )
