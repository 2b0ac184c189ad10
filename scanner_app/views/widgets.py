"""Small helpers with which the views are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner_app.icons import Icons

Content = QWidget | QBoxLayout | int | None
"""A widget, a layout, a space in pixels, or None for a stretch."""

Spin = TypeVar("Spin", bound=QAbstractSpinBox)
_ROW_EXTRA_PX = 8
_TEXT_MARGIN_PX = 5


def label(text: str = "", role: str = "", name: str = "") -> QLabel:
    """Return a label in one of the style sheet's roles."""
    made = QLabel(text)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """Return a push button in one of the style sheet's roles."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    made.setAutoDefault(False)
    return made


def dialog_buttons(kinds: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    """Return Qt's own buttons for a dialog, without the icons that some desktops give them.

    The style sheet cannot say so: it is that of the window, which they have not heard of yet.
    """
    made = QDialogButtonBox(kinds)
    for each in made.buttons():
        each.setIcon(QIcon())
    return made


def tool_button(icons: Icons, icon: str, tip: str, *, is_checkable: bool = False) -> QToolButton:
    """Return an icon that can be clicked; `tip` is its name for screen readers too."""
    made = QToolButton()
    icons.attach(made, icon)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setCheckable(is_checkable)
    made.setAutoRaise(True)
    return made


def row(
    *contents: Content, spacing: int = 6, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return `contents` side by side."""
    made = QHBoxLayout()
    _fill(made, contents, spacing, margins)
    return made


def column(
    *contents: Content, spacing: int = 6, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return `contents` one below the other."""
    made = QVBoxLayout()
    _fill(made, contents, spacing, margins)
    return made


def card(layout: QBoxLayout) -> QFrame:
    """Return a framed panel with `layout` in it."""
    made = QFrame()
    made.setObjectName("card")
    made.setLayout(layout)
    return made


def splitter(
    orientation: Qt.Orientation, *parts: QWidget, sizes: list[int], name: str = ""
) -> QSplitter:
    """Return `parts` with handles between them; the last one takes the room that is left."""
    made = QSplitter(orientation)
    made.setObjectName(name)
    made.setHandleWidth(6)
    made.setChildrenCollapsible(False)
    for part in parts:
        made.addWidget(part)
    made.setSizes(sizes)
    made.setStretchFactor(len(parts) - 1, 1)
    return made


def form() -> QFormLayout:
    """Return an empty form whose labels stand beside the middle of their fields."""
    made = QFormLayout()
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def roomy(field: Spin) -> Spin:
    """Return a field for numbers with room before its text: style sheets leave none there."""
    field.lineEdit().setTextMargins(_TEXT_MARGIN_PX, 0, 0, 0)
    return field


def set_up_table(table: QTableView) -> None:
    """Give a table fixed row heights and whole-row selection: it may have millions of rows."""
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    rows = table.verticalHeader()
    rows.setVisible(False)
    rows.setSectionResizeMode(rows.ResizeMode.Fixed)
    rows.setDefaultSectionSize(table.fontMetrics().height() + _ROW_EXTRA_PX)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def keep_whole(text: QLabel, width: int) -> None:
    """Keep a text that wraps from being cut: layouts take it for one line when room is short."""
    text.setMinimumHeight(text.heightForWidth(width) if text.text() else 0)


def call(function: Callable[..., object], *args: object) -> Callable[..., None]:
    """Return a slot that calls `function` with `args`, whatever the signal brings.

    For signals of the GUI thread only: a worker's signal would run it in the worker's thread.
    """

    def slot(*_: object) -> None:
        function(*args)

    return slot


def refresh_style(widget: QWidget) -> None:
    """Have the style sheet look at `widget` again after one of its properties has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def expanding() -> QWidget:
    """Return an empty widget that takes all room."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made


def _fill(
    layout: QBoxLayout,
    contents: tuple[Content, ...],
    spacing: int,
    margins: tuple[int, int, int, int],
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for content in contents:
        if content is None:
            layout.addStretch(1)
        elif isinstance(content, int):
            layout.addSpacing(content)
        elif isinstance(content, QBoxLayout):
            layout.addLayout(content)
        else:
            layout.addWidget(content)
