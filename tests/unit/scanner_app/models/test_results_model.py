from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from engine.domain.match import SignalMatches
from scanner_app.models.result_columns import TIME, Column, ColumnKind
from scanner_app.models.result_store import ResultStore, gather
from scanner_app.models.results_model import ResultsModel
from tests.unit.scanner_app.models.conftest import CountingSource, make_matches

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def model(qtbot: QtBot, matches: list) -> ResultsModel:
    made = ResultsModel()
    made.set_store(ResultStore(("rsi(close,14)",), {"AAA": "Alpha"}))
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    made.append(gather(matches))
    return made


def test_every_match_is_a_row_and_every_value_a_column(model: ResultsModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (6, 9)
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(9)]
    assert titles[0] == "Symbol"
    assert titles[-1] == "rsi(close,14)"


def test_cells_say_symbol_name_and_day_at_once(model: ResultsModel) -> None:
    assert [model.index(3, column).data() for column in range(3)] == ["AAA", "Alpha", "1970-01-02"]


def test_numbers_appear_when_their_symbol_is_loaded(qtbot: QtBot, model: ResultsModel) -> None:
    with qtbot.waitSignal(model.details_wanted) as wanted:
        assert model.index(3, 6).data() == "…"
    assert wanted.args == [[1]]
    model.put_details(model.store.load([1]))
    assert model.index(3, 6).data() == "54.00"
    assert model.index(3, 7).data() == "55"


def test_prices_of_a_symbol_have_the_decimals_of_its_tick() -> None:
    shown = {}
    for decimals in (0, 7):
        source = CountingSource(np.array([3]), 0.0)
        columns = source.columns(slice(None))
        source.columns = lambda _rows, d=decimals, c=columns: replace(c, decimals=d)
        store = ResultStore()
        store.append(gather([SignalMatches("AAA", 1, source)]))
        store.put(store.load([0]))
        shown[decimals] = store.text_at(0, Column("open", ColumnKind.PRICE))
    assert shown == {0: "3", 7: "3.0000000"}


def test_bars_of_minutes_show_the_time_of_day_at_midnight_too() -> None:
    texts = []
    for timeframe in ("1d", "5m"):
        store = ResultStore(timeframe=timeframe)
        store.append(gather([make_matches("AAA", [1])]))
        texts.append(store.text_at(0, Column(TIME, ColumnKind.TIME)))
    assert texts == ["1970-01-02", "1970-01-02 00:00"]


def test_another_order_keeps_what_is_selected(model: ResultsModel) -> None:
    selected = QPersistentModelIndex(model.index(4, 1))
    model.set_rows(np.array([5, 4, 3, 2, 1, 0]))
    assert selected.row() == 1
    assert model.place_of(4) == 1


def test_many_selected_rows_move_together(model: ResultsModel) -> None:
    selected = [
        QPersistentModelIndex(model.index(row, column)) for row in range(6) for column in (0, 2)
    ]
    model.set_rows(np.array([5, 4, 3, 2, 1, 0]))
    assert [index.row() for index in selected] == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0]


def test_fewer_rows_reset_the_table(qtbot: QtBot, model: ResultsModel) -> None:
    with qtbot.waitSignal(model.modelReset):
        model.set_rows(np.array([2, 4]))
    assert [model.index(row, 0).data() for row in range(2)] == ["BBB", "AAA"]
    assert model.place_of(0) == -1


def test_more_rows_behind_the_others_leave_the_selection(qtbot: QtBot, model: ResultsModel) -> None:
    model.set_rows(np.array([4, 1]))
    kept = QPersistentModelIndex(model.index(1, 0))
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        model.set_rows(np.array([4, 1, 5, 0]))
    assert (kept.row(), model.rowCount()) == (1, 4)


def test_rows_that_are_not_shown_are_kept(model: ResultsModel, matches: list) -> None:
    model.append(gather(matches), is_shown=False)
    assert model.rowCount() == 6
    assert len(model.store) == 12


def test_numbers_stand_right_and_texts_left(model: ResultsModel) -> None:
    align = Qt.ItemDataRole.TextAlignmentRole
    assert model.index(0, 6).data(align) & Qt.AlignmentFlag.AlignRight
    assert model.index(0, 0).data(align) & Qt.AlignmentFlag.AlignLeft


def test_sorting_is_asked_for_not_done(qtbot: QtBot, model: ResultsModel) -> None:
    with qtbot.waitSignal(model.sort_requested) as asked:
        model.sort(6, Qt.SortOrder.DescendingOrder)
    assert asked.args == [6, True]
    assert model.rows.tolist() == [0, 1, 2, 3, 4, 5]


def test_three_million_rows_cost_no_object_each(qtbot: QtBot) -> None:
    model = ResultsModel()
    bars = list(range(10_000))
    model.append(gather([make_matches(f"S{n}", bars) for n in range(300)]))
    assert model.rowCount() == 3_000_000
    assert model.index(2_999_999, 0).data() == "S299"


def test_a_symbol_on_the_screen_is_asked_for_once(qtbot: QtBot, model: ResultsModel) -> None:
    asked: list[int] = []
    model.details_wanted.connect(asked.extend)
    with qtbot.waitSignal(model.details_wanted):
        model.index(0, 6).data()
    with qtbot.waitSignal(model.details_wanted):
        assert [model.index(row, 6).data() for row in range(6)] == ["…"] * 6
    assert sorted(asked) == [0, 1, 2]
