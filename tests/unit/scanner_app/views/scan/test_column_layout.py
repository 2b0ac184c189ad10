"""Widths, order and visibility of the columns of the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner_app.models.result_store import ResultStore, gather
from scanner_app.models.results_model import ResultsModel
from scanner_app.views.scan.column_layout import ColumnLayout
from scanner_app.views.scan.results_table import ResultsTable
from tests.unit.scanner_app.models.conftest import make_matches

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SYMBOL, NAME, TIME, OPEN = range(4)


class Parts:
    def __init__(self, qtbot: QtBot) -> None:
        self.model = ResultsModel()
        self.table = ResultsTable(self.model)
        qtbot.addWidget(self.table)
        self.layout = ColumnLayout(self.table, self.model, self.table)
        self.fill(1.0)

    def fill(self, price: float) -> None:
        store = ResultStore()
        store.append(gather([make_matches("A", [1, 2], price)]))
        self.model.set_store(store)
        self.layout.fit(has_names=False)

    def load(self) -> None:
        self.model.put_details(self.model.store.load([0]))


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    return Parts(qtbot)


def test_names_have_a_column_only_where_there_are_any(parts: Parts) -> None:
    assert NAME not in parts.layout.shown_sections()
    parts.layout.fit(has_names=True)
    assert NAME in parts.layout.shown_sections()


def test_a_column_is_widened_for_long_numbers_when_they_are_loaded(parts: Parts) -> None:
    before = parts.table.columnWidth(OPEN)
    parts.load()
    assert parts.table.columnWidth(OPEN) == before
    parts.fill(123_456_789_012.0)
    parts.load()
    text = parts.model.index(0, OPEN).data()
    assert parts.table.columnWidth(OPEN) > parts.table.fontMetrics().horizontalAdvance(text)


def test_a_long_symbol_leaves_room_for_the_prices(parts: Parts) -> None:
    store = ResultStore()
    store.append(gather([make_matches("S" * 300, [1, 2], 1.0)]))
    parts.model.set_store(store)
    parts.layout.fit(has_names=False)
    parts.load()
    assert parts.table.columnWidth(SYMBOL) == 150


def test_a_width_of_the_user_is_kept(parts: Parts) -> None:
    parts.layout.restore({"open": 50})
    parts.fill(123_456_789_012.0)
    parts.load()
    assert parts.table.columnWidth(OPEN) == 50


def test_a_hidden_column_stays_hidden_for_another_scan(parts: Parts) -> None:
    parts.layout.menu.aboutToShow.emit()
    parts.layout.menu.actions()[OPEN].trigger()
    assert parts.layout.widths == {"open": 0}
    parts.fill(2.0)
    assert OPEN not in parts.layout.shown_sections()
    parts.layout.menu.aboutToShow.emit()
    parts.layout.menu.actions()[OPEN].trigger()
    assert parts.layout.widths == {}
    assert OPEN in parts.layout.shown_sections()


def test_an_order_comes_back_and_new_columns_stand_behind(parts: Parts) -> None:
    parts.layout.restore({}, ["open", "symbol"])
    parts.layout.fit(has_names=True)
    assert parts.layout.shown_sections()[:3] == [OPEN, SYMBOL, NAME]
    parts.table.horizontalHeader().moveSection(0, 2)
    assert parts.layout.order[:3] == ["symbol", "name", "open"]
