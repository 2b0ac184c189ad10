"""The hits of a session: chart of the selected one, export, clearing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from scanner_app.services.live.hit_export import write_hits
from scanner_app.services.live.live_types import LiveSelection

if TYPE_CHECKING:
    from scanner_app.models.live_hits_model import LiveHitsModel
    from scanner_app.models.live_holding_model import LiveHoldingModel
    from scanner_app.presenters.live.protocols import HitsView, LiveChartView
    from scanner_app.presenters.protocols import FileDialogs
    from scanner_app.services.library.library_service import Contents, LibraryService
    from scanner_app.services.live.live_service import LiveService
    from scanner_app.services.task_runner import TaskRunner

_FILE_NAME = "live-hits.csv"


class HitsPresenter(QObject):
    """Serves the tables of hits.

    Signals
    -------
    failed : Exception
        The hits cannot be written.
    """

    failed = Signal(object)

    def __init__(
        self,
        view: HitsView,
        chart: LiveChartView,
        files: FileDialogs,
        *,
        hits: LiveHitsModel,
        holding: LiveHoldingModel,
        live: LiveService,
        library: LibraryService,
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._chart, self._files = view, chart, files
        self._hits, self._holding = hits, holding
        self._live, self._library, self._tasks = live, library, tasks
        view.chosen.connect(self._on_chosen)
        view.export_requested.connect(self.choose_target)
        view.clear_requested.connect(self.clear)
        library.contents_changed.connect(self._on_contents_changed)
        view.show_empty(self.tr("Hits appear here, the newest first."))

    @Slot()
    def clear(self) -> None:
        """Remove all hits from the table."""
        self._hits.clear()
        self._view.refresh()

    @Slot()
    def choose_target(self) -> None:
        """Ask for a file and write the hits to it."""
        filters = [self.tr("Comma-separated values (*.csv)")]
        self._files.ask_target(self.tr("Export the hits"), filters, _FILE_NAME, self.export)

    @Slot(str)
    def export(self, path: str) -> None:
        """Write the hits of the table into a file, off the GUI thread."""
        hits = self._hits.snapshot()
        self._tasks.submit(
            lambda: write_hits(Path(path), hits), self._on_exported, self.failed.emit
        )

    def _on_exported(self, n_hits: int) -> None:
        text = self.tr("{n} hits exported", "", n_hits)
        self._view.show_count(text.format(n=f"{n_hits:,}"))

    @Slot(str, str, object)
    def _on_chosen(self, symbol: str, formula_id: str, bar_ns: int) -> None:
        """Show the candles of the chosen hit, with the curves of its formula."""
        self._chart.expect(bar_ns)
        contents = self._library.contents
        self._live.select(LiveSelection(symbol, contents.name_of(symbol), formula_id))

    @Slot(object)
    def _on_contents_changed(self, contents: Contents) -> None:
        """Show the symbols' names, where there are any."""
        self._hits.set_names(contents.names)
        self._holding.set_names(contents.names)
        self._view.show_names(any(contents.names.values()))
