from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from engine.domain.symbol import Symbol
from engine.storage.sqlite.candles import Coverage
from scanner_app.models.growing import GrowingArray
from scanner_app.models.result_columns import ColumnKind, is_intraday, number_text, time_text
from scanner_app.models.symbols_model import SymbolsModel
from scanner_app.models.text_table_model import TextTableModel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

DAY = 86_400_000_000_000
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def column(model: object, section: int) -> list[str]:
    return [model.index(row, section).data() for row in range(model.rowCount())]  # type: ignore[attr-defined]


def test_growing_array_keeps_every_row() -> None:
    array = GrowingArray(np.int64)
    for first in range(0, 10_000, 777):
        array.append(np.arange(first, first + 777))
    assert array.values.tolist() == list(range(len(array)))


def test_growing_array_does_not_touch_what_it_was_given() -> None:
    given = np.arange(3)
    array = GrowingArray(np.int64, given)
    array.append(np.array([9]))
    assert given.tolist() == [0, 1, 2]
    assert array.values.tolist() == [0, 1, 2, 9]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (12.3456, ColumnKind.PRICE, "12.3456"),
        (12.3456789012, ColumnKind.PRICE, "12.35"),
        (12.5, ColumnKind.PRICE, "12.50"),
        (0.01234, ColumnKind.PRICE, "0.01234"),
        (0.0000499, ColumnKind.PRICE, "0.0000499"),
        (71200.0, ColumnKind.PRICE, "71,200"),
        (0.0000499, ColumnKind.VALUE, "0.00004990"),
        (0.0312, ColumnKind.VALUE, "0.03120"),
        (5000.0, ColumnKind.VALUE, "5,000"),
        (1234567.0, ColumnKind.VOLUME, "1,234,567"),
        (123456.7, ColumnKind.VALUE, "123,457"),
        (0.0, ColumnKind.VALUE, "0.00"),
        (float("nan"), ColumnKind.VALUE, "–"),
    ],
)
def test_numbers_have_the_digits_that_matter(value: float, kind: ColumnKind, text: str) -> None:
    assert number_text(value, kind) == text


def test_prices_have_the_decimals_of_their_symbol() -> None:
    assert number_text(12.5, ColumnKind.PRICE, 4) == "12.5000"
    assert number_text(71200.0, ColumnKind.PRICE, 0) == "71,200"
    assert number_text(5000.0, ColumnKind.PRICE, 2) == "5,000.00"


def test_intraday_bars_show_their_time_at_midnight_too_and_longer_ones_never() -> None:
    assert time_text(3 * DAY, is_intraday=True) == "1970-01-04 00:00"
    assert time_text(3 * DAY + 3_600_000_000_000, is_intraday=False) == "1970-01-04"
    assert [is_intraday(name) for name in ("5m", "1d", "")] == [True, False, None]


def test_small_numbers_of_a_text_table_keep_their_digits() -> None:
    model = TextTableModel(("Close",), [(0.0000499,), (1234.5,), (71200.0,)])
    assert column(model, 0) == ["0.0000499", "1,234.5", "71,200"]


def test_midnight_is_a_day_and_anything_else_a_time() -> None:
    assert time_text(3 * DAY) == "1970-01-04"
    assert time_text(3 * DAY + 3_600_000_000_000) == "1970-01-04 01:00"


@pytest.fixture
def symbols(qtbot: QtBot) -> SymbolsModel:
    model = SymbolsModel()
    model.tester = QAbstractItemModelTester(model, FATAL)
    coverage = [
        Coverage("A", 5, 0, 9 * DAY),
        Coverage("B", 50, DAY, 2 * DAY),
        Coverage("C", 7, 0, DAY),
    ]
    model.set_contents(coverage, {"B": Symbol("B", "Beta", "XKRX", "KRW")})
    return model


def test_symbols_show_what_is_known_of_them(symbols: SymbolsModel) -> None:
    cells = [symbols.index(1, section).data() for section in range(7)]
    assert cells == ["B", "Beta", "XKRX", "KRW", "50", "1970-01-02", "1970-01-03"]


def test_symbols_sort_by_number_and_text(symbols: SymbolsModel) -> None:
    symbols.sort(4, Qt.SortOrder.DescendingOrder)
    assert column(symbols, 0) == ["B", "C", "A"]
    symbols.sort(0, Qt.SortOrder.AscendingOrder)
    assert column(symbols, 0) == ["A", "B", "C"]
    assert symbols.symbol_at(2) == "C"


def test_symbols_are_found_by_name(symbols: SymbolsModel) -> None:
    symbols.set_filter("beta")
    assert column(symbols, 0) == ["B"]


def test_doubts_stand_beside_their_symbol(symbols: SymbolsModel) -> None:
    symbols.set_flags({"C": "gap 3"})
    assert column(symbols, 7) == ["", "", "gap 3"]
    assert symbols.index(2, 7).data(Qt.ItemDataRole.ToolTipRole) == "gap 3"
    assert symbols.headerData(4, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)


@pytest.fixture
def table(qtbot: QtBot) -> TextTableModel:
    model = TextTableModel(("Name", "Count"), [("b", 20), ("A", 3), ("c", 1000)])
    model.tester = QAbstractItemModelTester(model, FATAL)
    return model


def test_texts_sort_without_case_and_numbers_by_value(table: TextTableModel) -> None:
    table.sort(0)
    assert column(table, 0) == ["A", "b", "c"]
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 1) == ["1,000", "20", "3"]


def test_whole_numbers_have_no_point(table: TextTableModel) -> None:
    table.set_rows([("a", 17_142_847.0), ("b", 1_078.5), ("c", float("nan"))])
    assert column(table, 1) == ["17,142,847", "1,078.5", "–"]


def test_a_sorted_row_keeps_its_number(table: TextTableModel) -> None:
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert [table.number_at(row) for row in range(3)] == [2, 0, 1]
    table.set_rows([("b", 1), ("A", 3)])
    assert column(table, 0) == ["A", "b"]


def test_a_shown_row_is_known_by_its_number(table: TextTableModel) -> None:
    table.set_filter("c")
    assert column(table, 0) == ["c"]
    assert table.number_at(0) == 2
    assert table.row_at(0) == ("c", 1000)


def test_what_is_shown_can_be_copied(table: TextTableModel) -> None:
    table.set_filter("a")
    assert table.as_text() == "Name\tCount\nA\t3"


def test_another_table_replaces_titles_and_rows(table: TextTableModel) -> None:
    table.set_table(("X",), [("1",)])
    assert (table.rowCount(), table.columnCount()) == (1, 1)
    assert table.headerData(0, Qt.Orientation.Horizontal) == "X"


def test_titles_stand_above_their_numbers(table: TextTableModel) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    for section in range(2):
        title = table.headerData(section, Qt.Orientation.Horizontal, role)
        assert title == table.data(table.index(0, section), role)
    assert title & Qt.AlignmentFlag.AlignRight
