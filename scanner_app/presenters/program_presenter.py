"""Settings and failures: what concerns the program as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot

from engine.errors import EngineError
from scanner_app.engine_messages import error_text
from scanner_app.excepthook import report_of, sentence_of

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from scanner_app.presenters.protocols import MessageView
    from scanner_app.settings import Settings, SettingsStore


class SettingsQuestion(Protocol):
    """The dialog of the settings."""

    settings_chosen: SignalInstance


class ReportDialogs(Protocol):
    """The dialogs of the program."""

    def open_settings(self, settings: Settings) -> SettingsQuestion:
        """Open the settings."""

    def show_report(self, sentence: str, details: str) -> None:
        """Show a report that can be copied, unless one is open."""


class ProgramPresenter(QObject):
    """Changes settings and shows failures."""

    def __init__(
        self,
        messages: MessageView,
        dialogs: ReportDialogs,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._messages, self._dialogs, self._settings = messages, dialogs, settings

    @Slot()
    def show_settings(self) -> None:
        """Open the settings."""
        dialog = self._dialogs.open_settings(self._settings.current)
        dialog.settings_chosen.connect(self._settings.change)

    @Slot(object)
    def show_failure(self, error: Exception) -> None:
        """Show a sentence for what the user can mend, else a report."""
        if isinstance(error, EngineError | OSError):
            self._messages.show_problem(error_text(error))
        else:
            self.show_report(sentence_of(error), report_of(error))

    @Slot(str, str)
    def show_report(self, sentence: str, details: str) -> None:
        """Show a report of a fault of the program."""
        self._dialogs.show_report(sentence, details)

    def show_unwritable_profile(self, error: OSError) -> None:
        """Show that nothing will be kept, and why."""
        text = self.tr("The profile cannot be written ({reason}); nothing will be kept this time")
        self._messages.show_problem(text.format(reason=error_text(error)))

    def show_lost_library(self, path: object) -> None:
        """Show that the library of the last session is gone."""
        text = self.tr("The library {path} is not there any more; this is your own one")
        self._messages.show_problem(text.format(path=path))
