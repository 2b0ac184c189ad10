"""The suspicious candles of a quality check, each with its date, under the table of symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QTableView, QWidget

from scanner_app.models.result_columns import is_intraday, time_text
from scanner_app.models.text_table_model import TextTableModel
from scanner_app.widgets.parts import card, column, label, row, set_up_table, tool_button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.domain.quality_report import SymbolQuality
    from scanner_app.icons import Icons

_HEIGHT = 190
_MAX_ROWS = 20_000
_WIDTHS = (120, 140)


class SuspiciousBarsView(QWidget):
    """One row a candle; hidden until there is one.

    Signals
    -------
    bar_chosen : str, str, int
        A row was double-clicked or Enter pressed: the symbol, the timeframe and the start of the
        bar in nanoseconds since 1970 UTC.
    """

    bar_chosen = Signal(str, str, object)  # an int of Qt's has 32 bits

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suspiciousBars")
        self._places: list[tuple[str, int]] = []
        self._timeframe = ""
        self.summary = label("", "title", "suspiciousSummary")
        titles = (self.tr("Symbol"), self.tr("Bar"), self.tr("Doubts"))
        self.model = TextTableModel(titles, parent=self)
        self.table = QTableView()
        self.table.setObjectName("suspiciousTable")
        self.table.setAccessibleName(self.tr("Doubtful candles"))
        set_up_table(self.table)
        self.table.setModel(self.model)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setStretchLastSection(True)
        for section, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(section, width)
        hint = label(self.tr("Double-click a row to see its candle"), "muted")
        close = tool_button(icons, "close", self.tr("Close the list"))
        close.clicked.connect(self.hide)
        head = row(self.summary, 10, hint, None, close, margins=(10, 6, 6, 2))
        self.setLayout(column(card(column(head, self.table, spacing=2))))
        self.setFixedHeight(_HEIGHT)
        self.hide()
        self.table.activated.connect(self._on_activated)

    def show_bars(
        self, entries: Sequence[SymbolQuality], timeframe: str, titles: Mapping[str, str]
    ) -> None:
        """List the suspicious candles of some symbols.

        Parameters
        ----------
        entries : sequence of SymbolQuality
            What is suspicious, symbol by symbol.
        timeframe : str
            Of the candles.
        titles : mapping of str to str
            What the doubts are called.
        """
        bars = [(entry.symbol, bar) for entry in entries for bar in entry.bars][:_MAX_ROWS]
        self._timeframe = timeframe
        self._places = [(symbol, bar.time_ns) for symbol, bar in bars]
        has_time = is_intraday(timeframe)
        self.model.set_rows(
            [
                (
                    symbol,
                    time_text(bar.time_ns, is_intraday=has_time),
                    ", ".join(titles.get(flag, flag) for flag in bar.flags),
                )
                for symbol, bar in bars
            ]
        )
        n_bars = len(bars)
        text = self.tr("{n} doubtful candles", "", n_bars)
        self.summary.setText(text.format(n=f"{n_bars:,}"))
        self.setVisible(bool(bars))

    def set_filter(self, text: str) -> None:
        """Show the candles of symbols that contain `text`."""
        self.model.set_filter(text)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        symbol, time_ns = self._places[self.model.number_at(index.row())]
        self.bar_chosen.emit(symbol, self._timeframe, time_ns)
