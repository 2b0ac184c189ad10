"""Samples, imports and other libraries: the Data tab and the first start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from scanner_app.services.job_service import JobEnd, JobKind
from scanner_app.services.library_jobs import import_work, sample_work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanner_app.main_window import MainWindow
    from scanner_app.presenters.chart_presenter import ChartPresenter
    from scanner_app.services.bundle import Services
    from scanner_app.services.library_service import Contents


_PATTERNS = (
    "*.csv", "*.txt", "*.tsv", "*.zip", "*.gz", "*.parquet", "*.feather", "*.arrow", "*.xlsx",
    "*.json", "*.jsonl",
)  # fmt: skip


class DataPresenter(QObject):
    """Fills libraries and shows what is in them.

    Signals
    -------
    job_failed : Exception
        A job has failed.
    """

    job_failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        chart: ChartPresenter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        library, jobs = services.library, services.jobs
        self._window, self._library, self._jobs = window, library, jobs
        tab, welcome = window.data_tab, window.welcome
        for signal in (tab.import_files_requested, welcome.files_requested):
            signal.connect(self.choose_files)
        for signal in (tab.import_folder_requested, welcome.folder_requested):
            signal.connect(self.choose_folder)
        for signal in (tab.sample_requested, welcome.sample_requested):
            signal.connect(self.make_sample)
        tab.open_requested.connect(self.choose_library)
        tab.symbol_chosen.connect(chart.show_symbol)
        library.contents_changed.connect(self._on_contents_changed)
        jobs.started.connect(self._on_job_started)
        jobs.advanced.connect(window.job_bar.advance)
        jobs.ended.connect(self._on_job_ended)
        window.job_bar.cancel_requested.connect(jobs.cancel)

    @Slot()
    def make_sample(self) -> None:
        """Write synthetic candles into the open library."""
        library = self._library.library
        if library is not None:
            self._jobs.start(
                JobKind.SAMPLE, self.tr("Making the sample"), sample_work(library.path)
            )

    @Slot()
    def choose_files(self) -> None:
        """Ask for files and import them."""
        dialog = self._file_dialog(self.tr("Import candles"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([
            self.tr("Candles ({patterns})").format(patterns=" ".join(_PATTERNS)),
            self.tr("All files (*)"),
        ])  # fmt: skip
        self._open(dialog, self.import_paths)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and import what is in it."""
        dialog = self._file_dialog(self.tr("Import a folder of candles"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, self.import_paths)

    @Slot()
    def choose_library(self) -> None:
        """Ask for another library and open it."""
        dialog = self._file_dialog(self.tr("Open a candle library"))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([self.tr("Candle libraries (*.fslib)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("fslib")
        self._open(dialog, self._open_first)

    @Slot(list)
    def import_paths(self, paths: Sequence[str]) -> None:
        """Import files and folders into the open library."""
        library = self._library.library
        if library is not None and paths:
            work = import_work(library, [Path(path) for path in paths], {})
            self._jobs.start(JobKind.IMPORT, self.tr("Importing"), work)

    def _open(self, dialog: QFileDialog, chosen: Callable[[list[str]], None]) -> None:
        """Show a file dialog; `chosen` gets the paths."""
        dialog.filesSelected.connect(chosen)
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        dialog = QFileDialog(self._window, title, home)
        dialog.setObjectName("fileDialog")
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    @Slot(list)
    def _open_first(self, paths: list[str]) -> None:
        if paths:
            self._library.open(Path(paths[0]))

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Show what there is, or the way to it."""
        library = self._library.library
        self._window.data_tab.show_contents(contents, library.path if library else None)
        self._window.show_welcome(contents.is_empty)

    @Slot(object, str)
    def _on_job_started(self, _kind: JobKind, title: str) -> None:
        self._window.job_bar.begin(title)

    @Slot(object)
    def _on_job_ended(self, end: JobEnd) -> None:
        """Show what has become of it."""
        self._window.job_bar.end()
        self._library.refresh()
        if end.error is not None:
            self.job_failed.emit(end.error)
        elif end.is_cancelled:
            self._window.show_message(self.tr("Stopped; nothing was changed"))
        elif end.kind is JobKind.IMPORT:
            self._window.data_tab.report.show_report(end.value)
            self._window.tabs.setCurrentWidget(self._window.data_tab)
