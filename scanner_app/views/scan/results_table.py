"""The table of matches: sorted by clicks on its header, copied by rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from scanner_app.widgets.parts import set_up_table

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from scanner_app.models.results_model import ResultsModel


class ResultsTable(QTableView):
    """The table itself; copies the selected rows.

    Signals
    -------
    copy_requested :
        Ctrl+C.
    sort_key_added : int
        Shift was held while a header was clicked: sort by this column too.
    """

    copy_requested = Signal()
    sort_key_added = Signal(int)

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self._is_shift_held = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy rows and not cells on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Note whether Shift is held while the header is clicked."""
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
