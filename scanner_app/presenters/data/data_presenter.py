"""Samples, other libraries, quality, exports and watchlists: the rest of the Data tab."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from engine.domain.timeframe import Timeframe
from scanner_app.dialogs.ask_name import AskName
from scanner_app.dialogs.file_format import follow_format
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
    from scanner_app.main_window import MainWindow
    from scanner_app.services.bundle import Services
    from scanner_app.services.library.library_service import Contents

_SAMPLE_FILE = "sample.fslib"


class DataPresenter(QObject):
    """Fills libraries and shows what is in them.

    Signals
    -------
    job_failed : Exception
        A job has failed.
    """

    job_failed = Signal(object)

    def __init__(
        self, window: MainWindow, services: Services, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._services = window, services
        self._library, self._jobs = services.library, services.jobs
        self._asked: Path | None = None
        self._longer: dict[str, str] = {}
        tab = window.data_tab
        for signal in (tab.sample_requested, window.welcome.sample_requested):
            signal.connect(self.make_sample)
        tab.open_requested.connect(self.choose_library)
        tab.export_requested.connect(self.choose_target)
        tab.quality_requested.connect(self.check_quality)
        tab.resample_requested.connect(self.choose_timeframe)
        tab.watchlists.deleted.connect(services.watchlists.delete)
        tab.watchlists.edited.connect(services.watchlists.save)
        services.watchlists.changed.connect(self._on_watchlists_changed)
        self._library.contents_changed.connect(self._on_contents_changed)
        self._library.opened.connect(self._on_opened)
        self._jobs.started.connect(self._on_job_started)
        self._jobs.advanced.connect(window.job_bar.advance)
        self._jobs.ended.connect(self._on_job_ended)
        self._jobs.refused.connect(self._on_job_refused)
        window.job_bar.cancel_requested.connect(self._jobs.cancel)

    @Slot()
    def make_sample(self) -> None:
        """Write synthetic candles into the open library if it is empty, else into their own.

        Made-up candles never come among real ones.
        """
        library = self._library.library
        if library is not None:
            is_empty = self._library.contents.is_empty
            path = library.path if is_empty else library.path.with_name(_SAMPLE_FILE)
            self._jobs.start(JobKind.SAMPLE, self.tr("Making the sample"), sample_work(path))

    @Slot()
    def choose_library(self) -> None:
        """Ask for another library and open it."""
        dialog = QFileDialog(self._window, self.tr("Open a candle library"))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([self.tr("Candle libraries (*.fslib)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("fslib")
        self._open(dialog, self.open_library)

    @Slot(str)
    def open_library(self, path: str) -> None:
        """Open another library; the next time too, if it can be opened."""
        self._asked = Path(path).absolute()
        self._library.open(self._asked)

    @Slot(object)
    def _on_opened(self, library: Library) -> None:
        """Remember the library that the user has chosen."""
        if library.path == self._asked:
            settings = self._services.settings
            settings.change(replace(settings.settings, library=str(self._asked)))

    @Slot()
    def choose_target(self) -> None:
        """Ask for a file and write the candles on show to it."""
        dialog = QFileDialog(self._window, self.tr("Export candles"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)", "Parquet (*.parquet)"])
        name = f"candles-{self._window.data_tab.timeframe.chosen}.csv"
        follow_format(dialog, name)
        self._open(dialog, self.export)

    @Slot(str)
    def export(self, path: str) -> None:
        """Write all candles of the timeframe on show to one file."""
        library, timeframe = self._library.library, self._window.data_tab.timeframe.chosen
        if library is not None and timeframe:
            work = export_work(library, Path(path), timeframe)
            self._jobs.start(JobKind.EXPORT, self.tr("Exporting candles"), work)

    @Slot()
    def check_quality(self) -> None:
        """Judge the candles of the timeframe on show."""
        library, timeframe = self._library.library, self._window.data_tab.timeframe.chosen
        if library is not None and timeframe:
            work = quality_work(library, timeframe)
            self._jobs.start(JobKind.QUALITY, self.tr("Checking the candles"), work)

    @Slot()
    def choose_timeframe(self) -> None:
        """Ask which longer candles to make of those on show."""
        source = self._window.data_tab.timeframe.chosen
        known = [timeframe.value for timeframe in Timeframe]
        if source:
            longer = known[known.index(source) + 1 :]
            self._longer = {timeframe_text(name): name for name in longer}
            dialog = AskName(
                self.tr("Longer candles"),
                self.tr("Make of the {timeframe} candles those of").format(
                    timeframe=timeframe_text(source)
                ),
                list(self._longer),
                self._window,
            )
            dialog.field.setEditable(False)
            dialog.named.connect(self._on_longer_chosen)
            dialog.open()

    @Slot(str)
    def _on_longer_chosen(self, text: str) -> None:
        self.resample(self._longer[text])

    def resample(self, target: str) -> None:
        """Make candles of the timeframe `target` of those on show."""
        library, source = self._library.library, self._window.data_tab.timeframe.chosen
        if library is not None:
            work = resample_work(library, source, target)
            self._jobs.start(JobKind.RESAMPLE, self.tr("Making longer candles"), work)

    @property
    def _opened_path(self) -> Path | None:
        """The file of the open library."""
        library = self._library.library
        return library.path if library is not None else None

    def _open(self, dialog: QFileDialog, chosen: Any) -> None:
        """Show a file dialog; `chosen` gets the path."""
        dialog.setObjectName("fileDialog")
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_watchlists_changed(self) -> None:
        lists = self._services.watchlists
        shown = {name: lists.symbols(name) for name in lists.names}
        self._window.data_tab.watchlists.show_lists(shown)

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Show what there is, or the way to it."""
        library = self._library.library
        self._window.data_tab.show_contents(contents, library.path if library else None)
        self._window.show_welcome(contents.is_empty)

    @Slot(object, str)
    def _on_job_started(self, _kind: JobKind, title: str) -> None:
        self._window.job_bar.begin(title)

    @Slot(str)
    def _on_job_refused(self, title: str) -> None:
        text = self.tr("One thing at a time: '{title}' is still under way")
        self._window.show_message(text.format(title=title))

    @Slot(object)
    def _on_job_ended(self, end: JobEnd) -> None:
        """Show what has become of it."""
        self._window.job_bar.end()
        if end.kind in (JobKind.IMPORT, JobKind.RESAMPLE, JobKind.SAMPLE):
            self._window.data_tab.forget_quality()
        self._library.refresh()
        if end.error is not None:
            self.job_failed.emit(end.error)
        elif end.is_cancelled:
            self._window.show_message(self.tr("Stopped; nothing was changed"))
        elif end.kind is JobKind.IMPORT:
            self._window.data_tab.report.show_report(end.value)
            self._window.tabs.setCurrentWidget(self._window.data_tab)
        elif end.kind is JobKind.SAMPLE and end.value != self._opened_path:
            self.open_library(str(end.value))
        elif end.kind is JobKind.QUALITY:
            self._window.data_tab.show_quality(end.value)
        elif end.kind is JobKind.EXPORT and isinstance(end.value, list):
            text = self.tr("{n} files written", "", len(end.value))
            self._window.show_message(text.format(n=f"{len(end.value):,}"))
