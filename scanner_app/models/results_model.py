"""The table of matches: a Qt model over a result store, for millions of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from scanner_app.models.growing import GrowingArray
from scanner_app.models.result_columns import NAME, SYMBOL, TIME, Column
from scanner_app.models.result_store import NewMatches, ResultStore
from scanner_app.texts import tool_tip

if TYPE_CHECKING:
    from numpy.typing import NDArray

AnyIndex = QModelIndex | QPersistentModelIndex

# Comparing with the enum's members costs a Python-level __eq__ for each of a thousand cells.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()
_MANY = 8


class ResultsModel(QAbstractTableModel):
    """Shows the rows of a :class:`ResultStore` in an order that somebody else has worked out.

    Signals
    -------
    sort_requested : int, bool
        A header was clicked: the column and whether the order is descending.
    details_wanted : list of int
        Symbols (by code) whose candles and values are on the screen but not loaded.
    """

    sort_requested = Signal(int, bool)
    details_wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ResultStore()
        self._visible = GrowingArray(np.int64)
        self._unloaded: set[int] = set()
        self._requested: set[int] = set()
        self._titles = {SYMBOL: self.tr("Symbol"), NAME: self.tr("Name"), TIME: self.tr("Time")}
        self._titles |= {
            "open": self.tr("Open"), "high": self.tr("High"), "low": self.tr("Low"),
            "close": self.tr("Close"), "volume": self.tr("Volume"),
        }  # fmt: skip
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_details)

    @property
    def store(self) -> ResultStore:
        """The matches."""
        return self._store

    @property
    def rows(self) -> NDArray[np.int64]:
        """For each row of the table the store's row."""
        return self._visible.values

    @property
    def columns(self) -> tuple[Column, ...]:
        """The table's columns."""
        return self._store.columns

    def set_store(self, store: ResultStore) -> None:
        """Show another scan."""
        self.beginResetModel()
        self._store = store
        self._show(np.arange(len(store), dtype=np.int64))
        self._unloaded.clear()
        self._requested.clear()
        self.endResetModel()

    def append(self, new: NewMatches, *, is_shown: bool = True) -> None:
        """Add matches to the store and, where `is_shown`, at the end of the table."""
        first = len(self._store)
        if not is_shown or len(new.timestamps) == 0:
            self._store.append(new)
            return
        last = len(self._visible)
        self.beginInsertRows(_NO_INDEX, last, last + len(new.timestamps) - 1)
        self._store.append(new)
        self._visible.append(np.arange(first, len(self._store), dtype=np.int64))
        self.endInsertRows()

    def set_rows(self, rows: NDArray[np.int64]) -> None:
        """Show these rows of the store in this order; what is selected stays selected.

        The same number of rows is taken for the same rows in another order.
        """
        n_before = len(self._visible)
        if 0 < n_before < len(rows) and np.array_equal(rows[:n_before], self.rows):
            self.beginInsertRows(_NO_INDEX, n_before, len(rows) - 1)
            self._show(rows)
            self.endInsertRows()
            return
        if len(rows) != n_before:
            self.beginResetModel()
            self._show(rows)
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        bases = [int(self.rows[index.row()]) for index in old]
        self._show(rows)
        places = self._places(bases)
        new = [
            self.index(place, index.column()) if place >= 0 else QModelIndex()
            for place, index in zip(places, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def put_details(self, details: dict[int, Any]) -> None:
        """Show candles and values that have been loaded."""
        self._store.put(details)
        self._unloaded -= details.keys()
        self._requested -= details.keys()
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last, self.columnCount() - 1))

    def place_of(self, row: int) -> int:
        """Return where the store's `row` stands in the table, or -1."""
        return self._places([row])[0]

    def n_symbols(self, places: NDArray[np.int64]) -> int:
        """Return how many symbols the matches in these rows of the table are of."""
        return int(np.count_nonzero(np.bincount(self._store.codes[self.rows[places]])))

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of matches that are shown."""
        return 0 if parent.isValid() else len(self._visible)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._store.columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Return a cell's text or alignment."""
        if role == _DISPLAY:
            return self._text(index.row(), self._store.columns[index.column()])
        if role == _ALIGNMENT:
            return _RIGHT if self._store.columns[index.column()].kind.is_number else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's title; the formula's values are titled by their text."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._store.columns):
            return None
        column = self._store.columns[section]
        if role in (_DISPLAY, _TOOL_TIP):
            title = self._titles.get(column.key, column.key)
            return tool_tip(title) if role == _TOOL_TIP else title
        if role == _ALIGNMENT:
            return _RIGHT if column.kind.is_number else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; it is worked out off the GUI thread."""
        if 0 <= column < len(self._store.columns):
            self.sort_requested.emit(column, order == Qt.SortOrder.DescendingOrder)

    def _show(self, rows: NDArray[np.int64]) -> None:
        """Take `rows` for those of the table."""
        self._visible = GrowingArray(np.int64, rows)

    def _text(self, row: int, column: Column) -> str:
        """Return the text of a cell; an ellipsis until its symbol is loaded."""
        base = int(self.rows[row])
        text = self._store.text_at(base, column)
        if text is None:
            self._want(int(self._store.codes[base]))
        return "…" if text is None else text

    def _want(self, code: int) -> None:
        """Remember that a symbol is on the screen but not loaded."""
        if code not in self._unloaded:
            self._unloaded.add(code)
            if not self._ask.isActive():
                self._ask.start()

    @Slot()
    def _ask_for_details(self) -> None:
        """Ask for the symbols that were noted while painting, once for each."""
        missing = sorted(self._unloaded - self._requested)
        self._requested |= self._unloaded
        if missing:
            self.details_wanted.emit(missing)

    def _places(self, bases: list[int]) -> list[int]:
        """Return where rows of the store stand in the table, -1 for those that do not."""
        if len(bases) <= _MANY:
            per_row = (np.flatnonzero(self.rows == base) for base in bases)
            return [int(places[0]) if len(places) else -1 for places in per_row]
        inverse = np.full(len(self._store), -1, dtype=np.int64)
        inverse[self.rows] = np.arange(len(self._visible))
        inverted: list[int] = inverse[bases].tolist()
        return inverted
