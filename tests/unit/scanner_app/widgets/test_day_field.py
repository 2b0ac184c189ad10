"""Days that are typed, stepped and picked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget

from scanner_app.icons import Icons
from scanner_app.services.scan.scan_types import RangeKind, ScanRange
from scanner_app.theme import load_theme
from scanner_app.views.scan.scan_panel import ScanPanel
from scanner_app.widgets.day_field import DayField, parse_day

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OLD = date(2014, 1, 31)


@pytest.fixture
def field(qtbot: QtBot) -> DayField:
    made = DayField(OLD, "First day")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def panel(qtbot: QtBot) -> ScanPanel:
    made = ScanPanel(Icons(load_theme("light")))
    qtbot.addWidget(made)
    made.range.choose(ScanRange(RangeKind.DATES, 20, OLD, date(2014, 12, 31)))
    made.show()
    return made


def type_over(qtbot: QtBot, field: DayField, text: str) -> None:
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)


@pytest.mark.parametrize("text", ["2015-03-04", "2015/3/4", "2015.03.4", "20150304"])
def test_a_day_typed_over_the_whole_text_is_taken_whole(
    qtbot: QtBot, field: DayField, text: str
) -> None:
    type_over(qtbot, field, text)
    assert field.day == date(2015, 3, 4)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "2015-03-04"


@pytest.mark.parametrize(
    "text", ["", "2015", "2015-02-30", "2015-3", "201534", "15-03-04", "0001-01-01", "2015-03/04"]
)
def test_a_text_that_is_no_day_is_told_from_one(text: str) -> None:
    assert parse_day(text) is None


def test_arrows_step_by_days(qtbot: QtBot, field: DayField) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "2014-02-01"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.day == OLD


def test_a_day_is_picked_in_the_calendar(qtbot: QtBot, field: DayField) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2014, 1, 31)
    with qtbot.waitSignal(field.changed):
        calendar.clicked.emit(QDate(2016, 2, 29))
    assert field.text() == "2016-02-29"
    assert not calendar.isVisible()


def test_days_out_of_order_are_told_and_not_moved(qtbot: QtBot, panel: ScanPanel) -> None:
    type_over(qtbot, panel.range._start, "2017-01-01")
    panel.show_running(is_running=False, can_run=True)
    assert panel.problem.isVisible()
    assert panel.problem.text() == "The first day is after the last one"
    assert not panel.run.isEnabled()
    type_over(qtbot, panel.range._end, "2017-12-31")
    panel.show_running(is_running=False, can_run=True)
    assert not panel.problem.isVisible()
    assert panel.run.isEnabled()
    assert panel.range.value == ScanRange(RangeKind.DATES, 20, date(2017, 1, 1), date(2017, 12, 31))


def test_a_day_that_is_none_is_told_only_where_days_count(qtbot: QtBot, panel: ScanPanel) -> None:
    type_over(qtbot, panel.range._end, "2014-13-01")
    assert panel.problem.text() == "'2014-13-01' is not a day; write it like 2024-12-31"
    panel.range.choose(ScanRange(RangeKind.ALL))
    assert not panel.problem.isVisible()


def test_the_last_year_before_a_leap_day_is_suggested(panel: ScanPanel) -> None:
    panel.range._has_own_days = False
    panel.range.suggest_days(date(2000, 1, 1), date(2016, 2, 29))
    assert panel.range.value.start == date(2015, 2, 28)
