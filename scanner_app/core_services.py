"""The services that all features share: builds, starts and closes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scanner_app.services.formulas.formula_library import FormulaLibrary
from scanner_app.services.formulas.formula_versions import FormulaVersions
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.formulas.presets import preset_entries
from scanner_app.services.job_service import JobService
from scanner_app.services.library.library_service import LibraryService
from scanner_app.services.library.watchlists import Watchlists
from scanner_app.services.library.workspace_service import WorkspaceService
from scanner_app.services.task_runner import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scanner_app.profile import Profile
    from scanner_app.settings import SettingsStore


class CoreServices(QObject):
    """What features build on; each hands its presenters the services that they use.

    Attributes
    ----------
    tasks : TaskRunner
        For arithmetic: orders and filters.
    reader : TaskRunner
        For files: candles, formulas.

    Signals
    -------
    failed : Exception
        A task has failed, or a file cannot be read.
    """

    failed = Signal(object)

    def __init__(
        self, settings: SettingsStore, profile: Profile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.tasks, self.reader = TaskRunner("tasks", self), TaskRunner("reader", self)
        self.language = LanguageService()
        self.library = LibraryService(self.reader, self)
        self.workspace = WorkspaceService(profile.workspace, self.reader, self)
        self.jobs = JobService(self)
        versions = FormulaVersions(profile.versions)
        self.formulas = FormulaLibrary(self.workspace, preset_entries(), versions, self)
        self.watchlists = Watchlists(self.workspace, self)
        for signal in (
            self.library.failed, self.workspace.failed,
            self.tasks.task_failed, self.reader.task_failed,
        ):  # fmt: skip
            signal.connect(self.failed)

    def warm_up(self, on_ready: Callable[[object], None]) -> None:
        """Import what the language needs off the GUI thread, then call `on_ready`."""
        self.tasks.submit(self.language.warm_up, on_ready, on_ready)

    def load(self, library: Path) -> None:
        """Read the workspace and open a library, off the GUI thread."""
        self.formulas.load()
        self.watchlists.load()
        self.library.open(library)

    def close(self) -> None:
        """End every thread; the files that the tasks use are closed last."""
        self.jobs.close()
        self.tasks.close()
        self.reader.close()
        self.library.close()
        self.workspace.close()
