"""The completion list: names with their signatures and a line of help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scanner_app.theme import style_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner_app.services.formulas.language_types import Completion
    from scanner_app.theme import Theme

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_COMPLETION = int(Qt.ItemDataRole.UserRole)
_NO_INDEX = QModelIndex()
_WIDTH, _ROW_HEIGHT, _MAX_ROWS, _PAD = 520, 36, 8, 8


class CompletionModel(QAbstractListModel):
    """The proposals, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._completions: Sequence[Completion] = ()

    def set_completions(self, completions: Sequence[Completion]) -> None:
        """Replace the proposals."""
        self.beginResetModel()
        self._completions = completions
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        """Return the number of proposals."""
        return 0 if parent.isValid() else len(self._completions)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Return a proposal's name, or the proposal itself."""
        if not index.isValid():
            return None
        completion = self._completions[index.row()]
        if role in (_DISPLAY, int(Qt.ItemDataRole.EditRole)):
            return completion.name
        return completion if role == _COMPLETION else None


class CompletionDelegate(QStyledItemDelegate):
    """Paints a proposal in two lines: name and signature, then the help."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the same size for all rows."""
        del option, index
        return QSize(_WIDTH - 20, _ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one proposal."""
        completion: Completion = index.data(_COMPLETION)
        area: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self.theme.color("accent_soft"))
        font = QFont(option.font)
        upper = area.adjusted(_PAD, 2, -_PAD, -_ROW_HEIGHT // 2)
        lower = area.adjusted(_PAD, _ROW_HEIGHT // 2 - 1, -_PAD, -1)
        painter.save()
        painter.setFont(font)
        painter.setPen(self.theme.color("token_function"))
        painter.drawText(
            upper, Qt.AlignmentFlag.AlignVCenter, completion.signature or completion.name
        )
        font.setPointSizeF(font.pointSizeF() - 1.0)
        painter.setFont(font)
        painter.setPen(self.theme.color("muted"))
        text = painter.fontMetrics().elidedText(
            completion.summary, Qt.TextElideMode.ElideRight, lower.width()
        )
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class FormulaCompleter(QCompleter):
    """Pops up proposals that the language has already chosen and ranked."""

    def __init__(self, editor: QWidget, theme: Theme) -> None:
        super().__init__(editor)
        self._proposals = CompletionModel(self)
        self._delegate = CompletionDelegate(theme, self)
        self._list = QListView()
        self._list.setUniformItemSizes(True)
        self.setModel(self._proposals)
        self.setPopup(self._list)
        self._list.setItemDelegate(self._delegate)  # setPopup has put its own in
        self.setWidget(editor)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_MAX_ROWS)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`; as a window of its own the list does not inherit them."""
        self._delegate.theme = theme
        self._list.setStyleSheet(style_sheet(theme))

    @property
    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._list.isVisible()

    def show_completions(self, completions: Sequence[Completion], place: QRect) -> None:
        """Pop `completions` up at `place`, the best one chosen; close where there are none."""
        self._proposals.set_completions(completions)
        if not completions:
            self._list.hide()
            return
        place.setWidth(_WIDTH)
        self.complete(place)
        self._list.setCurrentIndex(self.completionModel().index(0, 0))

    def close(self) -> None:
        """Take the list away."""
        self._list.hide()

    def completion_at(self, index: QModelIndex) -> Completion | None:
        """Return the proposal behind an index of the popup."""
        completion: Completion | None = index.data(_COMPLETION)
        return completion
