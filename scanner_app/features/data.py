"""The Data tab with imports, jobs and watchlists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scanner_app.dialogs.delete_symbols_dialog import DeleteSymbolsDialog
from scanner_app.dialogs.import_dialog import ImportDialog
from scanner_app.presenters.data.data_presenter import DataPresenter
from scanner_app.presenters.data.import_presenter import ImportPresenter
from scanner_app.presenters.data.job_presenter import JobPresenter
from scanner_app.presenters.data.removal_presenter import RemovalPresenter
from scanner_app.presenters.data.watchlists_presenter import WatchlistsPresenter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner_app.dialogs.opener import DialogOpener
    from scanner_app.main_window import MainWindow
    from scanner_app.services.job_service import JobService
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.library.watchlists import Watchlists
    from scanner_app.services.live.live_service import LiveService
    from scanner_app.services.task_runner import TaskRunner
    from scanner_app.settings import SettingsStore


class DataFeature(QObject):
    """Builds the presenters of the Data tab.

    Signals
    -------
    failed : Exception
        A job has failed.
    """

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        dialogs: DialogOpener,
        *,
        library: LibraryService,
        reader: TaskRunner,
        jobs: JobService,
        watchlists: Watchlists,
        settings: SettingsStore,
        live: LiveService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self.tab = window, window.data_tab
        self.presenter = DataPresenter(
            self.tab, window, dialogs, dialogs,
            library=library, jobs=jobs, settings=settings, parent=self,
        )  # fmt: skip
        self.imports = ImportPresenter(
            dialogs, self._open_import, library=library, reader=reader, jobs=jobs, parent=self
        )
        self.removal = RemovalPresenter(
            self.tab, window, self._open_removal,
            library=library, watchlists=watchlists, jobs=jobs, live=live, parent=self,
        )  # fmt: skip
        self.jobs = JobPresenter(window.job_bar, window, jobs, self)
        self.watchlists = WatchlistsPresenter(self.tab.watchlists, dialogs, watchlists, self)
        self.jobs.failed.connect(self.failed)
        self._connect()

    def close(self) -> None:
        """Save what has been typed of a watchlist."""
        self.tab.watchlists.save_typed()

    def _connect(self) -> None:
        """Connect the other ways to samples and imports."""
        welcome = self._window.welcome
        welcome.sample_requested.connect(self.presenter.make_sample)
        for signal in (self.tab.import_files_requested, welcome.files_requested):
            signal.connect(self.imports.choose_files)
        for signal in (self.tab.import_folder_requested, welcome.folder_requested):
            signal.connect(self.imports.choose_folder)
        self._window.files_dropped.connect(self.imports.preview)

    def _open_import(self, n_files: int) -> ImportDialog:
        dialog = ImportDialog(n_files, self._window)
        dialog.open()
        return dialog

    def _open_removal(
        self,
        symbols: Sequence[str],
        counts: Mapping[str, int],
        timeframe: str,
        watchlists: Sequence[str],
    ) -> DeleteSymbolsDialog:
        dialog = DeleteSymbolsDialog(symbols, counts, timeframe, watchlists, self._window)
        dialog.open()
        return dialog
