"""Samples, other libraries, quality and exports: what the Data tab does beside imports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.domain.timeframe import Timeframe
from scanner_app.services.job_service import JobEnd, JobKind
from scanner_app.services.library.library_jobs import (
    export_work,
    quality_work,
    resample_work,
    sample_work,
)
from scanner_app.texts import timeframe_text

if TYPE_CHECKING:
    from engine.storage.library import Library
    from scanner_app.presenters.data.protocols import DataView, DataWindow
    from scanner_app.presenters.protocols import FileDialogs, Questions
    from scanner_app.services.job_service import JobService
    from scanner_app.services.library.library_service import Contents, LibraryService
    from scanner_app.settings import SettingsStore

_SAMPLE_FILE = "sample.fslib"
_REPLACES_CANDLES = (JobKind.IMPORT, JobKind.RESAMPLE, JobKind.SAMPLE)


class DataPresenter(QObject):
    """Fills libraries and shows what is in them.

    Signals
    -------
    imported :
        The report of an import is on the Data tab.
    """

    imported = Signal()

    def __init__(
        self,
        view: DataView,
        window: DataWindow,
        files: FileDialogs,
        questions: Questions,
        *,
        library: LibraryService,
        jobs: JobService,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._window = view, window
        self._files, self._questions = files, questions
        self._library, self._jobs, self._settings = library, jobs, settings
        self._chosen_path: Path | None = None
        view.sample_requested.connect(self.make_sample)
        view.open_requested.connect(self.choose_library)
        view.export_requested.connect(self.choose_target)
        view.quality_requested.connect(self.check_quality)
        view.resample_requested.connect(self.choose_timeframe)
        library.contents_changed.connect(self._on_contents_changed)
        library.opened.connect(self._on_opened)
        jobs.ended.connect(self._on_job_ended)

    @Slot()
    def make_sample(self) -> None:
        """Write synthetic candles into the open library if it is empty, else into their own.

        Made-up candles never come among real ones.
        """
        library, contents = self._library.library, self._library.contents
        if library is not None:
            path = library.path if contents.is_empty else library.path.with_name(_SAMPLE_FILE)
            self._jobs.start(JobKind.SAMPLE, self.tr("Making the sample"), sample_work(path))

    @Slot()
    def choose_library(self) -> None:
        """Ask for another library and open it."""
        filters = [self.tr("Candle libraries (*.fslib)"), self.tr("All files (*)")]
        title = self.tr("Open a candle library")
        self._files.ask_path(title, filters, self.open_library, suffix="fslib")

    @Slot(str)
    def open_library(self, path: str) -> None:
        """Open another library; the next time too, if it can be opened."""
        self._chosen_path = Path(path).absolute()
        self._library.open(self._chosen_path)

    @Slot(object)
    def _on_opened(self, library: Library) -> None:
        """Remember the library that the user has chosen."""
        if library.path == self._chosen_path:
            self._settings.update(library=str(library.path))

    @Slot()
    def choose_target(self) -> None:
        """Ask for a file and write the candles on show to it."""
        name = f"candles-{self._view.state().timeframe}.csv"
        filters = ["CSV (*.csv)", "Parquet (*.parquet)"]
        self._files.ask_target(self.tr("Export candles"), filters, name, self.export)

    @Slot(str)
    def export(self, path: str) -> None:
        """Write all candles of the timeframe on show to one file."""
        library, timeframe = self._library.library, self._view.state().timeframe
        if library is not None and timeframe:
            work = export_work(library, Path(path), timeframe)
            self._jobs.start(JobKind.EXPORT, self.tr("Exporting candles"), work)

    @Slot()
    def check_quality(self) -> None:
        """Look for doubtful candles in the timeframe on show."""
        library, timeframe = self._library.library, self._view.state().timeframe
        if library is not None and timeframe:
            work = quality_work(library, timeframe)
            self._jobs.start(JobKind.QUALITY, self.tr("Checking the candles"), work)

    @Slot()
    def choose_timeframe(self) -> None:
        """Ask for the longer timeframe to build of the one on show."""
        source = self._view.state().timeframe
        if not source:
            return
        names = [timeframe.value for timeframe in Timeframe]
        longer = {timeframe_text(name): name for name in names[names.index(source) + 1 :]}
        question = self.tr("Timeframe to build from the {timeframe} candles")
        self._questions.ask_name(
            self.tr("Build weekly, monthly …"),
            question.format(timeframe=timeframe_text(source)),
            list(longer),
            lambda text: self.resample(longer[text]),
            is_editable=False,
        )

    def resample(self, target: str) -> None:
        """Build candles of the timeframe `target` from those on show."""
        library, source = self._library.library, self._view.state().timeframe
        if library is not None:
            work = resample_work(library, source, target)
            self._jobs.start(JobKind.RESAMPLE, self.tr("Building candles"), work)

    @property
    def _path(self) -> Path | None:
        """The file of the open library."""
        library = self._library.library
        return library.path if library is not None else None

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Show the candles, or how to get some."""
        self._view.show_contents(contents, self._path)
        self._window.show_welcome(contents.is_empty)

    @Slot(object)
    def _on_job_ended(self, end: JobEnd) -> None:
        """Show what the job has done."""
        if end.kind in _REPLACES_CANDLES:
            self._view.clear_quality()
        self._library.refresh()
        if end.error is None and not end.is_cancelled:
            self._show_result(end)

    def _show_result(self, end: JobEnd) -> None:
        if end.kind is JobKind.IMPORT:
            self._view.show_import(end.value)
            self.imported.emit()
        elif end.kind is JobKind.SAMPLE and end.value != self._path:
            self.open_library(str(end.value))
        elif end.kind is JobKind.QUALITY:
            self._view.show_quality(end.value)
        elif end.kind is JobKind.EXPORT and isinstance(end.value, list):
            text = self.tr("{n} files written", "", len(end.value))
            self._window.show_message(text.format(n=f"{len(end.value):,}"))
