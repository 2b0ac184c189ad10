"""The bar that says what to scan."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from scanner_app.icons import Icons
from scanner_app.services.scan.scan_types import RangeKind, ScanRange
from scanner_app.theme import load_theme
from scanner_app.views.scan.scan_panel import RangeSelector


def test_symbols_that_are_behind_are_a_choice_of_the_latest_candle_only(qtbot):
    selector = RangeSelector(Icons(load_theme("light")))
    qtbot.addWidget(selector)
    switch = selector.findChild(QCheckBox, "staleSwitch")
    selector.choose(ScanRange(RangeKind.LATEST, with_stale=True))
    assert switch.isChecked()
    assert switch.isVisibleTo(selector)
    assert selector.value.with_stale
    selector.choose(ScanRange(RangeKind.ALL))
    assert not switch.isVisibleTo(selector)


def test_switch_changes_the_range(qtbot):
    selector = RangeSelector(Icons(load_theme("light")))
    qtbot.addWidget(selector)
    with qtbot.waitSignal(selector.changed):
        selector.findChild(QCheckBox, "staleSwitch").click()
    assert selector.value.text != ScanRange(RangeKind.LATEST).text
