"""The table of matches: sorted by clicks on its header, copied by rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from scanner_app.widgets.parts import set_up_table

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QKeyEvent

    from scanner_app.models.result_store import ResultStore
    from scanner_app.models.results_model import ResultsModel


class ResultsTable(QTableView):
    """The table itself, with its current match and its selected rows.

    Signals
    -------
    row_selected : int
        Another match is current: its row in the store.
    copy_requested :
        Ctrl+C.
    sort_key_added : int
        Shift was held while a header was clicked: sort by this column too.
    """

    row_selected = Signal(int)
    copy_requested = Signal()
    sort_key_added = Signal(int)

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._before_reset: tuple[ResultStore, int] | None = None
        self._is_restoring = self._is_shift_held = False
        self.setObjectName("resultsTable")
        self.setAccessibleName(self.tr("Matches"))
        set_up_table(self)
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.sectionPressed.disconnect()  # a click sorts, it does not select three million rows
        # Asked whether a column is selected, the table's own selection model looks at every row.
        header.setSelectionModel(QItemSelectionModel(model, self))
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.viewport().installEventFilter(self)
        header.sectionClicked.connect(self._on_section_clicked)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)

    @property
    def current_row(self) -> int:
        """The store's row of the current match, or -1."""
        index = self.currentIndex()
        return int(self._model.rows[index.row()]) if index.isValid() else -1

    def selected_rows(self) -> NDArray[np.int64]:
        """Return the table's rows that are selected, from the top down."""
        is_selected = np.zeros(self._model.rowCount(), dtype=np.bool_)
        for part in self.selectionModel().selection().toList():
            is_selected[part.top() : part.bottom() + 1] = True
        return np.flatnonzero(is_selected)

    def select(self, place: int) -> None:
        """Make the match in the table's row `place` the current one."""
        header = self.horizontalHeader()
        self.setCurrentIndex(self._model.index(place, max(header.logicalIndex(0), 0)))

    def step(self, rows: int) -> None:
        """Make the match so many rows further down the current one."""
        last = self._model.rowCount() - 1
        if last >= 0:
            self.select(min(max(self.currentIndex().row() + rows, 0), last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy rows and not cells on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Remember whether Shift is held while the header is clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            modifiers = event.modifiers()  # type: ignore[attr-defined]  # it is a mouse event
            self._is_shift_held = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        return bool(super().eventFilter(watched, event))  # type: ignore[arg-type]

    @Slot(int)
    def _on_section_clicked(self, section: int) -> None:
        """Sort by the column, or with Shift by it too."""
        header = self.horizontalHeader()
        if self._is_shift_held:
            self.sort_key_added.emit(section)
        else:
            self.model().sort(section, header.sortIndicatorOrder())

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_restoring:
            self.row_selected.emit(int(self._model.rows[current.row()]))

    @Slot()
    def _on_about_to_reset(self) -> None:
        """Remember the current match: a filter may let it through."""
        self._before_reset = (self._model.store, self.current_row)

    @Slot()
    def _on_reset(self) -> None:
        """Clear the selection; a match that is still there stays the current one."""
        selection = self.selectionModel()
        selection.select(QItemSelection(), selection.SelectionFlag.Clear)
        store, row = self._before_reset or (None, -1)
        self._before_reset = None
        if store is self._model.store and row >= 0:
            self._select_again(self._model.place_of(row))

    def _select_again(self, place: int) -> None:
        """Select the match that was current before; its chart is on show already."""
        self._is_restoring = True
        try:
            if place >= 0:
                self.select(place)
        finally:
            self._is_restoring = False
