"""A small table of texts, for lists of some thousand rows in dialogs."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scanner_app.texts import tool_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

AnyIndex = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_NO_INDEX = QModelIndex()
Cell = str | int | float


class TextTableModel(QAbstractTableModel):
    """Rows of texts and numbers, sorted and filtered here.

    Parameters
    ----------
    titles : sequence of str
        The header.
    rows : sequence of tuple
        Numbers are shown with thousands separated and stand at the right.
    """

    def __init__(
        self,
        titles: Sequence[str],
        rows: Sequence[tuple[Cell, ...]] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._rows = list(rows)
        self._visible = list(range(len(self._rows)))
        self._filter = ""
        self._sort: tuple[int, bool] | None = None

    def set_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show other rows."""
        self._rows = list(rows)
        self._choose()

    def set_table(self, titles: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show another table."""
        self.beginResetModel()
        self._titles = tuple(titles)
        self._rows = list(rows)
        self._sort = None
        self._choose_rows()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show the rows that contain every word of `text`."""
        self._filter = text
        self._choose()

    def row_at(self, row: int) -> tuple[Cell, ...]:
        """Return the cells of a row."""
        return self._rows[self._visible[row]]

    def number_at(self, row: int) -> int:
        """Return which of the rows given is shown in `row`."""
        return self._visible[row]

    def as_text(self) -> str:
        """Return what is shown, with tabs between the cells."""
        lines = [self._titles, *(tuple(map(str, self._rows[row])) for row in self._visible)]
        return "\n".join("\t".join(line) for line in lines)

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of rows that are shown."""
        return 0 if parent.isValid() else len(self._visible)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Return a cell's text or alignment."""
        if not index.isValid() or role not in (_DISPLAY, _TOOL_TIP, _ALIGNMENT):
            return None
        cell = self._rows[self._visible[index.row()]][index.column()]
        if role == _ALIGNMENT:
            return _alignment(cell)
        if isinstance(cell, str):
            return tool_tip(cell) if role == _TOOL_TIP else cell
        return _number_text(cell) if role == _DISPLAY else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's title, or its alignment: that of the first row."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        if role == _ALIGNMENT and self._rows:
            return _alignment(self._rows[0][section])
        return self._titles[section] if role == _DISPLAY else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; texts without regard to case, before numbers of other rows."""
        if not 0 <= column < len(self._titles):
            return
        self._sort = (column, order == Qt.SortOrder.DescendingOrder)
        self._choose()

    def _choose(self) -> None:
        self.beginResetModel()
        self._choose_rows()
        self.endResetModel()

    def _choose_rows(self) -> None:
        words = self._filter.casefold().split()
        texts = (" ".join(map(str, row)).casefold() for row in self._rows)
        self._visible = [n for n, text in enumerate(texts) if all(word in text for word in words)]
        if self._sort is not None:
            column, is_descending = self._sort
            self._visible.sort(key=lambda n: _key(self._rows[n][column]), reverse=is_descending)


def _alignment(cell: Cell) -> Qt.AlignmentFlag:
    is_text = isinstance(cell, str)
    side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _key(cell: Cell) -> tuple[int, float, str]:
    return (0, 0.0, cell.casefold()) if isinstance(cell, str) else (1, float(cell), "")


def _number_text(number: float) -> str:
    """Return a number with its thousands separated, whole ones without a point.

    All digits are shown and no power of ten: 0.0000499 stays as it is.
    """
    if not math.isfinite(number):
        return "–"
    return f"{int(number):,}" if float(number).is_integer() else f"{Decimal(repr(number)):,f}"
