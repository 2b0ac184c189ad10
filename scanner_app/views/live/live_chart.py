"""The chart of the selected symbol, whose candles move while one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from scanner_app.charting.canvas import ChartCanvas
from scanner_app.charting.colors import colors_of
from scanner_app.charting.navigation import BarRange
from scanner_app.texts import timeframe_text
from scanner_app.widgets.elided_label import ElidedLabel
from scanner_app.widgets.parts import call, column, label, row, tool_button

if TYPE_CHECKING:
    from scanner_app.charting.data import ChartData
    from scanner_app.icons import Icons
    from scanner_app.theme import Theme


class LiveChart(QWidget):
    """Shows one symbol and follows its newest candle, unless the user looks at older ones.

    Signals
    -------
    match_requested : int
        The user asks for the hit so many rows further down; -1 is the one above.
    """

    match_requested = Signal(int)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("liveChart")
        self.canvas = ChartCanvas(colors_of(theme))
        self.canvas.is_live = True
        self.canvas.setAccessibleName(self.tr("Live chart"))
        self.title = ElidedLabel("title", "liveChartTitle")
        self.note = ElidedLabel("muted", "liveChartNote")
        self._selected_ns: int | None = None
        self._is_new = True
        self._empty = label(self.tr("Select a hit to see its chart move"), "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = tool_button(icons, "left", self.tr("Hit above (Left)"))
        after = tool_button(icons, "right", self.tr("Hit below (Right)"))
        log = tool_button(icons, "log", self.tr("Logarithmic prices"), is_checkable=True)
        newest = tool_button(icons, "fit", self.tr("Go to the newest candle (End)"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.canvas)
        head = row(self.title, 6, self.note, None, before, after, log, newest, spacing=2,
                   margins=(8, 4, 6, 4))  # fmt: skip
        self.setLayout(column(head, self._stack, spacing=0))
        before.clicked.connect(call(self.match_requested.emit, -1))
        after.clicked.connect(call(self.match_requested.emit, 1))
        log.toggled.connect(self.canvas.set_log)
        newest.clicked.connect(self.show_newest)
        self.canvas.match_requested.connect(self.match_requested)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.canvas.set_colors(colors_of(theme))

    def expect(self, selected_ns: int) -> None:
        """Bring the bar `selected_ns` into sight with the next chart; 0 for the newest bar."""
        self._selected_ns = selected_ns or None
        self._is_new = True

    def show_chart(self, data: ChartData) -> None:
        """Draw `data`, from the same bar on as before where it is the same symbol."""
        name = f"  {data.name}" if data.name and data.name != data.symbol else ""
        self.title.setText(f"{data.symbol}{name} · {timeframe_text(data.timeframe)}")
        self.note.setText(data.note)
        before = self.canvas.data
        is_same = not self._is_new and before is not None and before.symbol == data.symbol
        view = moved(self.canvas.view, before, data) if is_same and before is not None else None
        self.canvas.set_data(data, self._selected_bar(data))
        if view is not None:
            self.canvas.show_range(view)
        self._is_new = False
        self._stack.setCurrentWidget(self.canvas if data.n_bars else self._empty)

    @Slot()
    def show_newest(self) -> None:
        """Bring the newest candle into sight and follow it."""
        data = self.canvas.data
        if data is not None:
            view = self.canvas.view
            self.canvas.pan(data.n_bars - 1 + 0.1 * view.span - view.high)

    def clear(self, text: str = "") -> None:
        """Show `text` instead of a chart."""
        self.title.clear()
        self.note.clear()
        self.canvas.set_data(None)
        self._is_new = True
        self._selected_ns = None
        self._empty.setText(text or self.tr("Select a hit to see its chart move"))
        self._stack.setCurrentWidget(self._empty)

    def _selected_bar(self, data: ChartData) -> int | None:
        """Return the number of the selected hit's bar, if it is still there."""
        if self._selected_ns is None or not data.n_bars:
            return None
        bar = data.bar_at(self._selected_ns)
        return bar if int(data.timestamps[bar]) == self._selected_ns else None


def moved(view: BarRange, before: ChartData, now: ChartData) -> BarRange:
    """Return the range that shows in `now` what `view` has shown in `before`.

    A view that reaches the newest bar stays there. Old bars may have gone at the left.
    """
    if view.high >= before.n_bars - 1:
        shift = now.n_bars - before.n_bars
    else:
        first = int(before.timestamps[min(max(round(view.low), 0), before.n_bars - 1)])
        shift = int(np.searchsorted(now.timestamps, first)) - int(
            np.searchsorted(before.timestamps, first)
        )
    return BarRange(view.low + shift, view.high + shift)
