"""The table of live hits: newest first, bounded, columns in rings."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engine.domain.decimals import price_decimals
from engine.domain.durations import DAY_NS
from engine.domain.series import PRICE_COLUMNS, from_ns
from scanner_app.models.result_columns import ColumnKind, number_text, time_text
from scanner_app.records.hits import HitBatch, Marks
from scanner_app.texts import tool_tip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from PySide6.QtGui import QColor

    from scanner_app.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
CAPACITY = 200_000

# Comparing with the enum's members costs a Python-level __eq__ for each of a thousand cells.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()
_PASSED, _IN, _OUT = 0, 1, 2
_MAX_LOOKED_AT = 500


class HitColumn(IntEnum):
    """The columns of the table."""

    SYMBOL = 0
    NAME = 1
    FORMULA = 2
    TIME = 3
    CLOSE = 4
    NOW = 5
    BAR = 6
    VALUES = 7
    SEEN = 8


_SYMBOL, _NAME, _FORMULA, _TIME, _CLOSE, _NOW, _BAR, _VALUES, _SEEN = map(int, HitColumn)
_PLAIN = {_SYMBOL: "symbols", _FORMULA: "formulas"}


class LiveHitsModel(QAbstractTableModel):
    """Keeps the newest hits; those that no longer fit go, oldest first.

    Parameters
    ----------
    capacity : int
        Most rows.

    Attributes
    ----------
    total : int
        How many hits came since the table was cleared.
    is_trimming : bool
        Rows are being taken off the end: a selection that moves is not the user's doing.
    """

    def __init__(self, capacity: int = CAPACITY, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._capacity = capacity
        self._count = self._next = self.total = 0
        self.is_trimming = False
        self._rings: dict[str, NDArray[Any]] = {
            name: np.empty(capacity, dtype=object)
            for name in ("symbols", "formulas", "formula_ids", "values", "value_names")
        }
        self._rings |= {name: np.zeros(capacity, np.int64) for name in ("times", "seen_ns")}
        self._rings |= {name: np.zeros(capacity) for name in PRICE_COLUMNS}
        self._rings["is_confirmed"] = np.zeros(capacity, np.bool_)
        self._presence = np.zeros(capacity, np.int8)
        self._is_intraday = False
        self._decimals: dict[str, int] = {}
        self._names: Mapping[str, str] = {}
        self._muted: QColor | None = None
        self._good: QColor | None = None
        self._warning: QColor | None = None
        self._titles = self._make_titles()
        self._bar_texts = {True: self.tr("closed"), False: self.tr("forming")}
        self._presence_texts = {_PASSED: "", _IN: self.tr("in"), _OUT: self.tr("left")}

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._muted = theme.color("muted")
        self._good, self._warning = theme.color("good"), theme.color("warning")

    def set_names(self, names: Mapping[str, str]) -> None:
        """Show these names beside the symbols."""
        self._names = names

    def clear(self) -> None:
        """Begin an empty table."""
        self.beginResetModel()
        self._count = self._next = self.total = 0
        self._is_intraday = False
        self._decimals.clear()
        for ring in self._rings.values():
            if ring.dtype == object:
                ring[:] = None
        self.endResetModel()

    def append(self, batch: HitBatch) -> None:
        """Put new hits above the others."""
        n_new = min(len(batch), self._capacity)
        has_gap = batch.first != self._next  # so many at once that some were never seen
        self.total += len(batch)
        self._trim(self._count if has_gap else self._count + n_new - self._capacity)
        if n_new:
            self.beginInsertRows(_NO_INDEX, 0, n_new - 1)
            self._write(batch, n_new)
            self.endInsertRows()

    def mark(self, marks: Marks) -> None:
        """Show which hits still hold."""
        for numbers, presence in (
            (marks.passed, _PASSED), (marks.entered, _IN), (marks.left, _OUT),
        ):  # fmt: skip
            remaining = numbers[(numbers >= self._next - self._count) & (numbers < self._next)]
            self._presence[remaining % self._capacity] = presence
        if self._count and any(map(len, marks)):
            last = self.index(self._count - 1, _NOW)
            self.dataChanged.emit(self.index(0, _NOW), last)

    def snapshot(self) -> HitBatch:
        """Return a copy of all rows, oldest first."""
        slots = np.arange(self._next - self._count, self._next) % self._capacity
        columns = {name: ring[slots] for name, ring in self._rings.items()}
        prices = {name: columns.pop(name) for name in PRICE_COLUMNS}
        return HitBatch(first=self._next - self._count, prices=prices, **columns)

    def symbol_at(self, row: int) -> str:
        """Return the symbol of a row."""
        return str(self._rings["symbols"][self._slot(row)])

    def formula_id_at(self, row: int) -> str:
        """Return the formula's id of a row."""
        return str(self._rings["formula_ids"][self._slot(row)])

    def time_at(self, row: int) -> int:
        """Return the start of a row's bar in nanoseconds since 1970 UTC."""
        return int(self._rings["times"][self._slot(row)])

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of hits."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HitColumn)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Return a cell's text, alignment or colour."""
        column = index.column()
        if role == _DISPLAY:
            return self._text(self._slot(index.row()), column)
        if role == _ALIGNMENT:
            return _RIGHT if column == _CLOSE else _LEFT
        if role == _FOREGROUND:
            return self._color(self._slot(index.row()), column)
        if role == _TOOL_TIP and column in (_VALUES, _FORMULA, _NAME):
            return tool_tip(self._text(self._slot(index.row()), column))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self._titles[section]
        if role == _ALIGNMENT:
            return _RIGHT if section == _CLOSE else _LEFT
        return None

    def _slot(self, row: int) -> int:
        """Return where a row lies in the rings."""
        return (self._next - 1 - row) % self._capacity

    def _trim(self, n_rows: int) -> None:
        """Take the oldest rows away."""
        n_rows = min(n_rows, self._count)
        if n_rows <= 0:
            return
        self.is_trimming = True
        self.beginRemoveRows(_NO_INDEX, self._count - n_rows, self._count - 1)
        self._count -= n_rows
        self.endRemoveRows()
        self.is_trimming = False

    def _write(self, batch: HitBatch, n_new: int) -> None:
        """Write the newest rows of `batch`."""
        first = batch.first + len(batch) - n_new
        slots = np.arange(first, first + n_new) % self._capacity
        for name, ring in self._rings.items():
            source = batch.prices[name] if name in batch.prices else getattr(batch, name)
            ring[slots] = source[-n_new:]
        self._presence[slots] = _IN
        self._learn(batch, n_new)
        self._next = first + n_new
        self._count += n_new

    def _learn(self, batch: HitBatch, n_new: int) -> None:
        """Learn how times and prices are written: alike for all bars of a session and a symbol."""
        self._is_intraday |= bool((batch.times[-n_new:] % DAY_NS).any())
        n_looked_at = min(n_new, _MAX_LOOKED_AT)
        closes = batch.prices["close"][-n_looked_at:]
        symbols = batch.symbols[-n_looked_at:]
        for symbol in set(symbols):
            own = price_decimals(closes[symbols == symbol])
            self._decimals[symbol] = max(own, self._decimals.get(symbol, 0))

    def _text(self, slot: int, column: int) -> str:
        """Return the text of a cell."""
        rings = self._rings
        if column in _PLAIN:
            return str(rings[_PLAIN[column]][slot])
        if column == _TIME:
            return time_text(int(rings["times"][slot]), is_intraday=self._is_intraday)
        if column == _CLOSE:
            close = float(rings["close"][slot])
            return number_text(close, ColumnKind.PRICE, self._decimals.get(rings["symbols"][slot]))
        if column == _VALUES:
            return _values_text(rings["value_names"][slot], rings["values"][slot])
        return self._fact(slot, column)

    def _fact(self, slot: int, column: int) -> str:
        """Return what the table says of a hit in words of its own."""
        rings = self._rings
        if column == _NAME:
            return self._names.get(rings["symbols"][slot], "")
        if column == _BAR:
            return self._bar_texts[bool(rings["is_confirmed"][slot])]
        if column == _NOW:
            return self._presence_texts[int(self._presence[slot])]
        return f"{from_ns(int(rings['seen_ns'][slot])).astimezone():%H:%M:%S}"

    def _color(self, slot: int, column: int) -> QColor | None:
        if column == _BAR:
            return self._muted if self._rings["is_confirmed"][slot] else self._warning
        if column == _NOW:
            return self._good if self._presence[slot] == _IN else self._muted
        return self._muted if column in (_NAME, _SEEN) else None

    def _make_titles(self) -> tuple[str, ...]:
        return (
            self.tr("Symbol"), self.tr("Name"), self.tr("Formula"), self.tr("Time"),
            self.tr("Close"), self.tr("Now"), self.tr("Bar"), self.tr("Values"), self.tr("Seen"),
        )  # fmt: skip


def _values_text(names: tuple[str, ...], values: tuple[float, ...]) -> str:
    pairs = zip(names, values, strict=True)
    return "   ".join(f"{name} {number_text(value, ColumnKind.VALUE)}" for name, value in pairs)
