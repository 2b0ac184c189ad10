"""The chart with its title and tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from scanner_app.charting.canvas import ChartCanvas
from scanner_app.charting.colors import colors_of
from scanner_app.texts import timeframe_text
from scanner_app.widgets.elided_label import ElidedLabel
from scanner_app.widgets.parts import call, column, label, row, tool_button

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from scanner_app.charting.data import ChartData
    from scanner_app.icons import Icons
    from scanner_app.theme import Theme


class ChartView(QWidget):
    """Shows one symbol.

    Signals
    -------
    match_requested : int
        The user asks for the match so many further on; -1 is the one before.
    copied :
        The chart is on the clipboard.
    """

    match_requested = Signal(int)
    copied = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartView")
        self.canvas = ChartCanvas(colors_of(theme))
        self.canvas.setAccessibleName(self.tr("Chart"))
        self.title = ElidedLabel("title", "chartTitle")
        self.note = ElidedLabel("muted", "chartNote")
        self._empty = label(self.tr("Select a match to see its chart"), "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = tool_button(icons, "left", self.tr("Previous match (Left)"))
        after = tool_button(icons, "right", self.tr("Next match (Right)"))
        self.log = tool_button(icons, "log", self.tr("Logarithmic prices"), is_checkable=True)
        self.log.setObjectName("logButton")
        fit = tool_button(
            icons, "fit", self.tr("Show all candles (A), back with 0"), is_checkable=True
        )
        copy = tool_button(icons, "image", self.tr("Copy as image (Ctrl+Shift+C)"))
        self._fit = fit
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.canvas)
        head = row(self.title, 6, self.note, None, before, after, self.log, fit, copy, spacing=2,
                   margins=(8, 4, 6, 4))  # fmt: skip
        self.setLayout(column(head, self._stack, spacing=0))
        before.clicked.connect(call(self.match_requested.emit, -1))
        after.clicked.connect(call(self.match_requested.emit, 1))
        self.log.toggled.connect(self.canvas.set_log)
        fit.toggled.connect(self._on_fit_toggled)
        copy.clicked.connect(self.copy_image)
        self.canvas.match_requested.connect(self.match_requested)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self.canvas.set_colors(colors_of(theme))

    def show_chart(self, data: ChartData, selected: int | None) -> None:
        """Draw `data` with the bar `selected` marked and in sight."""
        name = f"  {data.name}" if data.name and data.name != data.symbol else ""
        self.title.setText(f"{data.symbol}{name} · {timeframe_text(data.timeframe)}")
        self.note.setText(data.note)
        if not data.n_bars:
            gone = self.tr("The library has no candles of {symbol} any more")
            self._empty.setText(gone.format(symbol=data.symbol))
        self.canvas.set_data(data, selected)
        if self._fit.isChecked():
            self.canvas.show_all()
        self._stack.setCurrentWidget(self.canvas if data.n_bars else self._empty)

    def clear(self, text: str) -> None:
        """Show `text` instead of a chart."""
        self.title.clear()
        self.note.clear()
        self._empty.setText(text)
        self._stack.setCurrentWidget(self._empty)

    def image(self) -> QImage:
        """Return the chart as it is on the screen."""
        return self.grab().toImage()

    def toggle_log(self) -> None:
        """Change between logarithmic and linear prices."""
        self.log.toggle()

    @Slot()
    def copy_image(self) -> None:
        """Put the chart on the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())
        self.copied.emit()

    @Slot(bool)
    def _on_fit_toggled(self, is_whole: bool) -> None:
        if is_whole:
            self.canvas.show_all()
        else:
            self.canvas.show_selected()
