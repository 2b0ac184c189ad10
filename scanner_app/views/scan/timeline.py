"""Matches per day as bars; a click or a drag filters the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from engine.domain.durations import DAY_NS
from engine.domain.series import from_ns

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from scanner_app.services.scan.result_summary import Summary
    from scanner_app.theme import Theme

_HEIGHT = 64
_FOOT = 14.0
_DRAG_PX = 3.0


class Timeline(QWidget):
    """Shows how the matches lie in time.

    Signals
    -------
    days_chosen : object
        First and last instant in nanoseconds since 1970 UTC, or None for all.
    """

    days_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("Matches per day"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFixedHeight(_HEIGHT)
        self.setToolTip(self.tr("Click a day or drag over some; Esc shows all"))
        self._theme = theme
        self._days: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._counts: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._chosen: tuple[int, int] | None = None
        self._drag_from: float | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        self.update()

    def show_summary(self, summary: Summary) -> None:
        """Show another scan; nothing is chosen."""
        self._days, self._counts = summary.days, summary.per_day
        self._chosen = None
        self.update()

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The first and the last day that are chosen, in days since 1970."""
        return self._chosen

    def choose(self, first: int, last: int) -> None:
        """Choose the days from `first` to `last`, in days since 1970."""
        self._chosen = (min(first, last), max(first, last))
        self.days_chosen.emit((self._chosen[0] * DAY_NS, (self._chosen[1] + 1) * DAY_NS - 1))
        self.update()

    def show_days(self, days: tuple[int, int] | None) -> None:
        """Mark the days of two instants, chosen elsewhere, or none."""
        self._chosen = None if days is None else (days[0] // DAY_NS, days[1] // DAY_NS)
        self.update()

    def clear(self) -> None:
        """Choose all days."""
        if self._chosen is not None:
            self._chosen = None
            self.days_chosen.emit(None)
            self.update()

    def sizeHint(self) -> QSize:
        """Return a broad strip."""
        return QSize(400, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one bar a day, or one a pixel where there are more days than pixels."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("field"))
            if len(self._days):
                self._paint_bars(painter)
                self._paint_ends(painter)

    def _paint_bars(self, painter: QPainter) -> None:
        """Paint the counts, those of chosen days strong."""
        columns = self._columns()
        height = self.height() - _FOOT - 4.0
        heights = np.maximum(1.0, np.rint(columns / max(columns.max(), 1) * height))
        width = self.width() / len(columns)
        painter.setPen(Qt.PenStyle.NoPen)
        for is_chosen, color in ((True, "accent"), (False, "disabled")):
            painter.setBrush(self._theme.color(color))
            mask = (self._chosen_columns(len(columns)) == is_chosen) & (columns > 0)
            boxes = [
                QRectF(
                    n * width, self.height() - _FOOT - heights[n], max(width - 0.5, 0.8), heights[n]
                )
                for n in np.flatnonzero(mask).tolist()
            ]
            painter.drawRects(boxes)

    def _columns(self) -> NDArray[np.int64]:
        """Return the count of each column: that of its busiest day where days are many.

        Not the sum: columns without a weekend would tower above their neighbours.
        """
        n_days = int(self._days[-1] - self._days[0]) + 1
        n_columns = max(1, min(n_days, self.width()))
        places = (self._days - self._days[0]) * n_columns // n_days
        columns = np.zeros(n_columns, dtype=np.int64)
        np.maximum.at(columns, places, self._counts)
        return columns

    def _chosen_columns(self, n_columns: int) -> NDArray[np.bool_]:
        """Return which columns show chosen days; all where none are chosen."""
        if self._chosen is None:
            return np.ones(n_columns, dtype=np.bool_)
        first, n_days = int(self._days[0]), int(self._days[-1] - self._days[0]) + 1
        numbers = np.arange(n_columns)
        starts = first + numbers * n_days // n_columns
        ends = first + ((numbers + 1) * n_days - 1) // n_columns
        return (ends >= self._chosen[0]) & (starts <= self._chosen[1])

    def _paint_ends(self, painter: QPainter) -> None:
        """Paint the first and the last day, and the greatest count."""
        painter.setPen(self._theme.color("muted"))
        font = painter.font()
        font.setPixelSize(10)
        painter.setFont(font)
        foot = QRectF(3.0, self.height() - _FOOT, self.width() - 6.0, _FOOT)
        flags = Qt.AlignmentFlag
        painter.drawText(foot, flags.AlignLeft | flags.AlignVCenter, _day_text(self._days[0]))
        painter.drawText(foot, flags.AlignRight | flags.AlignVCenter, _day_text(self._days[-1]))
        if self._chosen is not None:
            text = " – ".join(dict.fromkeys(_day_text(day) for day in self._chosen))
            painter.setPen(self._theme.color("accent"))
            painter.drawText(foot, flags.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to choose."""
        self._drag_from = event.position().x()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the days that were dragged over, or the clicked one; the same one again, all."""
        if self._drag_from is None or not len(self._days):
            return
        ends = sorted((self._drag_from, event.position().x()))
        self._drag_from = None
        if ends[1] - ends[0] <= _DRAG_PX:
            ends = [ends[1], ends[1]]
        days = (self._day_at(ends[0]), self._day_at(ends[1]))
        if days == self._chosen:
            self.clear()
        else:
            self.choose(*days)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the day under the mouse and its matches."""
        if event.type() == QEvent.Type.ToolTip and len(self._days):
            self._show_tip(event)  # type: ignore[arg-type]  # the type says that it is a help event
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        day = self._day_at(QPointF(event.pos()).x())
        at = int(np.searchsorted(self._days, day))
        count = int(self._counts[at]) if at < len(self._days) and self._days[at] == day else 0
        text = self.tr("{day}: {n} matches", "", count)
        text = text.format(day=_day_text(day), n=f"{count:,}")
        QToolTip.showText(event.globalPos(), text, self)

    def _day_at(self, x: float) -> int:
        """Return the day at a pixel; that of the nearest match within a column."""
        first, last = int(self._days[0]), int(self._days[-1])
        share = min(max(x / max(self.width(), 1), 0.0), 1.0)
        day = min(first + int(share * (last - first + 1)), last)
        near = min(int(np.searchsorted(self._days, day)), len(self._days) - 1)
        return int(self._days[near])


def _day_text(day: int) -> str:
    return f"{from_ns(int(day) * DAY_NS):%Y-%m-%d}"
