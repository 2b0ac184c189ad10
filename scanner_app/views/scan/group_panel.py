"""The matches by symbol or by day; a click filters the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QScrollArea, QSizePolicy, QTableView, QWidget

from engine.domain.durations import DAY_NS
from engine.domain.series import from_ns
from scanner_app.models.text_table_model import TextTableModel
from scanner_app.views.scan.returns_panel import ReturnsPanel
from scanner_app.widgets.parts import button, column, keep_whole, label, row, set_up_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QBoxLayout

    from engine.domain.forward_returns import ForwardReturns
    from scanner_app.services.scan.result_summary import Summary

_BY_SYMBOL, _BY_DAY = range(2)
_WIDTH, _BAR_WIDTH = 224, 12
_COLUMN_WIDTH = 92
_MIN_HEIGHT, _MIN_BELOW = 120, 72


class GroupPanel(QWidget):
    """Lists the groups with their counts.

    Signals
    -------
    symbol_chosen : object
        Show this symbol only, or all for None.
    day_chosen : object
        Show this day only (first and last instant), or all for None.
    shown :
        The panel has come into sight, with its tab or by itself.
    """

    shown = Signal()
    symbol_chosen = Signal(object)
    day_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("groupPanel")
        self._summary: Summary | None = None
        self.kind = QComboBox()
        self.kind.addItems([self.tr("By symbol"), self.tr("By day")])
        self.kind.setAccessibleName(self.tr("Group the matches"))
        self.model = TextTableModel((self.tr("Group"), self.tr("Matches")), parent=self)
        self.table = QTableView()
        self.table.setAccessibleName(self.tr("Groups of matches"))
        set_up_table(self.table)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setMinimumHeight(_MIN_HEIGHT)
        self.table.horizontalHeader().setDefaultSectionSize(_COLUMN_WIDTH)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facts = label("", "muted")
        self.facts.setWordWrap(True)
        self.returns = ReturnsPanel(_WIDTH - _BAR_WIDTH)
        every = button(self.tr("Show all"))
        below = _Below(column(self.facts, self.returns, margins=(0, 0, _BAR_WIDTH, 0)))
        self.setLayout(column(row(self.kind, every), self.table, below))
        self.setFixedWidth(_WIDTH)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.table.clicked.connect(self._on_clicked)
        every.clicked.connect(self.show_all)

    def show_summary(self, summary: Summary) -> None:
        """Show the groups of another scan."""
        self._summary = summary
        self.facts.setText(self._facts_text(summary) if summary.symbols else "")
        keep_whole(self.facts, _WIDTH - _BAR_WIDTH)
        self._fill()

    def _facts_text(self, summary: Summary) -> str:
        """Return the sizes of a result in one line."""
        n_symbols, n_days = len(summary.symbols), len(summary.days)
        text = self.tr(
            "{symbols} on {days}; matches on a usual day: {median}, on the busiest: {busiest}"
        )
        return text.format(
            symbols=self.tr("{n} symbols", "", n_symbols).format(n=f"{n_symbols:,}"),
            days=self.tr("{n} days", "", n_days).format(n=f"{n_days:,}"),
            median=f"{summary.median_per_day:,.0f}",
            busiest=f"{summary.busiest:,}",
        )

    @property
    def is_looked_at(self) -> bool:
        """Whether the panel is in sight."""
        return self.isVisible()

    def show_measuring(self) -> None:
        """Show that what followed the matches is being measured."""
        self.returns.show_working()

    def show_returns(self, returns: Sequence[ForwardReturns], *, is_filtered: bool) -> None:
        """Show what followed the matches."""
        self.returns.show_returns(returns, is_filtered=is_filtered)

    def clear_returns(self) -> None:
        """Remove what followed other matches."""
        self.returns.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Announce that the panel is in sight."""
        super().showEvent(event)
        self.shown.emit()

    def forget_day(self) -> None:
        """Take the mark off the day that was chosen here."""
        if self.kind.currentIndex() == _BY_DAY:
            self.table.clearSelection()

    def _fill(self) -> None:
        """List the groups of the chosen kind."""
        if self._summary is None:
            return
        rows: list[tuple[str, int]]
        if self.kind.currentIndex() == _BY_SYMBOL:
            counts = self._summary.per_symbol.tolist()
            rows = list(zip(self._summary.symbols, counts, strict=True))
        else:
            days = [f"{from_ns(day * DAY_NS):%Y-%m-%d}" for day in self._summary.days.tolist()]
            rows = list(zip(days, self._summary.per_day.tolist(), strict=True))[::-1]
        self.model.set_rows(rows)

    @Slot()
    def _on_kind_changed(self) -> None:
        self._fill()
        self.show_all()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """Filter by the clicked group."""
        if self._summary is None:
            return
        if self.kind.currentIndex() == _BY_SYMBOL:
            self.symbol_chosen.emit(str(self.model.row_at(index.row())[0]))
            return
        day = int(
            self._summary.days[len(self._summary.days) - 1 - self.model.number_at(index.row())]
        )
        self.day_chosen.emit((day * DAY_NS, (day + 1) * DAY_NS - 1))

    @Slot()
    def show_all(self) -> None:
        """Show the matches of all groups."""
        self.table.clearSelection()
        self.symbol_chosen.emit(None)
        self.day_chosen.emit(None)


class _Below(QScrollArea):
    """Is as tall as its contents; where the window is low, they scroll and the groups stay.

    Parameters
    ----------
    contents : QBoxLayout
        What wraps to the width of the panel.
    """

    def __init__(self, contents: QBoxLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self._inner, self._contents = QWidget(), contents
        self._inner.setLayout(contents)
        self._inner.installEventFilter(self)
        self.setWidget(self._inner)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Return the height of all that is inside."""
        return QSize(_WIDTH, self._contents.totalHeightForWidth(_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Return the height of some lines, or of what is inside where that is less."""
        return QSize(0, min(_MIN_BELOW, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when there is more or less inside."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
