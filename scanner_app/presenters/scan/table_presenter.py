"""The order and the filter of the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from scanner_app.presenters.scan.protocols import TableView
    from scanner_app.services.scan.results_service import ResultsService


class TablePresenter(QObject):
    """Shows what the results service sorts and filters."""

    def __init__(
        self, view: TableView, results: ResultsService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view, self._results = view, results
        results.view_changed.connect(view.show_counts)
        results.sort_changed.connect(view.show_sort)
        results.working.connect(view.show_working)
        results.finished.connect(self._on_finished)
        results.view_changed.connect(self._select_first)
        results.filter_problem.connect(self._on_filter_problem)
        view.filter_changed.connect(results.set_filter_text)
        view.sort_key_added.connect(self._on_sort_key_added)

    @Slot()
    def _on_finished(self) -> None:
        self._view.show_is_sorted(True)
        self._select_first()

    @Slot()
    def _select_first(self) -> None:
        """Select the first match, unless the user has already chosen one that is there."""
        model = self._results.model
        if self._results.is_settled and model.rowCount() and self._view.state().current_row < 0:
            self._view.select(0)

    @Slot(list, list)
    def _on_filter_problem(self, names: list[str], unread: list[str]) -> None:
        """Show that a name in the filter is no column, or a part of it no comparison."""
        text = ""
        if unread:
            text = self.tr("'{text}' is not understood; compare columns with numbers: close>100")
        elif names:
            text = self.tr("There is no column called {names}")
        self._view.show_filter_problem(text.format(text=" ".join(unread), names=", ".join(names)))

    @Slot(int)
    def _on_sort_key_added(self, section: int) -> None:
        columns = self._results.model.columns
        self._results.add_sort_key(columns[section].key)
