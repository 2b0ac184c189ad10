"""The panels beside the matches: per day, per symbol; a click filters the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Slot

from scanner_app.models.ordering import visible_rows
from scanner_app.services.scan.result_summary import summarise

if TYPE_CHECKING:
    from scanner_app.models.result_store import ResultStore
    from scanner_app.models.row_filter import RowFilter
    from scanner_app.presenters.scan.protocols import GroupsView, SummariesView, TimelineView
    from scanner_app.services.scan.result_summary import Summary
    from scanner_app.services.scan.results_service import ResultsService
    from scanner_app.services.scan.scan_service import ScanService
    from scanner_app.services.task_runner import TaskRunner


class SummaryPresenter(QObject):
    """Counts the matches while a panel is open; a closed panel filters nothing."""

    def __init__(
        self,
        view: SummariesView,
        timeline: TimelineView,
        groups: GroupsView,
        *,
        scans: ScanService,
        results: ResultsService,
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._timeline, self._groups = view, timeline, groups
        self._results, self._tasks = results, tasks
        self._counted: object = None
        view.group_toggled.connect(self._on_groups_toggled)
        view.timeline_toggled.connect(self._on_timeline_toggled)
        timeline.days_chosen.connect(self._on_days_chosen)
        groups.day_chosen.connect(self._choose_days)
        groups.symbol_chosen.connect(self._on_symbol_chosen)
        scans.started.connect(self._on_scan_started)
        results.finished.connect(self._update)
        results.view_changed.connect(self._on_view_changed)

    @Slot()
    def _on_scan_started(self) -> None:
        """Forget the days and the groups that were chosen in the last scan."""
        self._choose_days(None)
        self._results.set_symbols(None)

    @Slot(object)
    def _on_symbol_chosen(self, symbol: str | None) -> None:
        self._results.set_symbols(None if symbol is None else frozenset((symbol,)))

    @Slot(object)
    def _choose_days(self, days: tuple[int, int] | None) -> None:
        """Show the rows between two instants only, or all, and mark those days."""
        self._results.set_days(days)
        self._timeline.show_days(days)

    @Slot(object)
    def _on_days_chosen(self, days: tuple[int, int] | None) -> None:
        """Filter by the days of the timeline; a day of the groups is chosen no longer."""
        self._results.set_days(days)
        self._groups.forget_day()

    @Slot(bool)
    def _on_groups_toggled(self, is_open: bool) -> None:
        self._view.show_panels()
        if not is_open:
            self._groups.show_all()
        self._update()

    @Slot(bool)
    def _on_timeline_toggled(self, is_open: bool) -> None:
        self._view.show_panels()
        if not is_open:
            self._timeline.clear()
        self._update()

    @Slot()
    def _update(self) -> None:
        """Count the matches for the panels that are open, even behind another tab.

        They follow the text of the filter; the days and the symbol are chosen in them.
        """
        self._counted = subject = self._subject
        store, row_filter = subject
        if self._view.state().has_summaries:
            self._tasks.submit(
                lambda: summarise(store, visible_rows(store, np.arange(len(store)), row_filter)),
                self._on_summary,
                replaces="summary",
            )

    @Slot()
    def _on_view_changed(self) -> None:
        """Count again where another text is in the filter."""
        if self._results.is_settled and self._subject != self._counted:
            self._update()

    @property
    def _subject(self) -> tuple[ResultStore, RowFilter]:
        """The matches and the part of the filter that the panels follow."""
        model = self._results.model
        return model.store, replace(self._results.filter, days=None, symbols=None)

    def _on_summary(self, summary: Summary) -> None:
        self._timeline.show_summary(summary)
        self._groups.show_summary(summary)
