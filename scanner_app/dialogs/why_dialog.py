"""Why (not)? - what each condition of the formula says of a symbol on a day."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDialog, QTableView, QWidget

from engine.domain.series import from_ns
from scanner_app.engine_messages import error_text
from scanner_app.icons import render_icon
from scanner_app.models.result_columns import ColumnKind, number_text
from scanner_app.texts import tool_tip
from scanner_app.widgets.day_field import DayField, today
from scanner_app.widgets.parts import button, column, label, row, set_up_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from engine.domain.explanation import ClauseState, Explanation
    from scanner_app.theme import Theme

_SIGNS = {True: "✓", False: "✗", None: "?"}
_COLORS = {True: "good", False: "bad", None: "warning"}


class WhyDialog(QDialog):
    """Asks for a symbol and a day and shows what each condition gives.

    Signals
    -------
    asked : str, date or datetime
        A symbol, and a day or the very candle that was opened.
    """

    asked = Signal(str, object)

    def __init__(
        self, formula: str, symbols: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("whyDialog")
        self.setWindowTitle(self.tr("Why (not)?"))
        self._theme = theme
        self._moment: datetime | None = None
        self.symbol = QComboBox()
        self.symbol.setEditable(True)
        self.symbol.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.symbol.addItems(list(symbols))
        self.symbol.setAccessibleName(self.tr("Symbol"))
        self.day = DayField(today(), self.tr("Day"))
        self.day.pick.setIcon(render_icon("calendar", theme.muted))
        self.outcome = label("", "title", "whyVerdict")
        self.outcome.setWordWrap(True)
        self._items = QStandardItemModel(self)
        self.table = QTableView()
        self.table.setObjectName("whyTable")
        set_up_table(self.table)
        self.table.setModel(self._items)
        text = label(formula, "muted")
        text.setWordWrap(True)
        close = button(self.tr("Close"))
        ask = row(label(self.tr("Symbol")), self.symbol, 10, label(self.tr("Day")), self.day, None)
        self.setLayout(
            column(text, ask, self.outcome, self.table, row(None, close), spacing=10,
                   margins=(14, 14, 14, 14))
        )  # fmt: skip
        close.clicked.connect(self.close)
        self.symbol.currentTextChanged.connect(self._ask)
        self.day.changed.connect(self._ask)
        self.resize(860, 460)

    def ask(self, symbol: str, timestamp_ns: int | None) -> None:
        """Ask about a symbol, on the candle of an instant or on the last one there is."""
        for field in (self.symbol, self.day):
            field.blockSignals(True)
        self.symbol.setCurrentText(symbol)
        if timestamp_ns is not None:
            self._moment = moment = from_ns(timestamp_ns)
            self.day.set_day(moment.date())
        for field in (self.symbol, self.day):
            field.blockSignals(False)
        self._ask()

    @Slot(object)
    def show_explanation(self, explanation: Explanation) -> None:
        """Show the verdicts."""
        self._items.clear()
        if explanation.timestamp is None:
            self.outcome.setText(self.tr("There are no candles of this symbol up to that day."))
            return
        self.outcome.setText(self._outcome_text(explanation))
        self._items.setHorizontalHeaderLabels(
            [self.tr("Condition"), "", self.tr("Values"), self.tr("True on")]
        )
        for clause in explanation.clauses:
            self._items.appendRow(self._row(clause))
        for section, width in enumerate((330, 34, 230)):
            self.table.setColumnWidth(section, width)
        self.table.horizontalHeader().setStretchLastSection(True)

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Show why there is no explanation."""
        self._items.clear()
        self.outcome.setText(error_text(error))

    def _outcome_text(self, explanation: Explanation) -> str:
        """Return what the whole formula gives, in a sentence."""
        when = _moment_text(explanation.timestamp)
        if explanation.is_match:
            text = self.tr("{symbol} matches on {day}: every condition is true.")
            return text.format(symbol=explanation.symbol, day=when)
        unmet = sum(clause.is_true is not True for clause in explanation.clauses)
        unknown = sum(clause.is_true is None for clause in explanation.clauses)
        n_all = len(explanation.clauses)
        text = self.tr(
            "{symbol} does not match on {day}: {n} of {all} conditions not met.", "", n_all
        )
        text = text.format(symbol=explanation.symbol, day=when, n=unmet, all=n_all)
        if unknown:
            n_bars = n_bars_of(explanation)
            history = self.tr(" {n} cannot be known from {bars} candles of history.", "", n_bars)
            text += history.format(n=unknown, bars=f"{n_bars:,}")
        return text

    def _row(self, clause: ClauseState) -> list[QStandardItem]:
        """Return the cells of one condition."""
        sign = QStandardItem(_SIGNS[clause.is_true])
        sign.setForeground(QColor(self._theme.color(_COLORS[clause.is_true])))
        sign.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        values = "   ·   ".join(
            number_text(value, ColumnKind.VALUE) for value in clause.operands.values()
        )
        n_bars = clause.n_true + clause.n_false + clause.n_unknown
        share = self.tr("{n} of {all} candles", "", n_bars)
        share = share.format(n=f"{clause.n_true:,}", all=f"{n_bars:,}")
        cells = [QStandardItem(clause.text), sign, QStandardItem(values), QStandardItem(share)]
        for cell in cells:
            cell.setToolTip(tool_tip(cell.text()))
            cell.setEditable(False)
        return cells

    @Slot()
    def _ask(self) -> None:
        """Ask about what is filled in."""
        if not self.day.is_valid:
            self.outcome.setText(self.tr("Write the day like 2024-12-31"))
            return
        moment = self.day.day
        if self._moment is not None and self._moment.date() == moment:
            moment = self._moment
        self.asked.emit(self.symbol.currentText().strip(), moment)


def _moment_text(moment: datetime | None) -> str:
    """Return a candle's day, and its time where it has one."""
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d %H:%M}" if moment.time() != time() else f"{moment:%Y-%m-%d}"


def n_bars_of(explanation: Explanation) -> int:
    """Return how many candles were looked at."""
    return max((c.n_true + c.n_false + c.n_unknown for c in explanation.clauses), default=0)
