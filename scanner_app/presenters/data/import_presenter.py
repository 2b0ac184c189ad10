"""Imports: choosing files, looking at them, correcting, importing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from engine.storage.importers.reading.sources import SUFFIXES
from scanner_app.dialogs.import_dialog import ImportDialog
from scanner_app.services.job_service import JobKind
from scanner_app.services.library.import_choices import ImportChoices
from scanner_app.services.library.library_jobs import import_work, look_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.import_preview import ImportPreview
    from scanner_app.main_window import MainWindow
    from scanner_app.services.bundle import Services

_PATTERNS = tuple(f"*{suffix}" for suffix in sorted(SUFFIXES))


class ImportPresenter(QObject):
    """Brings candles into the open library."""

    def __init__(
        self, window: MainWindow, services: Services, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._services = window, services
        self._paths: list[Path] = []
        self._dialog: ImportDialog | None = None
        tab, welcome = window.data_tab, window.welcome
        for signal in (tab.import_files_requested, welcome.files_requested):
            signal.connect(self.choose_files)
        for signal in (tab.import_folder_requested, welcome.folder_requested):
            signal.connect(self.choose_folder)
        window.files_dropped.connect(self.look_at)

    @Slot()
    def choose_files(self) -> None:
        """Ask for files."""
        dialog = self._file_dialog(self.tr("Import candles"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        candles = self.tr("Candles ({patterns})").format(patterns=" ".join(_PATTERNS))
        dialog.setNameFilters([candles, self.tr("All files (*)")])
        dialog.open()

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder."""
        dialog = self._file_dialog(self.tr("Import a folder of candles"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    @Slot(list)
    def look_at(self, paths: Sequence[str]) -> None:
        """Show what an import would make of these files and folders."""
        if not paths or self._services.library.library is None:
            return
        self._paths = [Path(path) for path in paths]
        self._dialog = ImportDialog(len(self._paths), self._window)
        self._dialog.preview_requested.connect(self._preview)
        self._dialog.import_requested.connect(self._import)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()
        self._preview(ImportChoices())

    @Slot(object)
    def _preview(self, choices: ImportChoices) -> None:
        """Look at the first file off the GUI thread."""
        library, path = self._services.library.library, self._paths[0]
        if library is not None:
            self._services.reader.submit(
                lambda: look_at(path, choices, library), self._on_preview, replaces="preview"
            )

    def _on_preview(self, preview: ImportPreview) -> None:
        if self._dialog is not None:
            self._dialog.show_preview(preview)

    @Slot(object)
    def _import(self, choices: ImportChoices) -> None:
        """Import with the corrections that were made."""
        library = self._services.library.library
        if library is not None:
            work = import_work(library, self._paths, choices)
            self._services.jobs.start(JobKind.IMPORT, self.tr("Importing"), work)

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None

    def _file_dialog(self, title: str) -> QFileDialog:
        """Return a dialog whose choice is looked at."""
        dialog = QFileDialog(self._window, title)
        dialog.setObjectName("fileDialog")
        dialog.filesSelected.connect(self.look_at)
        dialog.finished.connect(dialog.deleteLater)
        return dialog
