"""What can be done with the matches: export, copy, send to a watchlist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from scanner_app.services.job_service import JobEnd, JobKind
from scanner_app.services.scan.match_export import export_matches, table_text
from scanner_app.services.scan.result_summary import symbols_in_order

if TYPE_CHECKING:
    from engine.domain.cancellation import CancellationToken
    from scanner_app.presenters.formulas.protocols import Clipboard
    from scanner_app.presenters.protocols import FileDialogs, Questions
    from scanner_app.presenters.scan.protocols import MatchesView
    from scanner_app.services.job_service import JobService
    from scanner_app.services.library.watchlists import Watchlists
    from scanner_app.services.progress_relay import ProgressRelay
    from scanner_app.services.scan.results_service import ResultsService
    from scanner_app.services.task_runner import TaskRunner

_MAX_COPIED = 200_000
_FILE_NAME = "matches.csv"


class MatchesPresenter(QObject):
    """Serves the tools beside the table of matches.

    Signals
    -------
    message : str
        A message for the status bar.
    """

    message = Signal(str)

    def __init__(
        self,
        view: MatchesView,
        files: FileDialogs,
        questions: Questions,
        *,
        results: ResultsService,
        watchlists: Watchlists,
        tasks: TaskRunner,
        jobs: JobService,
        clipboard: Clipboard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._files, self._questions = view, files, questions
        self._results, self._watchlists = results, watchlists
        self._tasks, self._jobs, self._clipboard = tasks, jobs, clipboard
        view.export_requested.connect(self.export)
        view.copy_requested.connect(self.copy)
        view.watchlist_requested.connect(self.send_to_watchlist)
        view.symbol_sent.connect(self._on_symbol_sent)
        jobs.ended.connect(self._on_job_ended)

    @Slot()
    def export(self) -> None:
        """Ask for a file and write the selected rows to it, or all that are shown."""
        model = self._results.model
        n_rows, n_all = len(self._view.chosen_rows()), model.rowCount()
        if not n_all:
            self.message.emit(self.tr("There are no matches to export"))
            return
        some = self.tr("Export {n} selected matches", "", n_rows)
        every = self.tr("Export all {n} matches on show", "", n_rows)
        title = (every if n_rows == n_all else some).format(n=f"{n_rows:,}")
        filters = ["CSV (*.csv)", "Excel (*.xlsx)", "Parquet (*.parquet)"]
        self._files.ask_target(title, filters, _FILE_NAME, self.export_to)

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write the selected rows, or all that are shown, in their order to a file."""
        model = self._results.model
        store, rows = model.store, model.rows[self._view.chosen_rows()]
        columns = [store.columns[section] for section in self._view.shown_sections()]

        def work(relay: ProgressRelay, token: CancellationToken) -> Path:
            return export_matches(Path(path), store, rows, columns, progress=relay, token=token)

        self._jobs.start(JobKind.EXPORT, self.tr("Exporting"), work)

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard, all that are shown where none is selected."""
        model = self._results.model
        places = self._view.selected_rows()
        if len(places) == 0:
            places = np.arange(model.rowCount())
        if len(places) == 0:
            return
        store, rows = model.store, model.rows[places[:_MAX_COPIED]]
        sections = self._view.shown_sections()
        columns, titles = [store.columns[s] for s in sections], self._view.titles(sections)
        self._tasks.submit(
            lambda: table_text(store, rows, columns, titles), self._on_copied, replaces="copy"
        )

    @Slot()
    def send_to_watchlist(self) -> None:
        """Ask for a list and add the symbols of the selected rows, or of all that are shown."""
        model = self._results.model
        store, rows = model.store, model.rows[self._view.chosen_rows()]
        self._tasks.submit(
            lambda: symbols_in_order(store, rows), self._ask_watchlist, replaces="watchlist"
        )

    def _ask_watchlist(self, symbols: list[str]) -> None:
        """Ask for a list and add `symbols` to it."""
        if not symbols:
            return
        question = self.tr("Add {n} symbols to the watchlist", "", len(symbols))
        self._questions.ask_name(
            self.tr("Send to a watchlist"),
            question.format(n=f"{len(symbols):,}"),
            self._watchlists.names or [self.tr("My list")],
            lambda name: self._add(name, symbols),
        )

    def _add(self, name: str, symbols: list[str]) -> None:
        n_new = self._watchlists.add(name, symbols)
        text = self.tr("{n} symbols are new in the watchlist '{name}'", "", n_new)
        self.message.emit(text.format(n=f"{n_new:,}", name=name))

    @Slot(str)
    def _on_symbol_sent(self, symbol: str) -> None:
        self._ask_watchlist([symbol])

    def _on_copied(self, text: str) -> None:
        self._clipboard.setText(text)
        n_rows = text.count("\n")
        message = self.tr("{n} rows copied", "", n_rows).format(n=f"{n_rows:,}")
        if n_rows == _MAX_COPIED:
            message += self.tr("; an export takes all of them")
        self.message.emit(message)

    @Slot(object)
    def _on_job_ended(self, end: JobEnd) -> None:
        if end.kind is JobKind.EXPORT and isinstance(end.value, Path):
            self.message.emit(self.tr("Written: {path}").format(path=end.value))
