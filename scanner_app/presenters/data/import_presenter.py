"""Imports: choosing files, previewing and correcting them, importing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.storage.importers.reading.sources import SUFFIXES
from scanner_app.services.job_service import JobKind
from scanner_app.services.library.import_choices import ImportChoices
from scanner_app.services.library.library_jobs import import_work, look_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.domain.import_preview import ImportPreview
    from scanner_app.presenters.data.protocols import ImportView
    from scanner_app.presenters.protocols import FileDialogs
    from scanner_app.services.job_service import JobService
    from scanner_app.services.library.library_service import LibraryService
    from scanner_app.services.task_runner import TaskRunner

_PATTERNS = tuple(f"*{suffix}" for suffix in sorted(SUFFIXES))


class ImportPresenter(QObject):
    """Brings candles into the open library.

    Parameters
    ----------
    open_dialog : callable
        Opens the dialog for so many files.
    """

    def __init__(
        self,
        files: FileDialogs,
        open_dialog: Callable[[int], ImportView],
        *,
        library: LibraryService,
        reader: TaskRunner,
        jobs: JobService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files, self._open_dialog = files, open_dialog
        self._library, self._reader, self._jobs = library, reader, jobs
        self._paths: list[Path] = []
        self._dialog: ImportView | None = None

    @Slot()
    def choose_files(self) -> None:
        """Ask for files."""
        candles = self.tr("Candles ({patterns})").format(patterns=" ".join(_PATTERNS))
        filters = [candles, self.tr("All files (*)")]
        self._files.ask_files(self.tr("Import candles"), filters, self.preview)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder."""
        self._files.ask_folder(self.tr("Import a folder of candles"), self.preview)

    @Slot(list)
    def preview(self, paths: Sequence[str]) -> None:
        """Open the dialog that shows how these files and folders are read."""
        if not paths or self._library.library is None:
            return
        self._paths = [Path(path) for path in paths]
        self._dialog = dialog = self._open_dialog(len(self._paths))
        dialog.preview_requested.connect(self._read_first)
        dialog.import_requested.connect(self._import)
        dialog.finished.connect(self._on_finished)
        self._read_first(ImportChoices())

    @Slot(object)
    def _read_first(self, choices: ImportChoices) -> None:
        """Read the start of the first file off the GUI thread."""
        library, path = self._library.library, self._paths[0]
        if library is not None:
            self._reader.submit(
                lambda: look_at(path, choices, library), self._on_preview, replaces="preview"
            )

    def _on_preview(self, preview: ImportPreview) -> None:
        if self._dialog is not None:
            self._dialog.show_preview(preview)

    @Slot(object)
    def _import(self, choices: ImportChoices) -> None:
        """Import with the corrections that were made."""
        library = self._library.library
        if library is not None:
            work = import_work(library, self._paths, choices)
            self._jobs.start(JobKind.IMPORT, self.tr("Importing"), work)

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None
