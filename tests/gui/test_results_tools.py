"""What can be done with the matches."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QMenu, QPushButton

from engine.domain.result import Outcome
from engine.domain.series import CandleSeries
from engine.domain.timeframe import Timeframe
from engine.domain.universe import UniverseChoice
from engine.storage.library import open_library
from scanner_app.dialogs.ask_name import AskName
from scanner_app.dialogs.list_dialog import ListDialog
from scanner_app.dialogs.universe_dialog import UniverseDialog
from scanner_app.dialogs.why_dialog import WhyDialog
from scanner_app.services.scan.result_summary import Summary
from scanner_app.services.scan.scan_types import RangeKind
from scanner_app.theme import load_theme
from scanner_app.views.scan.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from engine.domain.forward_returns import ForwardReturns
    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scanned(app: AppDriver) -> AppDriver:
    app.scan("close > sma(close, 20) and rsi(close, 14) < 70")
    return app


def test_a_click_on_a_header_sorts_and_shift_adds_a_key(scanned: AppDriver) -> None:
    header = scanned.table.horizontalHeader()

    def click(section: int, modifiers: Qt.KeyboardModifier) -> None:
        place = QPoint(header.sectionViewportPosition(section) + 8, header.height() // 2)
        with scanned.qtbot.waitSignal(scanned.services.results.view_changed):
            scanned.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifiers, place)

    click(0, Qt.KeyboardModifier.NoModifier)
    assert [line[0] for line in scanned.rows(3)] == ["SYN0001"] * 3
    click(2, Qt.KeyboardModifier.ShiftModifier)
    keys = [key.column for key in scanned.services.results.sort_keys]
    assert keys[0] == "symbol"
    assert "timestamp" in keys


def test_the_header_names_no_order_while_matches_come_in(scanned: AppDriver) -> None:
    header = scanned.table.horizontalHeader()
    assert header.isSortIndicatorShown()
    seen: list[bool] = []
    scanned.services.scans.advanced.connect(lambda *_: seen.append(header.isSortIndicatorShown()))
    scanned.scan("close > 1")
    scanned.wait(header.isSortIndicatorShown)
    assert seen
    assert not any(seen)


def test_numbers_on_the_screen_are_loaded(scanned: AppDriver) -> None:
    scanned.wait(lambda: all("…" not in line for line in scanned.rows(10)))
    assert float(scanned.rows(1)[0][6].replace(",", "")) > 0.0


def test_the_timeline_filters_by_the_days_that_are_chosen(scanned: AppDriver) -> None:
    view = scanned.scan_tab.results
    every = scanned.table.model().rowCount()
    view.tools.timeline.click()
    timeline = view.timeline
    scanned.wait(lambda: len(timeline._days) > 0)
    timeline.grab()
    middle = QPoint(timeline.width() // 2, 20)
    scanned.qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=middle)
    scanned.wait(lambda: 0 < scanned.table.model().rowCount() < every)
    days = {line[2] for line in scanned.rows(500)}
    assert len(days) == 1
    timeline.grab()
    scanned.qtbot.keyClick(timeline, Qt.Key.Key_Escape)
    scanned.wait(lambda: scanned.table.model().rowCount() == every)
    scanned.qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
    scanned.qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(120, 20))
    scanned.wait(lambda: timeline.chosen is not None and timeline.chosen[0] < timeline.chosen[1])
    view.tools.timeline.click()
    scanned.wait(lambda: scanned.table.model().rowCount() == every)


def test_groups_count_and_filter(scanned: AppDriver) -> None:
    view = scanned.scan_tab.results
    every = scanned.table.model().rowCount()
    view.tools.group.click()
    scanned.wait(lambda: view.groups.model.rowCount() > 0)
    symbol, count = view.groups.model.row_at(0)
    view.groups.table.clicked.emit(view.groups.model.index(0, 0))
    scanned.wait(lambda: scanned.table.model().rowCount() == count)
    assert {line[0] for line in scanned.rows(5)} == {symbol}
    view.groups.kind.setCurrentIndex(1)
    scanned.wait(lambda: scanned.table.model().rowCount() == every)
    day, count = view.groups.model.row_at(2)
    view.groups.table.clicked.emit(view.groups.model.index(2, 0))
    scanned.wait(lambda: scanned.table.model().rowCount() == count)
    assert scanned.rows(1)[0][2] == day


def test_what_followed_is_measured_for_the_rows_on_show(scanned: AppDriver) -> None:
    view, service = scanned.scan_tab.results, scanned.application.scan.returns
    measured: list[tuple[ForwardReturns, ...]] = []
    service.measured.connect(measured.append)

    def n_matches() -> int:
        found = measured[-1][0]
        return found.matches.n_bars + found.n_too_recent + found.n_unknown

    view.tools.group.click()
    scanned.wait(lambda: measured)
    assert n_matches() == scanned.table.model().rowCount()
    assert measured[0][0].n_unknown == 0
    assert "Rising %" in view.groups.returns.numbers.text()
    assert "filtered" not in view.groups.returns.title.text()
    view.groups.table.clicked.emit(view.groups.model.index(0, 0))
    scanned.wait(lambda: len(measured) == 2)
    assert n_matches() == scanned.table.model().rowCount() < measured[0][0].matches.n_bars
    assert "filtered" in view.groups.returns.title.text()
    scanned.table.model().sort(1, Qt.SortOrder.AscendingOrder)  # the same rows: nothing to measure
    scanned.scan("close > 0", RangeKind.LATEST)
    scanned.wait(lambda: len(measured) == 3)
    assert "No candle has followed yet" in view.groups.returns.note.text()
    view.tools.group.click()
    scanned.scan("close > 1", RangeKind.LATEST)
    assert len(measured) == 3


def test_the_current_match_stays_current_in_a_filter_that_lets_it_through(
    scanned: AppDriver,
) -> None:
    view, model = scanned.scan_tab.results, scanned.table.model()
    every = model.rowCount()
    view.select(7)
    row, symbol = view.state().current_row, scanned.rows(8)[7][0]
    told: list[int] = []
    view.row_selected.connect(told.append)
    view.filter.setText(symbol)
    scanned.wait(lambda: model.rowCount() < every)
    assert view.state().current_row == row
    view.filter.clear()
    scanned.wait(lambda: model.rowCount() == every)
    assert view.state().current_row == row
    assert told == []
    other = next(name for name in model.store.symbols if name != symbol)
    view.filter.setText(other)
    scanned.wait(lambda: model.rowCount() < every)
    assert view.table.currentIndex().row() == 0
    assert model.store.symbol_at(told[-1]) == other


def test_the_statistics_follow_scans_and_deletions_behind_another_tab(scanned: AppDriver) -> None:
    window, view = scanned.window, scanned.scan_tab.results
    measured: list[tuple[ForwardReturns, ...]] = []
    scanned.application.scan.returns.measured.connect(measured.append)
    view.tools.group.click()
    scanned.wait(lambda: measured)
    before = view.groups.facts.text()
    window.tabs.setCurrentWidget(scanned.data_tab)
    scanned.services.library.contents_changed.emit(scanned.services.library.contents)
    assert view.groups.returns.isHidden()
    window.show_scan()
    scanned.wait(lambda: len(measured) == 2)
    scanned.write("close > 0")
    scanned.action("run").trigger()
    window.tabs.setCurrentWidget(scanned.data_tab)
    scanned.wait_for_end()
    scanned.wait(lambda: view.groups.facts.text() != before)
    window.show_scan()
    scanned.wait(lambda: len(measured) == 3)


def test_a_column_of_the_timeline_shows_its_busiest_day(qtbot: QtBot) -> None:
    timeline = Timeline(load_theme("light"))
    qtbot.addWidget(timeline)
    timeline.resize(100, 64)
    days = np.array([day for day in range(700) if day % 7 < 5])
    nothing = np.empty(0, dtype=np.int64)
    timeline.show_summary(Summary(days, np.full(len(days), 40), (), nothing))
    assert set(timeline._columns().tolist()) == {40}


def test_columns_can_be_hidden_and_stay_so_in_exports(scanned: AppDriver, tmp_path: Path) -> None:
    view = scanned.scan_tab.results
    menu = view.tools.columns.menu()
    menu.aboutToShow.emit()
    action = next(a for a in menu.actions() if a.text() == "Open")
    action.setChecked(False)
    assert view.table.isColumnHidden(3)
    path = tmp_path / "out.csv"
    with scanned.qtbot.waitSignal(scanned.services.jobs.ended):
        scanned.application.scan.matches.export_to(str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert "open" not in lines[0]
    assert lines[0][-2:] == ["sma(close,20)", "rsi(close,14)"]
    assert len(lines) == scanned.table.model().rowCount() + 1
    assert str(path) in scanned.window.statusBar().currentMessage()


def test_export_asks_for_a_file_and_refuses_nothing(app: AppDriver, tmp_path: Path) -> None:
    app.click("exportButton")
    assert "no matches" in app.window.statusBar().currentMessage()
    app.scan("close > sma(close, 20)", RangeKind.LATEST)
    app.click("exportButton")
    dialog = app.window.findChild(QFileDialog, "fileDialog")
    dialog.filterSelected.emit("Excel (*.xlsx)")
    assert dialog.defaultSuffix() == "xlsx"
    with app.qtbot.waitSignal(app.services.jobs.ended):
        dialog.fileSelected.emit(str(tmp_path / "a.xlsx"))
    assert (tmp_path / "a.xlsx").exists()
    dialog.close()


def test_selected_rows_are_copied_as_a_table(scanned: AppDriver) -> None:
    scanned.table.selectRow(1)
    scanned.qtbot.keyClick(scanned.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    scanned.wait(lambda: "1 row copied" in scanned.window.statusBar().currentMessage())
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("Symbol\tName\tTime")
    assert len(lines) == 2
    assert lines[1].split("\t")[0] == scanned.rows(2)[1][0]


def select_rows(app: AppDriver, first: int, last: int) -> None:
    model, flag = app.table.model(), QItemSelectionModel.SelectionFlag
    chosen = QItemSelection(model.index(first, 0), model.index(last, 0))
    app.table.selectionModel().select(chosen, flag.ClearAndSelect | flag.Rows)


def test_tools_take_the_selected_rows_if_there_are_several(
    scanned: AppDriver, tmp_path: Path
) -> None:
    menu_action = scanned.action("watchlist")
    n_all = len(scanned.services.results.model.store.symbols)
    scanned.table.selectRow(0)
    menu_action.parent().aboutToShow.emit()
    assert menu_action.text() == f"Send all {n_all} symbols to a watchlist …"
    select_rows(scanned, 1, 3)
    symbols = [line[0] for line in scanned.rows(4)[1:]]
    menu_action.parent().aboutToShow.emit()
    n_chosen = len(set(symbols))
    assert n_chosen > 1
    assert menu_action.text() == f"Send {n_chosen} selected symbols to a watchlist …"
    menu_action.trigger()
    scanned.wait(lambda: scanned.window.findChild(AskName) is not None)
    scanned.window.findChild(AskName).accept()
    assert scanned.services.watchlists.symbols("My list") == tuple(dict.fromkeys(symbols))
    scanned.click("exportButton")
    dialog = scanned.window.findChild(QFileDialog, "fileDialog")
    assert dialog.windowTitle() == "Export 3 selected matches"
    path = tmp_path / "some.csv"
    with scanned.qtbot.waitSignal(scanned.services.jobs.ended):
        dialog.fileSelected.emit(str(path))
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == symbols
    dialog.close()


def test_symbols_go_to_a_watchlist_that_can_be_scanned(scanned: AppDriver) -> None:
    scanned.services.results.set_filter_text("SYN0002")
    scanned.wait(lambda: {line[0] for line in scanned.rows(3)} == {"SYN0002"})
    scanned.action("watchlist").trigger()
    scanned.wait(lambda: scanned.window.findChild(AskName) is not None)
    dialog = scanned.window.findChild(AskName)
    dialog.field.setEditText("picks")
    dialog.accept()
    assert scanned.services.watchlists.symbols("picks") == ("SYN0002",)
    box = scanned.find("universeSelector", QComboBox)
    place = next(n for n in range(box.count()) if "picks" in box.itemText(n))
    box.setCurrentIndex(place)
    box.activated.emit(place)
    scanned.services.results.set_filter_text("")
    scanned.click("runButton")
    scanned.wait_for_end()
    assert scanned.services.scans.tally.total == 1


def test_a_universe_of_ones_own_is_scanned(app: AppDriver) -> None:
    box = app.find("universeSelector", QComboBox)
    box.activated.emit(box.count() - 1)
    dialog = app.window.findChild(UniverseDialog)
    dialog.symbols.setPlainText("SYN0001, syn0002 NOPE")
    dialog.accept()
    assert box.currentText() == "My choice"
    app.scan("close > 0", RangeKind.LATEST)
    assert sorted(app.services.results.model.store.symbols) == ["SYN0001", "SYN0002"]
    app.application.scan.universe.choose(UniverseChoice(min_price=1e9))
    app.click("runButton")
    app.wait(lambda: "nothing to scan" in app.find("statusLabel", QLabel).text())


def test_the_universe_dialog_gives_back_what_it_was_given(app: AppDriver) -> None:
    universe_choice = UniverseChoice(("a",), ("b",), ("X", "Y"), 1.0, 500.0, 10_000.0)
    dialog = UniverseDialog(universe_choice, ["a", "b"], ["X", "Y"], app.window)
    assert dialog.universe == universe_choice
    assert not dialog.unknown.isVisibleTo(dialog)
    dialog.symbols.setPlainText("x, NONE")
    assert dialog.unknown.text() == "1 not in the library: NONE"
    dialog._on_reset()
    assert dialog.universe == UniverseChoice()
    dialog.close()
    empty = UniverseDialog(UniverseChoice(), [], [], app.window)
    empty._on_reset()
    assert empty.universe == UniverseChoice()
    empty.close()


@pytest.mark.parametrize("outcome", [Outcome.HIT, Outcome.NO_HIT, "left_out"])
def test_every_count_opens_its_list(scanned: AppDriver, outcome: str) -> None:
    scanned.scan_tab.progress.outcome_clicked.emit(outcome)
    dialog = scanned.window.findChild(ListDialog)
    expected = (
        scanned.services.scans.tally.left
        if outcome == "left_out"
        else scanned.services.scans.tally.counts[Outcome(outcome)]
    )
    assert dialog.model.rowCount() == expected
    dialog.close()


def test_a_listed_symbol_is_explained(scanned: AppDriver) -> None:
    scanned.scan_tab.progress.outcome_clicked.emit(Outcome.HIT)
    dialog = scanned.window.findChild(ListDialog)
    dialog.filter.setText("SYN0003")
    dialog.table.doubleClicked.emit(dialog.model.index(0, 0))
    why = scanned.window.findChild(WhyDialog)
    assert why.symbol.currentText() == "SYN0003"
    scanned.wait(lambda: "SYN0003" in why.outcome.text())
    dialog.close()
    why.close()


def test_why_shows_each_condition_of_the_current_match(scanned: AppDriver) -> None:
    scanned.wait(lambda: scanned.scan_tab.results.state().current_row >= 0)
    scanned.action("why").trigger()
    why = scanned.window.findChild(WhyDialog)
    scanned.wait(lambda: "every condition is true" in why.outcome.text())
    model = why.table.model()
    assert [model.index(row, 1).data() for row in range(2)] == ["✓", "✓"]
    assert model.index(0, 3).data().endswith("of 400 candles")
    why.day.set_day(date(2024, 7, 1))
    scanned.wait(lambda: "2024-07-01" in why.outcome.text() or "2024-06-28" in why.outcome.text())
    why.symbol.setCurrentText("NOTHING")
    scanned.wait(lambda: "no candles" in why.outcome.text())
    why.show_error(ValueError("broken"))
    assert why.outcome.text() == "broken"
    why.close()


def test_the_chart_can_be_copied_and_shown_in_full(scanned: AppDriver) -> None:
    chart = scanned.scan_tab.chart
    scanned.wait(lambda: chart.canvas.data is not None)
    QGuiApplication.clipboard().clear()
    with scanned.qtbot.waitSignal(chart.copied):
        scanned.action("image").trigger()
    assert not QGuiApplication.clipboard().image().isNull()
    chart._fit.click()
    assert chart.canvas.view.span >= 400
    chart._fit.click()
    assert chart.canvas.view.span < 400
    scanned.action("log_scale").trigger()
    assert chart.log.isChecked()


def test_f8_goes_to_the_next_match(scanned: AppDriver) -> None:
    scanned.wait(lambda: scanned.table.currentIndex().isValid())
    scanned.action("next").trigger()
    assert scanned.table.currentIndex().row() == 1
    scanned.action("previous").trigger()
    assert scanned.table.currentIndex().row() == 0


def test_an_unknown_column_in_the_filter_is_said(scanned: AppDriver) -> None:
    scanned.find("resultsFilter").setText("foo>3")
    scanned.wait(lambda: "foo" in scanned.find("filterProblem", QLabel).text())
    scanned.find("resultsFilter").setText("close>0")
    scanned.wait(lambda: not scanned.find("filterProblem").isVisible())


def test_why_knows_unmet_and_unknown_conditions(app: AppDriver) -> None:
    app.write("close < 0 and close > sma(close, 390)")
    app.application.scan.explain.open("SYN0005")
    why = app.window.findChild(WhyDialog)
    why.day.set_day(date(2024, 8, 1))
    app.wait(lambda: "cannot be known" in why.outcome.text())
    model = why.table.model()
    assert [model.index(row, 1).data() for row in range(2)] == ["✗", "?"]
    why.close()


def test_why_ranks_among_the_symbols_of_the_scan(app: AppDriver) -> None:
    symbols = tuple(f"SYN{n:04d}" for n in range(1, 11))
    app.application.scan.universe.choose(UniverseChoice(symbols=symbols))
    app.scan("xs_rank(roc(close, 20)) >= 50", RangeKind.LATEST)
    matches = set(app.services.results.model.store.symbols)
    assert 0 < len(matches) < 10
    for symbol in symbols:
        app.application.scan.explain.open(symbol)
        why = app.window.findChildren(WhyDialog)[-1]
        verdict = f"{symbol} matches" if symbol in matches else f"{symbol} does not match"
        app.wait(lambda why=why, verdict=verdict: why.outcome.text().startswith(verdict))
        why.close()
        app.wait(lambda: app.window.findChild(WhyDialog) is None)


def test_why_ranks_among_the_universe(app: AppDriver) -> None:
    app.write("xs_rank(roc(close, 20)) >= 50")
    app.application.scan.explain.open("SYN0005")
    why = app.window.findChild(WhyDialog)
    app.wait(lambda: "SYN0005" in why.outcome.text())
    assert why.table.model().index(0, 1).data() in ("✓", "✗")
    why.close()


def test_symbols_that_the_library_lacks_are_counted_and_listed(app: AppDriver) -> None:
    app.services.watchlists.save("mine", ["SYN0001", "GONE"])
    choice = UniverseChoice(include=("mine",), symbols=("syn0002", "NONE"))
    app.application.scan.universe.choose(choice)
    app.scan("close > 0")
    assert app.services.scans.tally.total == 2
    chip = app.find("missingChip")
    assert chip.isVisible()
    assert chip.text() == "Not in the library 2"
    chip.click()
    dialog = app.window.findChild(ListDialog)
    assert [dialog.model.row_at(n)[0] for n in range(2)] == ["NONE", "GONE"]
    dialog.close()
    app.application.scan.universe.choose(UniverseChoice(symbols=("NONE",)))
    app.click("runButton")
    assert app.find("statusLabel", QLabel).text().endswith("does not have NONE")


def test_dates_begin_as_the_last_year_of_the_candles(app: AppDriver) -> None:
    days = app.services.library.contents.days
    app.choose_range(RangeKind.DATES)
    scan_range = app.scan_tab.panel.range.value
    assert scan_range.end == days[1]
    assert scan_range.start == max(days[0], scan_range.end.replace(year=scan_range.end.year - 1))
    app.scan_tab.panel.range._start.set_day(date(2024, 3, 4))
    app.services.library.refresh()
    app.wait(lambda: app.services.library.contents.timeframes)
    assert app.scan_tab.panel.range.value.start == date(2024, 3, 4)


def test_why_asks_for_the_very_candle_of_an_intraday_match(
    open_app: Callable[..., AppDriver], tmp_path: Path
) -> None:
    path = tmp_path / "minutes.fslib"
    times = (np.arange(40) * 300_000_000_000 + 1_704_103_200_000_000_000).view("M8[ns]")
    close = np.where(np.arange(40) == 7, 9.0, 5.0)
    with open_library(path, create=True) as library:
        series = CandleSeries("ABC", Timeframe.M5, times, close, close, close, close, close)
        library.candles.save_many("ABC", "5m", series)
    app = open_app("--library", str(path))
    app.wait_until_ready()
    app.scan("close > 8")
    app.action("why").trigger()
    why = app.window.findChild(WhyDialog)
    app.wait(lambda: "matches on 2024-01-01 10:35" in why.outcome.text())
    why.close()


def test_groups_and_timeline_mark_the_days_that_are_shown(scanned: AppDriver) -> None:
    view = scanned.scan_tab.results
    view.tools.timeline.click()
    view.tools.group.click()
    scanned.wait(lambda: len(view.timeline._days) > 0)
    view.timeline.choose(int(view.timeline._days[3]), int(view.timeline._days[3]))
    assert scanned.services.results.filter.days is not None
    next(b for b in view.groups.findChildren(QPushButton) if b.text() == "Show all").click()
    assert view.timeline.chosen is None
    view.groups.kind.setCurrentIndex(1)
    view.groups.table.clicked.emit(view.groups.model.index(0, 0))
    assert view.timeline.chosen == (view.timeline._days[-1], view.timeline._days[-1])
    view.timeline.choose(int(view.timeline._days[3]), int(view.timeline._days[3]))
    view.tools.timeline.click()
    assert scanned.services.results.filter.days is None


def test_a_row_has_a_menu_for_its_symbol(scanned: AppDriver) -> None:
    scanned.wait(lambda: scanned.table.currentIndex().isValid())
    view = scanned.scan_tab.results
    symbol = scanned.rows(2)[1][0]
    view._on_row_menu(scanned.table.visualRect(scanned.table.model().index(1, 0)).center())
    menu = next(m for m in view.findChildren(QMenu) if m.isVisible())
    actions = {action.text(): action for action in menu.actions()}
    actions[f"Send {symbol} to a watchlist …"].trigger()
    dialog = scanned.window.findChild(AskName)
    dialog.accept()
    assert scanned.services.watchlists.symbols("My list") == (symbol,)
    menu.close()
    view._on_row_menu(QPoint(5, 100_000))


def test_why_explains_the_scan_and_not_what_was_typed_since(scanned: AppDriver) -> None:
    scanned.wait(lambda: scanned.scan_tab.results.state().current_row >= 0)
    scanned.write("close < 0")
    scanned.action("why").trigger()
    why = scanned.window.findChild(WhyDialog)
    scanned.wait(lambda: "every condition is true" in why.outcome.text())
    why.close()


def test_days_out_of_order_are_not_scanned(app: AppDriver) -> None:
    app.write("close > 0")
    app.choose_range(RangeKind.DATES)
    selector = app.scan_tab.panel.range
    last = selector.value.end
    selector._start.set_day(last.replace(year=last.year + 1))
    app.action("run").trigger()
    assert not app.services.scans.is_running
    assert not app.find("runButton").isEnabled()
    selector._start.set_day(last.replace(year=last.year - 1))
    assert app.find("runButton").isEnabled()


def test_matches_of_something_else_than_run_would_look_for_are_marked(app: AppDriver) -> None:
    origin = app.find("resultsOrigin", QLabel)
    app.scan("param n = 20\nclose > sma(close, n)", RangeKind.LATEST)
    n_matches = app.table.model().rowCount()
    assert not origin.isVisible()
    app.write("param n = 20\nclose < 3")
    assert origin.isVisible()
    assert origin.text() == "of an earlier formula"
    assert app.table.model().rowCount() == n_matches
    app.write("param n = 20\nclose > sma(close, n)")
    assert not origin.isVisible()
    app.set_parameter("n", 30)
    assert origin.text() == "of other parameters"
    app.click("runButton")
    app.wait_for_end()
    assert not origin.isVisible()
    app.choose_range(RangeKind.ALL)
    assert origin.text() == "of another range"
    app.choose_range(RangeKind.LATEST)
    app.application.scan.universe.choose(UniverseChoice(symbols=("SYN0001",)))
    assert origin.text() == "of another universe"


def test_a_filter_that_lets_nothing_through_says_so(scanned: AppDriver) -> None:
    view = scanned.scan_tab.results
    view.filter.setText("close<0 and volume>1")
    scanned.wait(lambda: scanned.empty_text == "No match passes the filter.")
    view.filter.setText("close>abc")
    scanned.wait(view.problem.isVisible)
    assert "'close>abc' is not understood" in view.problem.text()
    view.filter.setText("close>0 and volume>1")
    scanned.wait(lambda: not scanned.empty_text)
    assert not view.problem.isVisible()


def test_menu_shortcuts_reach_further_than_the_field_with_the_cursor(scanned: AppDriver) -> None:
    keys = QKeySequence("Ctrl+Right")  # moves the cursor on every system, as Ctrl+E on some
    scanned.action("export").setShortcut(keys)
    field = scanned.scan_tab.results.filter
    field.setFocus()
    scanned.wait(field.hasFocus)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Right, CONTROL)
    event.ignore()
    QApplication.sendEvent(field, event)
    assert not event.isAccepted()


def test_keys_that_edit_stay_with_the_field(scanned: AppDriver) -> None:
    field = scanned.scan_tab.results.filter
    field.setFocus()
    scanned.wait(field.hasFocus)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, CONTROL)
    QApplication.sendEvent(field, event)
    assert event.isAccepted()
