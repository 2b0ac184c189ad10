"""The table of matches with its filter and its tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedWidget, QWidget

from scanner_app.view_states import ResultsState
from scanner_app.views.scan.column_layout import ColumnLayout
from scanner_app.views.scan.group_panel import GroupPanel
from scanner_app.views.scan.results_table import ResultsTable
from scanner_app.views.scan.results_tools import ResultsTools
from scanner_app.views.scan.timeline import Timeline
from scanner_app.widgets.parts import call, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scanner_app.icons import Icons
    from scanner_app.models.ordering import SortKey
    from scanner_app.models.results_model import ResultsModel
    from scanner_app.theme import Theme

_FILTER_PAUSE_MS = 200
_MANY_ROWS = 100_000


class ResultsView(QWidget):
    """Shows matches, and forwards what the user wants of them.

    Signals
    -------
    row_selected : int
        Another match is current: its row in the store.
    explain_requested : str
        Why is this symbol (not) among the matches? Empty for the current match.
    filter_changed : str
        The text of the filter box, once the user pauses.
    sort_key_added : int
        Sort by this column too.
    export_requested, copy_requested, watchlist_requested :
        The tools.
    symbol_sent : str
        The user wants this symbol in a watchlist.
    group_toggled, timeline_toggled : bool
        The panel was opened or closed.
    """

    row_selected = Signal(int)
    explain_requested = Signal(str)
    filter_changed = Signal(str)
    sort_key_added = Signal(int)
    export_requested = Signal()
    copy_requested = Signal()
    watchlist_requested = Signal()
    symbol_sent = Signal(str)
    group_toggled = Signal(bool)
    timeline_toggled = Signal(bool)

    def __init__(
        self, model: ResultsModel, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.timeline, self.groups = Timeline(theme), GroupPanel()
        self.timeline.hide()
        self.groups.hide()
        self.table = ResultsTable(model)
        self.columns = ColumnLayout(self.table, model, self)
        self.tools = ResultsTools(icons, self.columns.menu)
        self.filter = self._filter_box()
        self.count = label("", "muted", "resultsCount")
        self.origin = label("", "warning", "resultsOrigin")
        self.origin.hide()
        self._empty = label("", "muted", "resultsEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self.problem = label("", "warning", "filterProblem")
        self.problem.hide()
        body = row(self.groups, column(self.timeline, self._stack))
        head = row(self.filter, self.count, self.origin, self.tools, spacing=4)
        self.setLayout(column(head, self.problem, body))
        self._pause = QTimer(self, singleShot=True, interval=_FILTER_PAUSE_MS)
        self._connect()

    def state(self) -> ResultsState:
        """Return the current match and whether a panel is open."""
        has_summaries = not (self.timeline.isHidden() and self.groups.isHidden())
        return ResultsState(self.table.current_row, has_summaries)

    def show_empty(self, text: str) -> None:
        """Show `text` in the place of an empty table."""
        self._empty.setText(text)
        self._stack.setCurrentWidget(self._empty)

    def show_counts(self, n_shown: int, n_all: int) -> None:
        """Show how many matches there are, and how many the filter lets through."""
        every = self.tr("{n} matches", "", n_all).format(n=f"{n_all:,}")
        some = self.tr("{shown} of {n} matches", "", n_all)
        some = some.format(shown=f"{n_shown:,}", n=f"{n_all:,}")
        self.count.setText(every if n_shown == n_all else some)
        if n_all and not n_shown:
            self.show_empty(self.tr("No match passes the filter."))
        elif n_all:
            self._stack.setCurrentWidget(self.table)

    def show_origin(self, text: str) -> None:
        """Show beside the count what the matches are of; empty where that is on the screen."""
        self.origin.setText(text)
        self.origin.setVisible(bool(text))

    def show_sort(self, keys: Sequence[SortKey]) -> None:
        """Show in the header what the rows are sorted by."""
        names = [entry.key for entry in self._model.columns]
        if keys and keys[0].column in names:
            order = (
                Qt.SortOrder.DescendingOrder
                if keys[0].is_descending
                else Qt.SortOrder.AscendingOrder
            )
            self.table.horizontalHeader().setSortIndicator(names.index(keys[0].column), order)

    def show_is_sorted(self, is_sorted: bool) -> None:
        """Show an order in the header, or none while matches come in as they are found."""
        self.table.horizontalHeader().setSortIndicatorShown(is_sorted)

    def show_working(self, is_working: bool) -> None:
        """Show that the rows are being put into order, where that takes a while."""
        if is_working and self._model.rowCount() > _MANY_ROWS:
            self.count.setText(self.tr("Sorting …"))

    def show_filter_problem(self, text: str) -> None:
        """Show what is wrong with the filter; empty where nothing is."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def show_panels(self) -> None:
        """Show the timeline and the groups, each if its button is down."""
        self.timeline.setVisible(self.tools.timeline.isChecked())
        self.groups.setVisible(self.tools.group.isChecked())

    def fit_columns(self, *, has_names: bool) -> None:
        """Give the columns their usual widths."""
        self.columns.fit(has_names=has_names)

    def shown_sections(self) -> list[int]:
        """Return the columns that are shown, in the order in which they stand."""
        return self.columns.shown_sections()

    def titles(self, sections: Sequence[int]) -> list[str]:
        """Return the titles of columns."""
        return [self.columns.title_of(section) for section in sections]

    def selected_rows(self) -> NDArray[np.int64]:
        """Return the table's rows that are selected, from the top down."""
        return self.table.selected_rows()

    def chosen_rows(self) -> NDArray[np.int64]:
        """Return what the tools work on: the selected rows if there are several, else all."""
        places = self.table.selected_rows()
        return places if len(places) > 1 else np.arange(self._model.rowCount())

    def watchlist_text(self) -> str:
        """Return the text of the tool for watchlists, with whose symbols it sends."""
        places = self.chosen_rows()
        if not places.size:
            return self.tr("Send symbols to a watchlist …")
        n_symbols = self._model.n_symbols(places)
        some = self.tr("Send {n} selected symbols to a watchlist …", "", n_symbols)
        every = self.tr("Send all {n} symbols to a watchlist …", "", n_symbols)
        is_every = len(places) == self._model.rowCount()
        return (every if is_every else some).format(n=f"{n_symbols:,}")

    @Slot(int)
    def step(self, rows: int) -> None:
        """Make the match so many rows further down the current one."""
        self.table.step(rows)

    def select(self, place: int) -> None:
        """Make the match in the table's row `place` the current one."""
        self.table.select(place)

    def focus_filter(self) -> None:
        """Move the focus to the filter."""
        self.filter.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.timeline.set_theme(theme)

    def _filter_box(self) -> QLineEdit:
        box = QLineEdit(clearButtonEnabled=True)
        box.setObjectName("resultsFilter")
        box.setPlaceholderText(self.tr("Filter: symbol or name, close>100, volume>=2m"))
        box.setToolTip(box.placeholderText())  # a narrow window cuts it off
        box.setAccessibleName(self.tr("Filter the matches"))
        return box

    def _connect(self) -> None:
        """Connect what this view is made of."""
        self._pause.timeout.connect(self._on_filter_settled)
        self.filter.textChanged.connect(self._pause.start)
        table, tools = self.table, self.tools
        table.row_selected.connect(self.row_selected)
        table.sort_key_added.connect(self.sort_key_added)
        table.copy_requested.connect(self.copy_requested)
        table.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu)
        table.customContextMenuRequested.connect(self._on_row_menu)
        tools.explain_requested.connect(self.explain_requested)
        tools.watchlist_requested.connect(self.watchlist_requested)
        tools.copy_requested.connect(self.copy_requested)
        tools.export_requested.connect(self.export_requested)
        tools.group_toggled.connect(self.group_toggled)
        tools.timeline_toggled.connect(self.timeline_toggled)

    @Slot()
    def _on_filter_settled(self) -> None:
        self.filter_changed.emit(self.filter.text())

    @Slot(QPoint)
    def _on_row_menu(self, place: QPoint) -> None:
        """Offer what can be done with the match under the mouse, or with the selected rows."""
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        symbol = self._model.store.symbol_at(int(self._model.rows[index.row()]))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        send = self.tr("Send {symbol} to a watchlist …").format(symbol=symbol)
        for text, action in (
            (self.tr("Why (not)?"), call(self.explain_requested.emit, "")),
            (send, call(self.symbol_sent.emit, symbol)),
            (self.watchlist_text(), call(self.watchlist_requested.emit)),
            (self.tr("Copy rows"), call(self.copy_requested.emit)),
        ):
            menu.addAction(text).triggered.connect(action)
        menu.popup(self.table.viewport().mapToGlobal(place))

    @Slot()
    def _on_header_menu(self) -> None:
        self.columns.menu.popup(self.cursor().pos())
