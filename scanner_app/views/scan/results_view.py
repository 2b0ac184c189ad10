"""The table of matches with its filter and its tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from scanner_app.models.result_columns import NAME, ColumnKind
from scanner_app.views.scan.group_panel import GroupPanel
from scanner_app.views.scan.results_table import ResultsTable
from scanner_app.views.scan.timeline import Timeline
from scanner_app.widgets.parts import call, column, label, row, tool_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scanner_app.icons import Icons
    from scanner_app.models.ordering import SortKey
    from scanner_app.models.result_store import ResultStore
    from scanner_app.models.results_model import ResultsModel
    from scanner_app.theme import Theme

_FILTER_PAUSE_MS = 200
_MANY_ROWS = 100_000
_WIDTHS = {ColumnKind.TEXT: 78, ColumnKind.TIME: 92, ColumnKind.VOLUME: 88}
_NUMBER_WIDTH = 72
_NAME_WIDTH = 120


class ResultsView(QWidget):
    """Shows matches, and forwards what the user wants of them.

    Signals
    -------
    row_selected : int
        Another match is current: its row in the store.
    explain_requested : str
        Why is this symbol (not) among the matches? An empty one means the current match.
    filter_changed : str
        The text of the filter box, once the user pauses.
    export_requested, copy_requested, watchlist_requested :
        The tools.
    symbol_kept : str
        This symbol shall go into a watchlist.
    group_toggled, timeline_toggled : bool
        Whether these panels are wanted.
    columns_changed :
        The user has given columns another width or place, or has hidden or shown them.
    """

    row_selected = Signal(int)
    explain_requested = Signal(str)
    filter_changed = Signal(str)
    export_requested = Signal()
    copy_requested = Signal()
    watchlist_requested = Signal()
    symbol_kept = Signal(str)
    group_toggled = Signal(bool)
    timeline_toggled = Signal(bool)
    columns_changed = Signal()

    def __init__(
        self, model: ResultsModel, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._widths: dict[str, int] = {}
        self._order: list[str] = []
        self._before: tuple[ResultStore, int] | None = None
        self._is_the_same = False
        self.timeline = Timeline(theme)
        self.groups = GroupPanel()
        self.timeline.hide()
        self.groups.hide()
        self.table = ResultsTable(model)
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.setObjectName("resultsFilter")
        self.filter.setPlaceholderText(self.tr("Filter: symbol or name, close>100, volume>=2m"))
        self.filter.setToolTip(self.filter.placeholderText())  # a narrow window cuts it off
        self.filter.setAccessibleName(self.tr("Filter the matches"))
        self.count = label("", "muted", "resultsCount")
        self.origin = label("", "warning", "resultsOrigin")
        self.origin.hide()
        self.tools = self._make_tools(icons)
        self._empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setProperty("role", "muted")
        self._empty.setMargin(24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self.problem = label("", "warning", "filterProblem")
        self.problem.hide()
        body = row(self.groups, column(self.timeline, self._stack))
        head = row(self.filter, self.count, self.origin, *self.tools.values(), spacing=4)
        self.setLayout(column(head, self.problem, body))
        self._pause = QTimer(self, singleShot=True, interval=_FILTER_PAUSE_MS)
        self._connect()

    def show_empty(self, text: str) -> None:
        """Say `text` in the place of an empty table."""
        self._empty.setText(text)
        self._stack.setCurrentWidget(self._empty)

    def show_counts(self, n_shown: int, n_all: int) -> None:
        """Say how many matches there are, and how many the filter lets through."""
        every = self.tr("{n} matches", "", n_all).format(n=f"{n_all:,}")
        some = self.tr("{shown} of {n} matches", "", n_all)
        some = some.format(shown=f"{n_shown:,}", n=f"{n_all:,}")
        self.count.setText(every if n_shown == n_all else some)
        if n_all and not n_shown:
            self.show_empty(self.tr("No match passes the filter."))
        elif n_all:
            self._stack.setCurrentWidget(self.table)

    def show_origin(self, text: str) -> None:
        """Say beside the count what the matches are of; nothing where that goes without saying."""
        self.origin.setText(text)
        self.origin.setVisible(bool(text))

    def show_sort(self, keys: Sequence[SortKey]) -> None:
        """Show in the header what the rows are sorted by."""
        names = [known.key for known in self._model.columns]
        if keys and keys[0].column in names:
            order = (
                Qt.SortOrder.DescendingOrder
                if keys[0].is_descending
                else Qt.SortOrder.AscendingOrder
            )
            self.table.horizontalHeader().setSortIndicator(names.index(keys[0].column), order)

    def show_unsorted(self) -> None:
        """Show no order in the header while matches come in that in which they are found."""
        self.table.horizontalHeader().setSortIndicatorShown(False)

    @Slot()
    def show_sorted(self) -> None:
        """Show in the header again what the rows are sorted by."""
        self.table.horizontalHeader().setSortIndicatorShown(True)

    def fit_columns(self, *, has_names: bool) -> None:
        """Give the columns their usual widths; looking at a million rows would take a second."""
        header = self.table.horizontalHeader()
        self._apply_order()
        for section, known in enumerate(self._model.columns):
            kept = self._widths.get(known.key)
            self.table.setColumnHidden(section, kept == 0 or (known.key == NAME and not has_names))
            if kept:
                header.resizeSection(section, kept)
                continue
            title = header.fontMetrics().horizontalAdvance(self.title_of(section))
            usual = _NAME_WIDTH if known.key == NAME else _WIDTHS.get(known.kind, _NUMBER_WIDTH)
            header.resizeSection(section, min(max(usual, title + 24), 240))

    def show_working(self, is_working: bool) -> None:
        """Say that the rows are being put into order, where that takes a while."""
        if is_working and self._model.rowCount() > _MANY_ROWS:
            self.count.setText(self.tr("Sorting …"))

    def show_panels(self) -> None:
        """Show the timeline and the groups, each if its button is down."""
        self.timeline.setVisible(self.tools["timeline"].isChecked())
        self.groups.setVisible(self.tools["group"].isChecked())

    def show_filter_problem(self, text: str) -> None:
        """Say what is wrong with the filter; nothing for an empty text."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def shown_sections(self) -> list[int]:
        """Return the columns that are shown, in the order in which they stand."""
        header = self.table.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [section for section in places if not header.isSectionHidden(section)]

    def title_of(self, section: int) -> str:
        """Return the title of a column."""
        return str(self._model.headerData(section, Qt.Orientation.Horizontal))

    def column_widths(self) -> dict[str, int]:
        """Return the widths that the user has given to columns, by key; 0 for hidden ones."""
        return dict(self._widths)

    def column_order(self) -> list[str]:
        """Return the keys of the columns in the user's order; empty where that is the usual one."""
        return list(self._order)

    def restore_columns(self, widths: dict[str, int], order: Sequence[str] = ()) -> None:
        """Go back to widths of :meth:`column_widths` and to an order of :meth:`column_order`."""
        self._widths = {key: int(width) for key, width in widths.items()}
        self._order = list(order)

    def _apply_order(self) -> None:
        """Put the columns into the user's order; those that are not in it stay behind."""
        header = self.table.horizontalHeader()
        keys = [known.key for known in self._model.columns]
        wanted = [key for key in self._order if key in keys]
        ordered = wanted + [key for key in keys if key not in wanted]
        header.blockSignals(True)
        for place, key in enumerate(ordered):
            header.moveSection(header.visualIndex(keys.index(key)), place)
        header.blockSignals(False)
        self.table.viewport().update()

    @property
    def empty_text(self) -> str:
        """What stands in the place of the table, or an empty string where the table is shown."""
        is_empty = self._stack.currentWidget() is self._empty
        return self._empty.text() if is_empty else ""

    @property
    def current_row(self) -> int:
        """The store's row of the current match, or -1."""
        index = self.table.currentIndex()
        return int(self._model.rows[index.row()]) if index.isValid() else -1

    def selected_rows(self) -> NDArray[np.int64]:
        """Return the table's rows that are selected, from the top down."""
        is_selected = np.zeros(self._model.rowCount(), dtype=np.bool_)
        for part in self.table.selectionModel().selection().toList():
            is_selected[part.top() : part.bottom() + 1] = True
        return np.flatnonzero(is_selected)

    def chosen_rows(self) -> NDArray[np.int64]:
        """Return what the tools work on: the selected rows if there are several, else all."""
        places = self.selected_rows()
        return places if len(places) > 1 else np.arange(self._model.rowCount())

    def watchlist_text(self) -> str:
        """Return in words whose symbols the tool for watchlists sends."""
        places = self.chosen_rows()
        if not places.size:
            return self.tr("Send symbols to a watchlist …")
        n_symbols = self._model.n_symbols(places)
        some = self.tr("Send {n} selected symbols to a watchlist …", "", n_symbols)
        every = self.tr("Send all {n} symbols to a watchlist …", "", n_symbols)
        is_every = len(places) == self._model.rowCount()
        return (every if is_every else some).format(n=f"{n_symbols:,}")

    def step(self, rows: int) -> None:
        """Make the match so many rows further down the current one."""
        last = self._model.rowCount() - 1
        if last >= 0:
            place = self.table.currentIndex().row()
            self.select(min(max(place + rows, 0), last))

    def select(self, place: int) -> None:
        """Make the match in the table's row `place` the current one."""
        header = self.table.horizontalHeader()
        self.table.setCurrentIndex(self._model.index(place, max(header.logicalIndex(0), 0)))

    def _make_tools(self, icons: Icons) -> dict[str, QToolButton]:
        """Return the buttons beside the filter."""
        tools = {
            "group": tool_button(
                icons,
                "group",
                self.tr("Statistics: by symbol or day, and what followed"),
                is_checkable=True,
            ),
            "timeline": tool_button(
                icons, "calendar", self.tr("Matches per day"), is_checkable=True
            ),
            "columns": tool_button(icons, "columns", self.tr("Choose columns")),
            "why": tool_button(icons, "why", self.tr("Why (not)? Each condition for a symbol")),
            "watchlist": tool_button(
                icons, "star", self.tr("Send the selected or all symbols to a watchlist (Ctrl+D)")
            ),
            "copy": tool_button(icons, "copy", self.tr("Copy the selected or all rows (Ctrl+C)")),
            "export": tool_button(
                icons, "export", self.tr("Export the selected or all rows (Ctrl+E)")
            ),
        }
        tools["export"].setObjectName("exportButton")
        tools["columns"].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._columns_menu = QMenu(tools["columns"])
        self._columns_menu.aboutToShow.connect(self._fill_column_menu)
        tools["columns"].setMenu(self._columns_menu)
        return tools

    def _connect(self) -> None:
        """Connect what this view is made of."""
        self._pause.timeout.connect(self._on_filter_settled)
        self.filter.textChanged.connect(self._pause.start)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.table.copy_requested.connect(self.copy_requested)
        self.table.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_row_menu)
        self.tools["export"].clicked.connect(self.export_requested)
        self.tools["copy"].clicked.connect(self.copy_requested)
        self.tools["why"].clicked.connect(call(self.explain_requested.emit, ""))
        self.tools["watchlist"].clicked.connect(self.watchlist_requested)
        self.tools["group"].toggled.connect(self.group_toggled)
        self.tools["timeline"].toggled.connect(self.timeline_toggled)
        self._model.modelAboutToBeReset.connect(self._on_about_to_reset)
        self._model.modelReset.connect(self._on_reset)
        self.table.horizontalHeader().sectionResized.connect(self._on_section_resized)
        self.table.horizontalHeader().sectionMoved.connect(self._on_section_moved)

    @Slot()
    def _on_filter_settled(self) -> None:
        self.filter_changed.emit(self.filter.text())

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_the_same:
            self.row_selected.emit(int(self._model.rows[current.row()]))

    @Slot()
    def _on_about_to_reset(self) -> None:
        """Remember the current match: a filter may let it through."""
        self._before = (self._model.store, self.current_row)

    @Slot()
    def _on_reset(self) -> None:
        """Take the selection away with the rows that it was on; a match still there is current."""
        self.table.selectionModel().select(
            QItemSelection(), self.table.selectionModel().SelectionFlag.Clear
        )
        store, row = self._before or (None, -1)
        self._before = None
        if store is self._model.store and row >= 0:
            self._select_again(self._model.place_of(row))

    def _select_again(self, place: int) -> None:
        """Make the match that was current before current in its new place; its chart is on show."""
        self._is_the_same = True
        try:
            if place >= 0:
                self.select(place)
        finally:
            self._is_the_same = False

    @Slot(QPoint)
    def _on_row_menu(self, place: QPoint) -> None:
        """Offer what can be done with the match under the mouse, or with the selected rows."""
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        symbol = self._model.store.symbol_at(int(self._model.rows[index.row()]))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kept = self.tr("Send {symbol} to a watchlist …").format(symbol=symbol)
        for text, action in (
            (self.tr("Why (not)?"), call(self.explain_requested.emit, "")),
            (kept, call(self.symbol_kept.emit, symbol)),
            (self.watchlist_text(), call(self.watchlist_requested.emit)),
            (self.tr("Copy rows"), call(self.copy_requested.emit)),
        ):
            menu.addAction(text).triggered.connect(action)
        menu.popup(self.table.viewport().mapToGlobal(place))

    @Slot()
    def _on_header_menu(self) -> None:
        self._columns_menu.popup(self.cursor().pos())

    @Slot()
    def _fill_column_menu(self) -> None:
        """Offer every column to be shown or hidden."""
        menu = self._columns_menu
        menu.clear()
        header = self.table.horizontalHeader()
        for section in range(self._model.columnCount()):
            action = menu.addAction(self.title_of(section))
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(section))
            action.setData(section)
            action.toggled.connect(self._on_column_toggled)

    @Slot(bool)
    def _on_column_toggled(self, _is_shown: bool) -> None:
        """Show or hide columns as the menu says."""
        for action in self._columns_menu.actions():
            section = int(action.data())
            self.table.setColumnHidden(section, not action.isChecked())
            key = self._model.columns[section].key
            if not action.isChecked():
                self._widths[key] = 0
            elif self._widths.get(key) == 0:
                del self._widths[key]
        self.columns_changed.emit()

    @Slot()
    def _on_section_moved(self) -> None:
        """Remember the order that the user has given, hidden columns too."""
        header, columns = self.table.horizontalHeader(), self._model.columns
        places = range(header.count())
        self._order = [columns[header.logicalIndex(place)].key for place in places]
        self.columns_changed.emit()

    @Slot(int, int, int)
    def _on_section_resized(self, section: int, _before: int, width: int) -> None:
        """Remember a width that the user has given."""
        if width and QGuiApplication.mouseButtons():
            self._widths[self._model.columns[section].key] = width
            self.columns_changed.emit()
