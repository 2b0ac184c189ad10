"""The files of an import with their problems below them, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from scanner_app.texts import tool_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.domain.import_report import FileReport

AnyIndex = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_INDEX = QModelIndex()
_FILE, _SAID = 0, 5
_TOP = 0
_MAX_AT_ONCE = 500


class ImportReportModel(QAbstractItemModel):
    """A tree of two levels; texts are made and translated when they are painted.

    More files come when the user scrolls to the end: a view lays out all the rows that it knows.
    A file has the id 0, a problem the row of its file and 1.

    Parameters
    ----------
    titles : sequence of str
        The header.
    place : str
        How to name a line, with ``{n}`` for its number.
    text_of : callable
        Translates what the engine says.
    """

    def __init__(
        self,
        titles: Sequence[str],
        place: str,
        text_of: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles, self._place, self._text_of = tuple(titles), place, text_of
        self._files: list[FileReport] = []
        self._n_shown = 0

    def set_files(self, files: Sequence[FileReport]) -> None:
        """Show these files; those that could not be read come first, then those with rejections."""
        self.beginResetModel()
        self._files = sorted(files, key=lambda entry: (entry.error is None, entry.rejected == 0))
        self._n_shown = min(len(files), _MAX_AT_ONCE)
        self.endResetModel()

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Return whether there are files that are not shown yet."""
        return not parent.isValid() and self._n_shown < len(self._files)

    def fetchMore(self, parent: AnyIndex) -> None:
        """Show more files."""
        if not self.canFetchMore(parent):
            return
        last = min(self._n_shown + _MAX_AT_ONCE, len(self._files)) - 1
        self.beginInsertRows(QModelIndex(), self._n_shown, last)
        self._n_shown = last + 1
        self.endInsertRows()

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of files on show, or of a file's problems."""
        if not parent.isValid():
            return self._n_shown
        is_file = parent.internalId() == _TOP and parent.column() == _FILE
        return len(self._files[parent.row()].problems) if is_file else 0

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: ARG002 - Qt's signature
        """Return the number of columns, which all rows have."""
        return len(self._titles)

    def index(self, row: int, column: int, parent: AnyIndex = _NO_INDEX) -> QModelIndex:
        """Return the place of a cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        """Return the file of a problem."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, _FILE, _TOP)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self._titles[section]
        return None

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Return a text, the whole of it as a tool tip, or numbers' place at the right."""
        if not index.isValid():
            return None
        column = index.column()
        if role == _ALIGNMENT and _FILE < column < _SAID:
            return _RIGHT
        if role == _TOOL_TIP and column == _FILE and index.internalId() == _TOP:
            return tool_tip(self._files[index.row()].file)
        if role == _TOOL_TIP and column == _SAID:
            return tool_tip(self._text(index))
        if role == _DISPLAY:
            return self._text(index)
        return None

    def _text(self, index: AnyIndex) -> str:
        if index.internalId() == _TOP:
            return _cell(self._files[index.row()], index.column(), self._text_of)
        problem = self._files[int(index.internalId()) - 1].problems[index.row()]
        if index.column() == _FILE:
            return self._place.format(n=problem.line)
        return self._text_of(problem.reason) if index.column() == _SAID else ""


def _cell(entry: FileReport, column: int, text_of: Callable[[str], str]) -> str:
    """Return what a file's row has in a column."""
    if column == _FILE:
        return entry.file.replace("\\", "/").rpartition("/")[2]
    if column == _SAID:
        if entry.error:
            return text_of(entry.error)
        opening = [] if entry.taken_for is None else [entry.taken_for]
        return "; ".join(map(text_of, (*opening, *entry.notes)))
    numbers = (entry.n_symbols, entry.added, entry.changed, entry.rejected)
    return f"{numbers[column - 1]:,}"
