"""A list in a window of its own: symbols of an outcome, changes since the last scan, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView, QWidget

from scanner_app.models.text_table_model import TextTableModel
from scanner_app.widgets.parts import button, column, label, row, set_up_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.models.text_table_model import Cell

_SIZE = (720, 520)
_MAX_SAMPLED = 200


class ListDialog(QDialog):
    """Shows rows that can be filtered, sorted and copied.

    Parameters
    ----------
    title, lead : str
        The window's title, and a sentence over the table.
    titles, rows
        What is in the table.
    action : str
        Text of a button for the current row; empty for none.

    Signals
    -------
    row_chosen : int
        A row was double-clicked, or the button pressed: its number among the rows given.
    """

    row_chosen = Signal(int)

    def __init__(
        self,
        title: str,
        lead: str,
        titles: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        *,
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("listDialog")
        self.setWindowTitle(title)
        self.model = TextTableModel(titles, rows, self)
        self.table = QTableView()
        set_up_table(self.table)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        _fit_columns(self.table, titles, rows)
        self.filter = QLineEdit(placeholderText=self.tr("Filter"), clearButtonEnabled=True)
        copy, close = button(self.tr("Copy")), button(self.tr("Close"))
        self.action = button(action, "primary")
        self.action.setVisible(bool(action))
        head = row(label(lead, "muted"), None, self.filter)
        self.setLayout(
            column(head, self.table, row(None, copy, self.action, close), margins=(12, 12, 12, 12))
        )
        self.filter.textChanged.connect(self.model.set_filter)
        self.table.doubleClicked.connect(self._on_chosen)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.model.modelReset.connect(self._on_current_changed)
        self._on_current_changed()
        self.action.clicked.connect(self._on_action)
        copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.close)
        self.resize(*_SIZE)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        self.row_chosen.emit(self.model.number_at(index.row()))

    @Slot()
    def _on_current_changed(self) -> None:
        """Offer what is for a row only while there is one."""
        self.action.setEnabled(self.table.currentIndex().isValid())

    @Slot()
    def _on_action(self) -> None:
        self._on_chosen(self.table.currentIndex())

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.model.as_text())


def _fit_columns(
    table: QTableView, titles: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> None:
    """Make each column as wide as its title and the first rows need."""
    metrics = table.fontMetrics()
    for section, title in enumerate(titles):
        texts = [title, *(str(line[section]) for line in rows[:_MAX_SAMPLED])]
        width = max(metrics.horizontalAdvance(text) for text in texts) + 32
        table.setColumnWidth(section, min(width, 420))
