"""The formulas that a live session watches, with how often each of them holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from scanner_app.records.watched import EDITOR
from scanner_app.texts import tool_tip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QColor

    from engine.domain.formula import Formula
    from scanner_app.records.watched import Watched
    from scanner_app.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_NAME, _IN, _HITS = range(3)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LiveWatchModel(QAbstractTableModel):
    """A list with check boxes; the editor's formula comes first.

    Signals
    -------
    entry_changed : Watched or None, Watched or None
        What was watched before and what is now; None for an entry that is new or gone.
    """

    entry_changed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Watched] = []
        self._counts: Mapping[str, tuple[int, int]] = {}
        self._bad: QColor | None = None
        self._muted: QColor | None = None
        self._titles = (self.tr("Formula"), self.tr("In"), self.tr("Hits"))

    @property
    def entries(self) -> Sequence[Watched]:
        """All entries in their order."""
        return tuple(self._entries)

    @property
    def watched(self) -> tuple[Formula, ...]:
        """The formulas that are on."""
        return tuple(entry.formula for entry in self._entries if entry.is_watched)

    @property
    def unsound(self) -> Watched | None:
        """The first formula that is on although it has errors."""
        return next((e for e in self._entries if e.is_on and not e.is_sound), None)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._bad, self._muted = theme.color("bad"), theme.color("muted")

    def find(self, key: str) -> Watched | None:
        """Return the entry with this key."""
        return next((entry for entry in self._entries if entry.key == key), None)

    def put(self, entry: Watched) -> None:
        """Add an entry, or replace the one with the same key."""
        row = self._row_of(entry.key)
        if row is not None:
            self._replace(row, entry)
            return
        place = 0 if entry.key == EDITOR else len(self._entries)
        self.beginInsertRows(_NO_INDEX, place, place)
        self._entries.insert(place, entry)
        self.endInsertRows()
        self.entry_changed.emit(None, entry)

    def remove(self, key: str) -> None:
        """Take an entry away; the editor's stays."""
        row = self._row_of(key)
        if row is None or key == EDITOR:
            return
        self.beginRemoveRows(_NO_INDEX, row, row)
        gone = self._entries.pop(row)
        self.endRemoveRows()
        self.entry_changed.emit(gone, None)

    def show_problem(self, formula_id: str, problem: str) -> None:
        """Show why a formula cannot be watched; an empty text where it can."""
        for row, entry in enumerate(self._entries):
            if entry.formula_id == formula_id:
                self._entries[row] = replace(entry, problem=problem)
                self._tell(row)

    def show_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        """Show for each formula's id on how many symbols it holds and how many hits it had."""
        self._counts = counts
        if self._entries:
            last = self.index(len(self._entries) - 1, _HITS)
            self.dataChanged.emit(self.index(0, _IN), last)

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of formulas."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return the flags of a cell: names can be checked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _NAME else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, check mark, colour or explanation."""
        entry, column = self._entries[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == _NAME:
            return Qt.CheckState.Checked if entry.is_on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column == _NAME else _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._bad if entry.problem else None if entry.is_on else self._muted
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(entry.problem or entry.formula.expression)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Switch a formula on or off."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked
        self._replace(index.row(), replace(self._entries[index.row()], is_on=is_on))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == _NAME else _RIGHT
        return None

    def _replace(self, row: int, entry: Watched) -> None:
        before = self._entries[row]
        if entry != before:
            self._entries[row] = entry
            self._tell(row)
            self.entry_changed.emit(before, entry)

    def _row_of(self, key: str) -> int | None:
        return next((row for row, entry in enumerate(self._entries) if entry.key == key), None)

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._titles) - 1))

    def _text(self, entry: Watched, column: int) -> str:
        if column == _NAME:
            return entry.formula.name or self.tr("Untitled formula")
        counts = self._counts.get(entry.formula_id)
        return "" if counts is None or not entry.is_on else f"{counts[column - _IN]:,}"
