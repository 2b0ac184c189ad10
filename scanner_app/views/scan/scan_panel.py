"""What to scan: universe, timeframe and range, with Run and Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QMenu,
    QSpinBox,
    QToolButton,
    QWidget,
)

from scanner_app.services.scan.repeat_service import CHOICES_MIN
from scanner_app.services.scan.scan_types import RangeKind, ScanRange
from scanner_app.view_states import ScanPanelState
from scanner_app.widgets.day_field import DayField, today
from scanner_app.widgets.parts import button, call, column, label, roomy, row, tool_button
from scanner_app.widgets.timeframe_box import TimeframeBox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scanner_app.icons import Icons
    from scanner_app.view_states import UniverseOption

_MAX_BARS = 100_000
_MIN_UNIVERSE, _MAX_UNIVERSE = 150, 280
_MIN_CHOICE = 76  # all fields together fit into 1280 pixels


class RangeSelector(QWidget):
    """Chooses which candles may match.

    Signals
    -------
    changed :
        Another range is chosen.
    """

    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = QComboBox()
        self._kind.setObjectName("rangeSelector")
        self._kind.setAccessibleName(self.tr("Range"))
        for text, kind in (
            (self.tr("Latest candle"), RangeKind.LATEST),
            (self.tr("Last N candles"), RangeKind.LAST_N),
            (self.tr("Dates"), RangeKind.DATES),
            (self.tr("All candles"), RangeKind.ALL),
        ):
            self._kind.addItem(text, kind)
        self._n_bars = roomy(QSpinBox(minimum=1, maximum=_MAX_BARS, value=20))
        self._n_bars.setAccessibleName(self.tr("Number of candles"))
        self._stale = QCheckBox(self.tr("and those behind"))
        self._stale.setObjectName("staleSwitch")
        self._stale.setToolTip(
            self.tr(
                "Take the last candle of symbols, too, whose last candle is older than that of "
                "the others"
            )
        )
        self._start = DayField(_year_before(today()), self.tr("First day"))
        self._end = DayField(today(), self.tr("Last day"))
        self._dash = label("–")
        days = self._start, self._dash, self._end
        self.setLayout(row(self._kind, self._stale, self._n_bars, *days))
        self._kind.currentIndexChanged.connect(self._on_kind_changed)
        self._has_own_days = False
        self._n_bars.valueChanged.connect(self.changed)
        self._stale.toggled.connect(self.changed)
        for field in (self._start, self._end):
            icons.attach(field.pick, "calendar", "muted")
            field.changed.connect(self._on_day_changed)
        self._show_fields()

    @property
    def value(self) -> ScanRange:
        """The range that is chosen; of use where there is no problem with it."""
        kind = RangeKind(self._kind.currentData())
        days = self._start.day, self._end.day
        return ScanRange(kind, self._n_bars.value(), *days, with_stale=self._stale.isChecked())

    @property
    def problem(self) -> str:
        """What is wrong with the days, in a sentence; empty where nothing is."""
        if self._kind.currentData() != RangeKind.DATES:
            return ""
        for field in (self._start, self._end):
            if not field.is_valid:
                text = self.tr("'{text}' is not a day; write it like 2024-12-31")
                return text.format(text=field.text())
        if self._start.day > self._end.day:
            return self.tr("The first day is after the last one")
        return ""

    def choose(self, value: ScanRange) -> None:
        """Choose another range."""
        self._n_bars.setValue(value.n_bars)
        self._stale.setChecked(value.with_stale)
        if value.kind is RangeKind.DATES and value.start is not None and value.end is not None:
            self._start.set_day(value.start)
            self._end.set_day(value.end)
        self._kind.setCurrentIndex(self._kind.findData(value.kind))

    def suggest_days(self, first: date, last: date) -> None:
        """Offer the last year of the candles from `first` to `last`, unless days are chosen."""
        if self._has_own_days:
            return
        for field, day in ((self._start, max(_year_before(last), first)), (self._end, last)):
            field.blockSignals(True)
            field.set_day(day)
            field.blockSignals(False)

    @Slot()
    def _on_day_changed(self) -> None:
        self._has_own_days = True
        self.changed.emit()

    @Slot()
    def _on_kind_changed(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        """Show the fields that the chosen kind of range has."""
        kind = self._kind.currentData()
        self._kind.setMinimumWidth(_MIN_CHOICE if kind == RangeKind.DATES else 0)
        self._n_bars.setVisible(kind == RangeKind.LAST_N)
        self._stale.setVisible(kind == RangeKind.LATEST)
        for field in (self._start, self._dash, self._end):
            field.setVisible(kind == RangeKind.DATES)


class ScanPanel(QWidget):
    """The bar between the formula and its results.

    Signals
    -------
    run_requested, cancel_requested :
        The buttons.
    repeat_chosen : int
        Scan again every so many minutes; 0 for no more.
    history_requested :
        The user wants to see past scans.
    changed :
        Timeframe or range is another one.
    timeframe_changed :
        Another timeframe is chosen.
    universe_chosen : UniverseChoice
        Another entry of the universe selector is chosen.
    universe_requested :
        The user wants to choose symbols in a dialog.
    """

    timeframe_changed = Signal()
    universe_chosen = Signal(object)
    universe_requested = Signal()
    run_requested = Signal()
    cancel_requested = Signal()
    repeat_chosen = Signal(int)
    history_requested = Signal()
    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._n_universes = self._chosen_universe = 0
        self.universe = QComboBox()
        self.universe.setMinimumWidth(_MIN_UNIVERSE)
        self.universe.setObjectName("universeSelector")
        self.universe.setAccessibleName(self.tr("Universe"))
        self.universe.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.universe.setMaximumWidth(_MAX_UNIVERSE)
        self.timeframe = TimeframeBox()
        self.timeframe.setMinimumWidth(_MIN_CHOICE)
        self.timeframe.setObjectName("timeframeSelector")
        self.timeframe.setAccessibleName(self.tr("Timeframe"))
        self.range = RangeSelector(icons)
        self.problem = label("", "warning", "rangeProblem")
        self.problem.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.problem.hide()
        self.run = button(self.tr("Run"), "primary", "runButton")
        self.run.setToolTip(self.tr("Scan (Ctrl+Enter)"))
        icons.attach(self.run, "run", "accent_text")
        self.cancel = button(self.tr("Cancel"), name="cancelButton")
        self.cancel.setToolTip(self.tr("Stop the scan and keep what was found (Esc)"))
        self.cancel.setEnabled(False)
        fields = row(
            label(self.tr("Universe"), "muted"), self.universe, 10,
            label(self.tr("Timeframe"), "muted"), self.timeframe, 10,
            label(self.tr("Range"), "muted"), self.range, None, self._history_button(icons),
            self._repeat_button(icons), 6, self.cancel, self.run,
        )  # fmt: skip
        self.setLayout(column(fields, self.problem))
        self.run.clicked.connect(self.run_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        for signal in (self.timeframe_changed, self.changed):
            self.timeframe.currentIndexChanged.connect(call(signal.emit))
        self.universe.activated.connect(self._on_universe_activated)
        self.range.changed.connect(self._on_range_changed)

    def state(self) -> ScanPanelState:
        """Return the timeframe and the range."""
        return ScanPanelState(self.timeframe.chosen, self.range.value, self.range.problem)

    def show_universes(self, options: Sequence[UniverseOption], place: int) -> None:
        """Offer these universes, and the dialog, with the one at `place` chosen."""
        self._n_universes, self._chosen_universe = len(options), place
        with QSignalBlocker(self.universe):
            self.universe.clear()
            for text, universe in options:
                self.universe.addItem(text, universe)
            self.universe.insertSeparator(len(options))
            self.universe.addItem(self.tr("Choose symbols …"))
            self.universe.setCurrentIndex(place)

    def show_range(self, value: ScanRange) -> None:
        """Choose another range."""
        self.range.choose(value)

    def suggest_days(self, first: date, last: date) -> None:
        """Offer the last year of the candles from `first` to `last`, unless days are chosen."""
        self.range.suggest_days(first, last)

    def show_timeframe(self, name: str) -> None:
        """Choose the timeframe `name` where it is offered."""
        self.timeframe.choose(name)

    @Slot(int)
    def _on_universe_activated(self, place: int) -> None:
        if place < self._n_universes:
            self.universe_chosen.emit(self.universe.itemData(place))
            return
        with QSignalBlocker(self.universe):
            self.universe.setCurrentIndex(self._chosen_universe)
        self.universe_requested.emit()

    def _history_button(self, icons: Icons) -> QToolButton:
        """Return the button that lists past scans."""
        history = tool_button(icons, "history", self.tr("Past scans (Ctrl+H)"))
        history.setObjectName("historyButton")
        history.clicked.connect(self.history_requested)
        return history

    def _repeat_button(self, icons: Icons) -> QToolButton:
        """Return the button whose menu repeats the scan."""
        self.repeat = tool_button(icons, "repeat", self.tr("Repeat the scan"))
        self.repeat.setObjectName("repeatButton")
        menu = QMenu(self.repeat)
        group = QActionGroup(menu)
        for minutes in CHOICES_MIN:
            text = (
                self.tr("every {n} min").format(n=minutes) if minutes else self.tr("do not repeat")
            )
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(minutes == 0)
            action.triggered.connect(call(self._on_repeat_chosen, minutes))
            group.addAction(action)
        self.repeat.setMenu(menu)
        self.repeat.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return self.repeat

    def _on_repeat_chosen(self, minutes: int) -> None:
        """Show on the button how often the scan repeats."""
        style = Qt.ToolButtonStyle
        self.repeat.setText(self.tr("{n} min").format(n=minutes))
        self.repeat.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if minutes else style.ToolButtonIconOnly
        )
        self.repeat_chosen.emit(minutes)

    @Slot()
    def _on_range_changed(self) -> None:
        """Show what is wrong with the days, where something is."""
        self.problem.setText(self.range.problem)
        self.problem.setVisible(bool(self.range.problem))
        self.changed.emit()

    def show_running(self, is_running: bool, can_run: bool) -> None:
        """Offer Run or Cancel."""
        self.run.setEnabled(can_run and not is_running and not self.range.problem)
        self.cancel.setEnabled(is_running)

    def show_timeframes(self, timeframes: Sequence[str]) -> None:
        """Offer these timeframes, keeping the chosen one where it is still there."""
        self.timeframe.offer(timeframes, "1d")


def _year_before(day: date) -> date:
    """Return the same day of the year before; of a leap day the last one of its month."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=day.day - 1)
