"""Functions that build labels, buttons, rows and columns of a view."""

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
    """Return a label in one of the style sheet's roles; it shows every text as it is.

    By itself Qt takes a text for HTML that looks like it, be it the name of a symbol.
    """
    widget = QLabel(text)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        widget.setProperty("role", role)
    if name:
        widget.setObjectName(name)
    return widget


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """Return a push button in one of the style sheet's roles."""
    widget = QPushButton(text)
    if role:
        widget.setProperty("role", role)
    if name:
        widget.setObjectName(name)
    widget.setAutoDefault(False)
    return widget


def dialog_buttons(kinds: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    """Return Qt's own buttons for a dialog, without the icons that some desktops give them.

    A style sheet cannot do this: dialogs take that of the window only when they are shown.
    """
    box = QDialogButtonBox(kinds)
    for choice in box.buttons():
        choice.setIcon(QIcon())
    return box


def tool_button(icons: Icons, icon: str, tip: str, *, is_checkable: bool = False) -> QToolButton:
    """Return an icon that can be clicked; `tip` is its name for screen readers too."""
    widget = QToolButton()
    icons.attach(widget, icon)
    widget.setToolTip(tip)
    widget.setAccessibleName(tip)
    widget.setCheckable(is_checkable)
    widget.setAutoRaise(True)
    return widget


def row(
    *contents: Content, spacing: int = 6, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return `contents` side by side."""
    layout = QHBoxLayout()
    _fill(layout, contents, spacing, margins)
    return layout


def column(
    *contents: Content, spacing: int = 6, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return `contents` one below the other."""
    layout = QVBoxLayout()
    _fill(layout, contents, spacing, margins)
    return layout


def card(layout: QBoxLayout) -> QFrame:
    """Return a framed panel with `layout` in it."""
    frame = QFrame()
    frame.setObjectName("card")
    frame.setLayout(layout)
    return frame


def splitter(
    orientation: Qt.Orientation, *parts: QWidget, sizes: list[int], name: str = ""
) -> QSplitter:
    """Return `parts` with handles between them; the last one takes the room that is left."""
    widget = QSplitter(orientation)
    widget.setObjectName(name)
    widget.setHandleWidth(6)
    widget.setChildrenCollapsible(False)
    for part in parts:
        widget.addWidget(part)
    widget.setSizes(sizes)
    widget.setStretchFactor(len(parts) - 1, 1)
    return widget


def form() -> QFormLayout:
    """Return an empty form whose labels stand beside the middle of their fields."""
    layout = QFormLayout()
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return layout


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
    """Make the style sheet look at `widget` again after one of its properties has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


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
