"""The table of what holds now: symbols come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engine.domain.durations import DAY_NS
from scanner_app.models.result_columns import ColumnKind, number_text, time_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner_app.records.hits import Holding

AnyIndex = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()
_SYMBOL, _NAME, _FORMULA, _SINCE, _PRICE = range(5)


class LiveHoldingModel(QAbstractTableModel):
    """Shows the pairs of symbol and formula that hold, what began last first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Holding] = ()
        self._is_intraday = False
        self._names: Mapping[str, str] = {}
        self._titles = (
            self.tr("Symbol"), self.tr("Name"), self.tr("Formula"), self.tr("Since"),
            self.tr("Close then"),
        )  # fmt: skip
        self._before = self.tr("before the start")

    def set_names(self, names: Mapping[str, str]) -> None:
        """Show these names beside the symbols."""
        self._names = names

    def show(self, rows: Sequence[Holding]) -> None:
        """Show what holds now."""
        if list(rows) == list(self._rows):
            return
        self.beginResetModel()
        self._rows = rows
        self._is_intraday = any(row.since_ns % DAY_NS for row in rows)
        self.endResetModel()

    def row_of(self, holding: Holding) -> int:
        """Return the row that shows this pair of symbol and formula, or -1."""
        pairs = (row for row, other in enumerate(self._rows) if other[:2] == holding[:2])
        return next(pairs, -1)

    def holding_at(self, row: int) -> Holding:
        """Return what a row shows."""
        return self._rows[row]

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return how many pairs hold."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Return a cell's text or alignment."""
        if role == _DISPLAY:
            return self._text(self._rows[index.row()], index.column())
        if role == _ALIGNMENT:
            return _RIGHT if index.column() == _PRICE else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self._titles[section]
        if role == _ALIGNMENT:
            return _RIGHT if section == _PRICE else _LEFT
        return None

    def _text(self, row: Holding, column: int) -> str:
        if column == _SYMBOL:
            return row.symbol
        if column == _NAME:
            return self._names.get(row.symbol, "")
        if column == _FORMULA:
            return row.formula
        if column == _SINCE:
            since = time_text(row.since_ns, is_intraday=self._is_intraday)
            return since if row.since_ns else self._before
        return number_text(row.price, ColumnKind.PRICE)
