"""The table of hits as they happen, and the table of what holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QTableView, QToolButton, QWidget

from scanner_app.models.live_hits_model import HitColumn
from scanner_app.widgets.parts import call, column, label, row, set_up_table, tool_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from scanner_app.icons import Icons
    from scanner_app.models.live_hits_model import LiveHitsModel
    from scanner_app.models.live_holding_model import LiveHoldingModel

_WIDTHS = {
    HitColumn.SYMBOL: 84, HitColumn.NAME: 104, HitColumn.FORMULA: 138, HitColumn.TIME: 126,
    HitColumn.CLOSE: 78, HitColumn.NOW: 46, HitColumn.BAR: 62, HitColumn.VALUES: 260,
    HitColumn.SEEN: 70,
}  # fmt: skip
_HOLDING_WIDTHS = (84, 124, 160, 126, 90)


class LiveTable(QTableView):
    """A table of live rows; copies the selected ones.

    While rows come in above, whoever has scrolled down keeps seeing the same rows.
    """

    def __init__(self, name: str, title: str, widths: Sequence[int]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        set_up_table(self)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self._widths = widths

    def show_model(self, model: LiveHitsModel | LiveHoldingModel) -> None:
        """Show the rows of `model`."""
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        for section, width in enumerate(self._widths):
            header.resizeSection(section, width)
        model.rowsInserted.connect(self._on_rows_inserted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy rows and not cells on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        n_columns = self.model().columnCount()
        lines = (
            "\t".join(str(self.model().index(r, c).data() or "") for c in range(n_columns))
            for r in rows
        )
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot(QModelIndex, int, int)
    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        bar = self.verticalScrollBar()
        if first == 0 and bar.value() > 0:
            bar.setMaximum(bar.maximum() + last + 1)
            bar.setValue(bar.value() + last + 1)


class LiveHitsView(QWidget):
    """Shows hits or what holds now, and forwards which symbol is chosen.

    Signals
    -------
    chosen : str, str, int
        Symbol, formula id and bar (nanoseconds) whose chart is wanted.
    export_requested, clear_requested, earlier_requested :
        The tools.
    """

    chosen = Signal(str, str, object)
    export_requested = Signal()
    clear_requested = Signal()
    earlier_requested = Signal()

    def __init__(
        self,
        hits: LiveHitsModel,
        holding: LiveHoldingModel,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hits, self._holding = hits, holding
        self._is_following = False
        self.table = LiveTable("liveHitsTable", self.tr("Hits"), list(_WIDTHS.values()))
        self.table.show_model(hits)
        self.holding_table = LiveTable(
            "liveHoldingTable", self.tr("What holds now"), _HOLDING_WIDTHS
        )
        self.holding_table.show_model(holding)
        self._empty = label("", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self.count = label("", "muted", "liveHitsCount")
        self._tabs = {
            "hits": self._tab(self.tr("Hits"), "liveHitsTab"),
            "holding": self._tab(self.tr("In now"), "liveHoldingTab"),
        }
        self._stack = QStackedWidget()
        for widget in (self._empty, self.table, self.holding_table):
            self._stack.addWidget(widget)
        export = tool_button(icons, "export", self.tr("Export the hits as CSV"))
        export.setObjectName("liveExportButton")
        earlier = tool_button(icons, "history", self.tr("Alerts of earlier sessions"))
        earlier.setObjectName("liveEarlierButton")
        clear = tool_button(icons, "trash", self.tr("Clear the hits"))
        clear.setObjectName("liveClearButton")
        head = row(*self._tabs.values(), 6, self.count, None, earlier, clear, export, spacing=2)
        self.setLayout(column(head, self._stack, spacing=6))
        export.clicked.connect(self.export_requested)
        clear.clicked.connect(self.clear_requested)
        earlier.clicked.connect(self.earlier_requested)
        self._connect()

    def show_names(self, has_names: bool) -> None:
        """Show a column for the symbols' names, where there are any."""
        for table in (self.table, self.holding_table):
            table.setColumnHidden(HitColumn.NAME, not has_names)

    def show_empty(self, text: str) -> None:
        """Show `text` while there are no hits."""
        self._empty.setText(text)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the counts, and the table or why it is empty."""
        n_hits, n_held = self._hits.rowCount(), self._holding.rowCount()
        self._tabs["holding"].setText(self.tr("In now {n}").format(n=f"{n_held:,}"))
        self._tabs["hits"].setText(self.tr("Hits {n}").format(n=f"{self._hits.total:,}"))
        older = self._hits.total - n_hits
        self.count.setText(
            self.tr("the newest {n} are kept").format(n=f"{n_hits:,}") if older else ""
        )
        if self._tabs["holding"].isChecked():
            self._stack.setCurrentWidget(self.holding_table)
        else:
            self._stack.setCurrentWidget(self.table if n_hits else self._empty)

    def show_count(self, text: str) -> None:
        """Show a text beside the tables' names."""
        self.count.setText(text)

    def step(self, rows: int) -> None:
        """Make the hit so many rows further down the current one."""
        last = self._hits.rowCount() - 1
        if last >= 0:
            place = min(max(self.table.currentIndex().row() + rows, 0), last)
            self.table.setCurrentIndex(self._hits.index(place, 0))

    def select_first(self) -> None:
        """Choose the newest hit unless the user has chosen one."""
        if not self.table.currentIndex().isValid() and self._hits.rowCount():
            self.table.setCurrentIndex(self._hits.index(0, 0))

    def _tab(self, text: str, name: str) -> QToolButton:
        """Return a button that chooses a table."""
        chip = QToolButton()
        chip.setText(text)
        chip.setObjectName(name)
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        return chip

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for tab in self._tabs.values():
            group.addButton(tab)
            tab.toggled.connect(call(self.refresh))
        self._tabs["hits"].setChecked(True)
        self.table.selectionModel().currentRowChanged.connect(self._on_hit_chosen)
        self.holding_table.selectionModel().currentRowChanged.connect(self._on_holding_chosen)
        for model in (self._hits, self._holding):
            model.modelReset.connect(self.refresh)

    @Slot(QModelIndex, QModelIndex)
    def _on_hit_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._hits.is_trimming:
            place = current.row()
            self.chosen.emit(
                self._hits.symbol_at(place), self._hits.formula_id_at(place),
                self._hits.time_at(place),
            )  # fmt: skip

    @Slot(QModelIndex, QModelIndex)
    def _on_holding_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            held = self._holding.holding_at(current.row())
            self.chosen.emit(held.symbol, held.formula_id, held.since_ns)

    def show_holding(self, rows: Sequence[object]) -> None:
        """Show what holds now; a row that still holds stays the current one."""
        index = self.holding_table.currentIndex()
        before = self._holding.holding_at(index.row()) if index.isValid() else None
        self._is_following = True
        self._holding.show(rows)  # type: ignore[arg-type]
        place = -1 if before is None else self._holding.row_of(before)
        if place >= 0:
            self.holding_table.setCurrentIndex(self._holding.index(place, 0))
        self._is_following = False
