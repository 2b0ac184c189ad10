"""The problems of the formula; a click goes to the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QListView, QWidget

from engine.errors import Diagnostic, Severity
from scanner_app.engine_messages import engine_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.icons import Icons

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_DECORATION = int(Qt.ItemDataRole.DecorationRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_NO_INDEX = QModelIndex()
_MAX_ROWS = 4


class ProblemsModel(QAbstractListModel):
    """Diagnostics in the order of their places."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._problems: Sequence[Diagnostic] = ()

    @property
    def problems(self) -> Sequence[Diagnostic]:
        """What is listed."""
        return self._problems

    def set_problems(self, problems: Sequence[Diagnostic]) -> None:
        """List these problems."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        """Return the number of problems."""
        return 0 if parent.isValid() else len(self._problems)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Return a problem's sentence, icon or hint."""
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        if role == _DISPLAY:
            place = self.tr("Line {line}, column {column}").format(
                line=problem.line, column=problem.column
            )
            hint = f"  —  {engine_text(problem.hint)}" if problem.hint else ""
            return f"{place}:  {engine_text(problem.message)}{hint}"
        if role == _DECORATION:
            is_error = problem.severity is Severity.ERROR
            return (
                self._icons.get("error", "bad")
                if is_error
                else self._icons.get("warning", "warning")
            )
        return problem.code if role == _TOOL_TIP else None


class ProblemsView(QListView):
    """Lists what is wrong with the formula, and is not there when nothing is.

    Signals
    -------
    place_requested : int, int
        Offset and length of the problem that was clicked.
    """

    place_requested = Signal(int, int)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemsList")
        self.setAccessibleName(self.tr("Problems of the formula"))
        self._problems = ProblemsModel(icons, self)
        self.setModel(self._problems)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_activated)
        self.activated.connect(self._on_activated)
        self.hide()

    def show_problems(self, problems: Sequence[Diagnostic]) -> None:
        """List these problems."""
        self._problems.set_problems(problems)
        rows = min(len(problems), _MAX_ROWS)
        height = self.sizeHintForRow(0) if problems else 0
        self.setFixedHeight(rows * height + 2 * self.frameWidth() + 4)
        self.setVisible(bool(problems))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        """Go to the problem's place."""
        problem = self._problems.problems[index.row()]
        self.place_requested.emit(problem.offset, problem.length)
