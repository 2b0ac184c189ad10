"""The buttons beside the filter of the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from scanner_app.widgets.parts import call, row, tool_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from scanner_app.icons import Icons


class ResultsTools(QWidget):
    """One button per tool.

    Signals
    -------
    group_toggled, timeline_toggled : bool
        Whether these panels are to be shown.
    explain_requested : str
        Why is this symbol (not) among the matches? Empty for the current match.
    watchlist_requested, copy_requested, export_requested :
        The other tools.
    """

    group_toggled = Signal(bool)
    timeline_toggled = Signal(bool)
    explain_requested = Signal(str)
    watchlist_requested = Signal()
    copy_requested = Signal()
    export_requested = Signal()

    def __init__(self, icons: Icons, columns: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = tool_button(
            icons,
            "group",
            self.tr("Statistics: by symbol or day, and what followed"),
            is_checkable=True,
        )
        self.timeline = tool_button(
            icons, "calendar", self.tr("Matches per day"), is_checkable=True
        )
        self.columns = tool_button(icons, "columns", self.tr("Choose columns"))
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.columns.setMenu(columns)
        why = tool_button(icons, "why", self.tr("Why (not)? Each condition for a symbol"))
        watchlist = tool_button(
            icons, "star", self.tr("Send the selected or all symbols to a watchlist (Ctrl+D)")
        )
        copy = tool_button(icons, "copy", self.tr("Copy the selected or all rows (Ctrl+C)"))
        export = tool_button(icons, "export", self.tr("Export the selected or all rows (Ctrl+E)"))
        export.setObjectName("exportButton")
        self.group.setObjectName("groupButton")
        self.timeline.setObjectName("timelineButton")
        self.setLayout(
            row(self.group, self.timeline, self.columns, why, watchlist, copy, export, spacing=4)
        )
        self.group.toggled.connect(self.group_toggled)
        self.timeline.toggled.connect(self.timeline_toggled)
        why.clicked.connect(call(self.explain_requested.emit, ""))
        watchlist.clicked.connect(self.watchlist_requested)
        copy.clicked.connect(self.copy_requested)
        export.clicked.connect(self.export_requested)
