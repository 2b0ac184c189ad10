"""What can be read in the windows of the program, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QTabWidget,
    QTreeView,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QWidget

_PROPERTIES = (
    "windowTitle", "toolTip", "statusTip", "whatsThis", "accessibleName",
    "accessibleDescription", "text", "title", "placeholderText", "prefix", "suffix",
    "specialValueText",
)  # fmt: skip
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
_MOST_ROWS = 40


def texts_of_windows() -> Iterator[tuple[str, str]]:
    """Yield the texts of all widgets, shown or not, each with what it belongs to.

    What is typed into fields, shown in text browsers or the name of a file is left out.
    """
    for widget in QApplication.allWidgets():
        owner = f"{type(widget).__name__} {widget.objectName()}".strip()
        for text in _texts_of(widget):
            if text:
                yield owner, text


def _texts_of(widget: QWidget) -> Iterator[str]:
    for name in _PROPERTIES:
        value: Any = widget.property(name)
        if isinstance(value, str) and not (name == "text" and isinstance(widget, QLineEdit)):
            yield value
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.statusTip())
    if isinstance(widget, QTabWidget):
        yield from (widget.tabText(number) for number in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from _cells(widget.model(), QModelIndex(), 1)
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _texts_of_view(widget)


def _texts_of_view(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None or isinstance(view.window(), QFileDialog):
        return
    n_columns = _columns(model)
    for section in range(n_columns):
        for role in _ROLES:
            value = model.headerData(section, Qt.Orientation.Horizontal, role)
            if isinstance(value, str):
                yield value
    yield from _cells(model, QModelIndex(), n_columns)
    if isinstance(view, QTreeView):
        for row in range(model.rowCount(QModelIndex())):
            yield from _cells(model, model.index(row, 0, QModelIndex()), 1)


def _cells(model: QAbstractItemModel, parent: QModelIndex, n_columns: int) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        for column in range(n_columns):
            index = model.index(row, column, parent)
            yield from (v for role in _ROLES if isinstance(v := index.data(role), str))


def _columns(model: QAbstractItemModel) -> int:
    """Return how many columns there are; a list has one, and keeps its number to itself."""
    try:
        return model.columnCount(QModelIndex())
    except TypeError:
        return 1
