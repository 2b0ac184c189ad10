"""The table of a library's symbols for one timeframe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engine.domain.durations import DAY_NS
from engine.domain.symbol import Symbol
from scanner_app.models.result_columns import time_text
from scanner_app.texts import tool_tip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.storage.sqlite.candles import Coverage

AnyIndex = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()
_SYMBOL, _NAME, _EXCHANGE, _CURRENCY, _CANDLES, _FIRST, _LAST, _QUALITY = range(8)


class SymbolsModel(QAbstractTableModel):
    """One row a symbol, sorted and filtered here: there are thousands, not millions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coverage: Sequence[Coverage] = ()
        self._symbols: Mapping[str, Symbol] = {}
        self._is_intraday = False
        self._flags: Mapping[str, str] = {}
        self._rows: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._filter = ""
        self._sort = (_SYMBOL, False)
        self._titles = (
            self.tr("Symbol"), self.tr("Name"), self.tr("Exchange"), self.tr("Currency"),
            self.tr("Candles"), self.tr("First"), self.tr("Last"), self.tr("Quality"),
        )  # fmt: skip

    def set_contents(self, coverage: Sequence[Coverage], symbols: Mapping[str, Symbol]) -> None:
        """Show these symbols."""
        self._coverage, self._symbols = coverage, symbols
        self._is_intraday = any((e.first_ns % DAY_NS) or (e.last_ns % DAY_NS) for e in coverage)
        self._rearrange()

    def set_flags(self, flags: Mapping[str, str]) -> None:
        """Show in words what is odd about the candles of some symbols."""
        self._flags = flags
        self._rearrange()

    def set_filter(self, text: str) -> None:
        """Show the symbols whose code or name contains `text`."""
        self._filter = text.casefold().strip()
        self._rearrange()

    def symbol_at(self, row: int) -> str:
        """Return the symbol of a row."""
        return self._coverage[int(self._rows[row])].symbol

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of symbols that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Return a cell's text or alignment."""
        if role == _DISPLAY:
            return self._text(int(self._rows[index.row()]), index.column())
        if role == _TOOL_TIP and index.column() == _QUALITY:
            return tool_tip(self._flags.get(self.symbol_at(index.row()), ""))
        return _RIGHT if role == _ALIGNMENT and index.column() == _CANDLES else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._titles):
            return None
        if role == _DISPLAY:
            return self._titles[section]
        return _RIGHT if role == _ALIGNMENT and section == _CANDLES else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._sort = (column, order == Qt.SortOrder.DescendingOrder)
        self._rearrange()

    def _rearrange(self) -> None:
        """Choose and order the rows."""
        column, is_descending = self._sort
        rows = [row for row in range(len(self._coverage)) if self._passes(row)]
        rows.sort(key=lambda row: self._key(row, column), reverse=is_descending)
        self.beginResetModel()
        self._rows = np.array(rows, dtype=np.int64)
        self.endResetModel()

    def _passes(self, row: int) -> bool:
        """Return whether a symbol's code or name contains the filter."""
        symbol = self._coverage[row].symbol
        text = f"{symbol} {self._symbol(symbol).name}"
        return self._filter in text.casefold()

    def _key(self, row: int, column: int) -> Any:
        """Return what a row is sorted by."""
        entry = self._coverage[row]
        numbers = {_CANDLES: entry.n_bars, _FIRST: entry.first_ns, _LAST: entry.last_ns}
        return numbers[column] if column in numbers else self._text(row, column).casefold()

    def _text(self, row: int, column: int) -> str:
        """Return the text of a cell; no other is made, for sorting asks for all rows."""
        entry = self._coverage[row]
        if column in (_FIRST, _LAST):
            ns = entry.first_ns if column == _FIRST else entry.last_ns
            return time_text(ns, is_intraday=self._is_intraday)
        if column == _CANDLES:
            return f"{entry.n_bars:,}"
        if column == _QUALITY:
            return self._flags.get(entry.symbol, "")
        symbol = self._symbol(entry.symbol)
        return (entry.symbol, symbol.name, symbol.exchange, symbol.currency)[column]

    def _symbol(self, symbol: str) -> Symbol:
        return self._symbols.get(symbol) or Symbol(symbol)
