"""Opens the dialogs of the program: settings, log, about, help and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner_app.dialogs.about_dialog import AboutDialog
from scanner_app.dialogs.error_dialog import ErrorDialog
from scanner_app.dialogs.log_window import LogWindow
from scanner_app.dialogs.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from scanner_app.log_setup import AppLog
    from scanner_app.settings import Settings


class ProgramDialogs:
    """Opens dialogs over one window."""

    def __init__(self, window: QWidget, log: AppLog) -> None:
        self._window, self._log = window, log

    def open_settings(self, settings: Settings) -> SettingsDialog:
        """Open the settings."""
        dialog = SettingsDialog(settings, self._window)
        dialog.open()
        return dialog

    def show_about(self) -> None:
        """Show what the program is."""
        AboutDialog(self._window).open()

    def show_log(self) -> None:
        """Show the log beside the window."""
        LogWindow(self._log, self._window).show()

    def show_report(self, sentence: str, details: str) -> None:
        """Show a report that can be copied; what goes wrong meanwhile is in the log."""
        if self._window.findChild(ErrorDialog) is None:
            ErrorDialog(sentence, details, self._window).open()
