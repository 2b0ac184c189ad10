"""The Data tab with imports, jobs and watchlists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from scanner_app.commands import Action, MenuName
from scanner_app.dialogs.delete_symbols_dialog import DeleteSymbolsDialog
from scanner_app.dialogs.import_dialog import ImportDialog
from scanner_app.presenters.data.data_presenter import DataPresenter
from scanner_app.presenters.data.import_presenter import ImportPresenter
from scanner_app.presenters.data.job_presenter import JobPresenter
from scanner_app.presenters.data.removal_presenter import RemovalPresenter
from scanner_app.presenters.data.watchlists_presenter import WatchlistsPresenter
from scanner_app.views.data.data_tab import DataTab
from scanner_app.widgets.parts import call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner_app.commands import Commands
    from scanner_app.core_services import CoreServices
    from scanner_app.dialogs.opener import DialogOpener
    from scanner_app.icons import Icons
    from scanner_app.main_window import MainWindow
    from scanner_app.services.live.live_service import LiveService


class DataFeature(QObject):
    """Builds the Data tab.

    Signals
    -------
    failed : Exception
        A job has failed.
    symbol_chosen : str, str
        A symbol and its timeframe, to be drawn.
    bar_chosen : str, str, int
        The same, with the start of a bar to be selected.
    """

    failed = Signal(object)
    symbol_chosen = Signal(str, str)
    bar_chosen = Signal(str, str, object)

    def __init__(
        self,
        window: MainWindow,
        icons: Icons,
        dialogs: DialogOpener,
        *,
        core: CoreServices,
        live: LiveService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self.tab = window, DataTab(icons)
        window.add_tab(self.tab, self.tr("Data"))
        library, jobs, watchlists = core.library, core.jobs, core.watchlists
        self.presenter = DataPresenter(
            self.tab, window, dialogs, dialogs,
            library=library, jobs=jobs, settings=core.settings, parent=self,
        )  # fmt: skip
        self.imports = ImportPresenter(
            dialogs, self._open_import, library=library, reader=core.reader, jobs=jobs, parent=self
        )
        self._removal = RemovalPresenter(
            self.tab, window, self._open_removal,
            library=library, watchlists=watchlists, jobs=jobs, live=live, parent=self,
        )  # fmt: skip
        self._jobs = JobPresenter(window.job_bar, window, jobs, self)
        self._watchlists = WatchlistsPresenter(
            self.tab.watchlists, dialogs, watchlists, library, self
        )
        self._connect()

    def add_to(self, commands: Commands) -> None:
        """Add the actions of the library."""
        file, data = MenuName.FILE, self.presenter
        files, folder = self.imports.choose_files, self.imports.choose_folder
        commands.add(
            (
                Action("import", file, self.tr("Import candles …"), files, ("Ctrl+I",)),
                Action("folder", file, self.tr("Import a folder …"), folder),
                Action("open", file, self.tr("Open library …"), data.choose_library, ("Ctrl+O",)),
                Action("sample", file, self.tr("Make a sample library"), data.make_sample),
            )
        )

    def close(self) -> None:
        """Save what has been typed of a watchlist."""
        self.tab.watchlists.save_typed()

    def _connect(self) -> None:
        """Connect the other ways to samples and imports."""
        welcome, tab = self._window.welcome, self.tab
        welcome.sample_requested.connect(self.presenter.make_sample)
        for signal in (tab.import_files_requested, welcome.files_requested):
            signal.connect(self.imports.choose_files)
        for signal in (tab.import_folder_requested, welcome.folder_requested):
            signal.connect(self.imports.choose_folder)
        self._window.files_dropped.connect(self.imports.preview)
        self._jobs.failed.connect(self.failed)
        self.presenter.imported.connect(self._show_tab)
        tab.symbol_chosen.connect(self.symbol_chosen)
        tab.bar_chosen.connect(self.bar_chosen)
        for signal in (tab.symbol_opened, tab.bar_chosen):
            signal.connect(call(self._window.show_scan))

    @Slot()
    def _show_tab(self) -> None:
        self._window.show_tab(self.tab)

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
