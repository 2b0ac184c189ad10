"""A field for a day: typed as a whole, stepped with the arrow keys or picked in a calendar."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_DAY = re.compile(
    r"(?P<year>[0-9]{4})(?P<mark>[-./]?)(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
)
_UNMARKED_LENGTH = 8
_FIRST, _LAST = date(1678, 1, 1), date(2261, 12, 31)  # what nanoseconds in 64 bits reach
_MIN_WIDTH, _WIDTH = 122, 130
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DayField(QLineEdit):
    """Holds a day, and the text that is being typed.

    Qt's own field keeps the sections that the typing has not reached, so that a year typed over
    the whole text is lost.

    Signals
    -------
    changed :
        Another day stands here, or a text that is none.
    """

    changed = Signal()

    def __init__(self, day: date, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self.setText(day.isoformat())
        self.setAccessibleName(name)
        self.setMinimumWidth(_MIN_WIDTH)
        self.setMaximumWidth(_WIDTH)
        self.pick = QAction(self.tr("Choose a day in a calendar (Alt+Down)"), self)
        self.pick.triggered.connect(self._on_pick)
        self.addAction(self.pick, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._on_text_edited)
        self.editingFinished.connect(self._on_editing_finished)

    @property
    def day(self) -> date:
        """The day that stands here, or the last one that did."""
        return self._day

    @property
    def is_valid(self) -> bool:
        """Whether the text is a day."""
        return parse_day(self.text()) is not None

    def set_day(self, day: date) -> None:
        """Show `day`."""
        is_other = day != self._day or not self.is_valid
        self._day = day
        self.setText(day.isoformat())
        if is_other:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go a day further with the arrows; with Alt, open the calendar."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._on_pick()
        elif _FIRST < self._day < _LAST:
            self.set_day(self._day + timedelta(days=step))

    @Slot()
    def _on_text_edited(self) -> None:
        self._day = parse_day(self.text()) or self._day
        self.changed.emit()

    @Slot()
    def _on_editing_finished(self) -> None:
        """Write a day in its usual form; what is none stays, to be mended."""
        if self.is_valid:
            self.setText(self._day.isoformat())

    @Slot()
    def _on_pick(self) -> None:
        """Open a calendar below the field."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))
        calendar.clicked.connect(self._on_picked)
        calendar.activated.connect(self._on_picked)
        calendar.clicked.connect(calendar.close)
        calendar.activated.connect(calendar.close)
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.show()

    @Slot(QDate)
    def _on_picked(self, day: QDate) -> None:
        self.set_day(date(day.year(), day.month(), day.day()))


def today() -> date:
    """Return the day that it is here."""
    return datetime.now().astimezone().date()


def parse_day(text: str) -> date | None:
    """Return the day that `text` says, year first, or None."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    if not match["mark"] and len(match[0]) < _UNMARKED_LENGTH:
        return None  # 2024112 is the 2nd or the 12th
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return day if _FIRST <= day <= _LAST else None
