"""What can be done with the matches: group, filter by day, export, copy, keep, explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from engine.domain.result import Outcome
from scanner_app.dialogs.ask_name import AskName
from scanner_app.dialogs.file_format import follow_format
from scanner_app.dialogs.list_dialog import ListDialog
from scanner_app.engine_messages import engine_text
from scanner_app.services.job_service import JobEnd, JobKind
from scanner_app.services.scan.match_export import export_matches, table_text
from scanner_app.services.scan.result_summary import summarise, symbols_in_order
from scanner_app.views.scan.progress_panel import LEFT_OUT, MISSING

if TYPE_CHECKING:
    from engine.domain.cancellation import CancellationToken
    from scanner_app.services.bundle import Services
    from scanner_app.services.progress_relay import ProgressRelay
    from scanner_app.services.scan.result_summary import Summary
    from scanner_app.views.scan.scan_tab import ScanTab

_MOST_COPIED = 200_000


class ResultsPresenter(QObject):
    """Serves the tools beside the table of matches.

    Signals
    -------
    message : str
        Something worth saying in the status bar.
    """

    message = Signal(str)

    def __init__(self, tab: ScanTab, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tab, self._services = tab, services
        self._results = services.results
        view = tab.results
        view.export_requested.connect(self.export)
        view.copy_requested.connect(self.copy)
        view.watchlist_requested.connect(self.send_to_watchlist)
        view.symbol_kept.connect(self._on_symbol_kept)
        view.group_toggled.connect(self._on_groups_toggled)
        view.timeline_toggled.connect(self._on_timeline_toggled)
        view.timeline.days_chosen.connect(self._on_days_chosen)
        view.groups.day_chosen.connect(self._choose_days)
        view.groups.symbol_chosen.connect(self._on_symbol_chosen)
        tab.progress.outcome_clicked.connect(self.show_outcome)
        services.scans.started.connect(self._on_scan_started)
        self._results.finished.connect(self._on_finished)
        services.jobs.ended.connect(self._on_job_ended)

    @Slot()
    def export(self) -> None:
        """Ask for a file and write the selected rows to it, or all that are shown."""
        n_rows, n_all = len(self._tab.results.chosen_rows()), self._results.model.rowCount()
        if not n_all:
            self.message.emit(self.tr("There are no matches to export"))
            return
        some = self.tr("Export {n} selected matches", "", n_rows)
        every = self.tr("Export all {n} matches on show", "", n_rows)
        dialog = QFileDialog(
            self._tab, (every if n_rows == n_all else some).format(n=f"{n_rows:,}")
        )
        dialog.setObjectName("exportDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)", "Excel (*.xlsx)", "Parquet (*.parquet)"])
        follow_format(dialog, "matches.csv")
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write the selected rows, or all that are shown, in their order to a file."""
        model = self._results.model
        store, rows = model.store, model.rows[self._tab.results.chosen_rows()]
        columns = [store.columns[section] for section in self._tab.results.shown_sections()]

        def work(relay: ProgressRelay, token: CancellationToken) -> Path:
            return export_matches(Path(path), store, rows, columns, progress=relay, token=token)

        self._services.jobs.start(JobKind.EXPORT, self.tr("Exporting"), work)

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard, all that are shown where none is selected."""
        model, view = self._results.model, self._tab.results
        places = view.selected_rows()
        if len(places) == 0:
            places = np.arange(model.rowCount())
        places = places[:_MOST_COPIED]
        if len(places) == 0:
            return
        sections = view.shown_sections()
        columns = [model.columns[section] for section in sections]
        titles = [view.title_of(section) for section in sections]
        store, rows = model.store, model.rows[places]
        self._services.tasks.submit(
            lambda: table_text(store, rows, columns, titles), self._on_copied, replaces="copy"
        )

    @Slot()
    def send_to_watchlist(self) -> None:
        """Ask for a list and add the symbols of the selected rows, or of all that are shown."""
        model = self._results.model
        store, rows = model.store, model.rows[self._tab.results.chosen_rows()]
        self._services.tasks.submit(
            lambda: symbols_in_order(store, rows), self._on_symbols_found, replaces="watchlist"
        )

    def _on_symbols_found(self, symbols: list[str]) -> None:
        if symbols:
            self.ask_watchlist(symbols)

    @Slot(str)
    def _on_symbol_kept(self, symbol: str) -> None:
        self.ask_watchlist([symbol])

    def ask_watchlist(self, symbols: list[str]) -> None:
        """Ask for a list and add `symbols` to it."""
        question = self.tr("Add {n} symbols to the watchlist", "", len(symbols))
        dialog = AskName(
            self.tr("Send to a watchlist"),
            question.format(n=f"{len(symbols):,}"),
            self._services.watchlists.names or [self.tr("My list")],
            self._tab,
        )
        self._symbols_to_add = symbols
        dialog.named.connect(self._on_watchlist_named)
        dialog.open()

    @Slot(str)
    def show_outcome(self, key: str) -> None:
        """List the symbols that ended so."""
        scans, title = self._services.scans, self._tab.progress.outcome_title(key)
        names = self._services.library.contents.name_of
        rows: list[tuple[str | int, ...]]
        if key in (LEFT_OUT, MISSING):
            missing = scans.request.missing if scans.request is not None else ()
            titles = [self.tr("Symbol"), self.tr("Name")]
            symbols = scans.left_out() if key == LEFT_OUT else missing
            rows = [(symbol, names(symbol)) for symbol in symbols]
        else:
            titles = [self.tr("Symbol"), self.tr("Name"), self.tr("Matches"), self.tr("Reason")]
            outcomes = scans.outcomes(Outcome(key))
            rows = [
                (o.symbol, names(o.symbol), o.n_matches, engine_text(o.error)) for o in outcomes
            ]
        lead = self.tr("{n} symbols", "", len(rows)).format(n=f"{len(rows):,}")
        dialog = ListDialog(
            title, lead, titles, rows, action=self.tr("Why (not)?"), parent=self._tab
        )
        self._listed = [str(line[0]) for line in rows]
        dialog.row_chosen.connect(self._on_listed_chosen)
        dialog.open()

    @Slot(int)
    def _on_listed_chosen(self, number: int) -> None:
        """Explain the chosen symbol of a list."""
        self._tab.results.explain_requested.emit(self._listed[number])

    @Slot(str)
    def _on_watchlist_named(self, name: str) -> None:
        n_new = self._services.watchlists.add(name, self._symbols_to_add)
        text = self.tr("{n} symbols are new in the watchlist '{name}'", "", n_new)
        self.message.emit(text.format(n=f"{n_new:,}", name=name))

    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        n_rows = text.count("\n")
        told = self.tr("{n} rows copied", "", n_rows).format(n=f"{n_rows:,}")
        if n_rows == _MOST_COPIED:
            told += self.tr("; an export takes all of them")
        self.message.emit(told)

    @Slot(object)
    def _on_symbol_chosen(self, symbol: str | None) -> None:
        self._results.set_symbols(None if symbol is None else frozenset((symbol,)))

    @Slot()
    def _on_scan_started(self) -> None:
        """Forget the days and the groups that were chosen in the last scan."""
        self._choose_days(None)
        self._results.set_symbols(None)

    @Slot(object)
    def _choose_days(self, days: tuple[int, int] | None) -> None:
        """Show the rows between two instants only, or all, and mark those days."""
        self._results.set_days(days)
        self._tab.results.timeline.show_days(days)

    @Slot(object)
    def _on_days_chosen(self, days: tuple[int, int] | None) -> None:
        """Filter by the days of the timeline; a day of the groups is chosen no longer."""
        self._results.set_days(days)
        self._tab.results.groups.forget_day()

    @Slot()
    def _on_finished(self) -> None:
        self._update_panels()

    @Slot(bool)
    def _on_groups_toggled(self, is_wanted: bool) -> None:
        """Show or close the groups; a closed panel filters nothing."""
        self._tab.results.show_panels()
        if not is_wanted:
            self._tab.results.groups.show_all()
        self._update_panels()

    @Slot(bool)
    def _on_timeline_toggled(self, is_wanted: bool) -> None:
        """Show or close the timeline; a closed panel filters nothing."""
        self._tab.results.show_panels()
        if not is_wanted:
            self._tab.results.timeline.clear()
        self._update_panels()

    def _update_panels(self) -> None:
        """Count the matches for the panels that are open, be it behind another tab."""
        view, store = self._tab.results, self._results.model.store
        if not (view.timeline.isHidden() and view.groups.isHidden()):
            self._services.tasks.submit(
                lambda: summarise(store), self._on_summary, replaces="summary"
            )

    def _on_summary(self, summary: Summary) -> None:
        self._tab.results.timeline.show_summary(summary)
        self._tab.results.groups.show_summary(summary)

    @Slot(object)
    def _on_job_ended(self, end: JobEnd) -> None:
        if end.kind is JobKind.EXPORT and isinstance(end.value, Path):
            self.message.emit(self.tr("Written: {path}").format(path=end.value))
