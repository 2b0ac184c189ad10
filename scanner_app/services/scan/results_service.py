"""The matches of the last scan: sorted, filtered and loaded off the GUI thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from scanner_app.engine_messages import error_text
from scanner_app.models.ordering import DEFAULT_SORT, SortKey, sorted_rows, visible_rows
from scanner_app.models.result_store import ResultStore
from scanner_app.models.results_model import ResultsModel
from scanner_app.models.row_filter import RowFilter, parse_filter, unknown_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from engine.domain.match import MatchColumns
    from scanner_app.models.result_store import NewMatches
    from scanner_app.services.task_runner import TaskRunner

_LOADED_AT_ONCE = 64


class ResultsService(QObject):
    """Keeps the results model in the order and under the filter that the user has chosen.

    Signals
    -------
    view_changed : int, int
        Rows in the table, and matches in all.
    sort_changed : tuple of SortKey
        What the rows are sorted by.
    filter_problem : list of str, list of str
        Names in the filter that no column has, and parts that are no comparison.
    working : bool
        Whether an order is being worked out.
    finished :
        The rows of a scan that is over are in order.
    """

    view_changed = Signal(int, int)
    sort_changed = Signal(object)
    filter_problem = Signal(list, list)
    working = Signal(bool)
    finished = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._sort: tuple[SortKey, ...] = DEFAULT_SORT
        self._filter = RowFilter()
        self._is_growing = self._is_finishing = self._is_loading = False
        self._to_load: list[int] = []
        self.model = ResultsModel(self)
        self.model.sort_requested.connect(self._on_sort_requested)
        self.model.details_wanted.connect(self._on_details_wanted)

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        """What the rows are sorted by, first key first."""
        return self._sort

    @property
    def is_settled(self) -> bool:
        """Whether the rows of the last scan are in order."""
        return not (self._is_growing or self._is_finishing)

    @property
    def filter(self) -> RowFilter:
        """What a row must satisfy to be shown."""
        return self._filter

    def begin(
        self, value_names: tuple[str, ...], names: Mapping[str, str], timeframe: str = ""
    ) -> None:
        """Empty the table for a new scan; its rows come in the order in which they are found."""
        self._tasks.cancel("order")
        self._to_load.clear()
        self._is_growing = True
        self.model.set_store(ResultStore(value_names, names, timeframe))
        self._sort = tuple(key for key in self._sort if self._has(key.column)) or DEFAULT_SORT
        self.sort_changed.emit(self._sort)
        self._tell()

    def add(self, new: NewMatches) -> None:
        """Show more matches of the scan that is under way."""
        self.model.append(new, is_shown=self._filter.is_empty)
        if not self._filter.is_empty:
            self._rearrange()
        self._tell()

    def finish(self) -> None:
        """Put the rows of a scan that is over into order."""
        self._is_growing = False
        self._is_finishing = True
        self._rearrange()

    def sort_by(self, keys: Sequence[SortKey]) -> None:
        """Sort by the first key, ties by the next."""
        self._sort = tuple(keys)
        self.sort_changed.emit(self._sort)
        self._rearrange()

    def add_sort_key(self, column: str) -> None:
        """Sort by `column` where rows are equal so far; turn it round if it is a key already."""
        keys = [replace_key(key) if key.column == column else key for key in self._sort]
        if column not in (key.column for key in self._sort):
            keys.append(SortKey(column))
        self.sort_by(keys)

    def set_filter_text(self, text: str) -> None:
        """Show the rows that match what stands in the filter box."""
        parsed = parse_filter(text)
        self._set_filter(replace(parsed, days=self._filter.days, symbols=self._filter.symbols))
        unknown = unknown_columns(self.model.store, parsed)
        self.filter_problem.emit(unknown, list(parsed.unread))

    def set_days(self, days: tuple[int, int] | None) -> None:
        """Show the rows between two instants only, or all."""
        self._set_filter(replace(self._filter, days=days))

    def set_symbols(self, symbols: frozenset[str] | None) -> None:
        """Show the rows of these symbols only, or all."""
        self._set_filter(replace(self._filter, symbols=symbols))

    def _set_filter(self, row_filter: RowFilter) -> None:
        if row_filter != self._filter:
            self._filter = row_filter
            self._rearrange()

    def _has(self, column: str) -> bool:
        return any(existing.key == column for existing in self.model.columns)

    def _rearrange(self) -> None:
        """Work the order out on the task thread; the last request wins."""
        store, row_filter = self.model.store, self._filter
        keys = () if self._is_growing else self._sort

        def work() -> NDArray[np.int64]:
            return visible_rows(store, sorted_rows(store, keys), row_filter)

        self.working.emit(True)
        self._tasks.submit(work, self._on_rows, self._on_rows_failed, replaces="order")

    def _on_rows(self, rows: NDArray[np.int64]) -> None:
        """Show the rows in their new order."""
        self.working.emit(False)
        self.model.set_rows(rows)
        self._tell()
        if self._is_finishing and not self._is_growing:
            self._is_finishing = False
            self.finished.emit()

    def _on_rows_failed(self, error: Exception) -> None:
        self.working.emit(False)
        self.filter_problem.emit([], [error_text(error)])

    def _tell(self) -> None:
        self.view_changed.emit(self.model.rowCount(), len(self.model.store))

    @Slot(int, bool)
    def _on_sort_requested(self, column: int, is_descending: bool) -> None:
        """Sort by a column whose header was clicked; ties by time and symbol as ever."""
        key = SortKey(self.model.columns[column].key, is_descending)
        rest = [other for other in DEFAULT_SORT if other.column != key.column]
        self.sort_by([key, *rest])

    @Slot(list)
    def _on_details_wanted(self, codes: list[int]) -> None:
        """Load the symbols on the screen before those that were scrolled past."""
        self._to_load[:0] = codes
        self._load_some()

    def _load_some(self) -> None:
        """Load a few symbols, so that they appear as they come; the next few follow."""
        if self._is_loading or not self._to_load:
            return
        some, self._to_load = self._to_load[:_LOADED_AT_ONCE], self._to_load[_LOADED_AT_ONCE:]
        store = self.model.store
        self._is_loading = True
        self._tasks.submit(lambda: (store, store.load(some)), self._on_details)

    def _on_details(self, loaded: tuple[ResultStore, dict[int, MatchColumns]]) -> None:
        """Show what has been loaded, unless another scan has begun meanwhile."""
        store, details = loaded
        self._is_loading = False
        if store is self.model.store:
            self.model.put_details(details)
        self._load_some()


def replace_key(key: SortKey) -> SortKey:
    """Return `key` turned round."""
    return key._replace(is_descending=not key.is_descending)
