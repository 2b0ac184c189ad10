from __future__ import annotations

import numpy as np
import pytest

from scanner_app.models.ordering import DEFAULT_SORT, SortKey, sorted_rows, visible_rows
from scanner_app.models.result_store import ResultStore, gather
from scanner_app.models.row_filter import RowFilter, find_column, parse_filter, unknown_columns
from tests.unit.scanner_app.models.conftest import DAY, make_matches


@pytest.fixture
def store(matches: list) -> ResultStore:
    made = ResultStore(("rsi(close,14)",), {"AAA": "Alpha Inc"})
    made.append(gather(matches))
    return made


def test_newest_first_then_by_symbol_is_the_usual_order(store: ResultStore) -> None:
    rows = sorted_rows(store, DEFAULT_SORT)
    assert [(store.symbol_at(r), store.timestamps[r] // DAY) for r in rows] == [
        ("BBB", 8), ("CCC", 8), ("AAA", 5), ("BBB", 5), ("BBB", 3), ("AAA", 1),
    ]  # fmt: skip


def test_ties_are_broken_by_the_next_key(store: ResultStore) -> None:
    rows = sorted_rows(store, [SortKey("symbol"), SortKey("timestamp", is_descending=True)])
    assert (store.timestamps[rows] // DAY).tolist() == [5, 1, 8, 5, 3, 8]


def test_unknown_values_come_last_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    store = ResultStore(("v",))
    store.append(gather([make_matches("A", [1, 2, 3])]))
    monkeypatch.setattr(store, "numbers", lambda _: np.array([np.nan, 2.0, 1.0]))
    assert sorted_rows(store, [SortKey("v")]).tolist() == [2, 1, 0]
    assert sorted_rows(store, [SortKey("v", is_descending=True)]).tolist() == [1, 2, 0]


def test_many_rows_sort_like_few(store: ResultStore) -> None:
    rng = np.random.default_rng(5)
    large = ResultStore()
    for number in range(60):
        bars = np.sort(rng.choice(3000, 1000, replace=False)).tolist()
        large.append(gather([make_matches(f"S{number:03d}", bars)]))
    rows = sorted_rows(large, DEFAULT_SORT)
    expected = np.lexsort((large.codes, -large.timestamps))
    assert rows.tolist() == expected.tolist()


def test_words_are_parts_of_symbol_or_name(store: ResultStore) -> None:
    rows = visible_rows(store, np.arange(6), parse_filter("alpha"))
    assert {store.symbol_at(row) for row in rows} == {"AAA"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("close>20", {2, 3, 4}),
        ("close >= 54  aaa", {3, 4}),
        ('"rsi(close,14)"<46', {4}),
        ("rsi<46", {4}),
        ("close != 11", {0, 1, 2, 3, 4}),
        ("volume=22", {2}),
        ("종가>20", {2, 3, 4}),
        ("c>20 거래량=22", {2}),
        ("nothing>1", set()),
    ],
)
def test_comparisons_look_at_columns(store: ResultStore, text: str, expected: set[int]) -> None:
    assert set(visible_rows(store, np.arange(6), parse_filter(text)).tolist()) == expected


def test_units_of_numbers_are_understood() -> None:
    assert parse_filter("volume>2.5m").comparisons[0].number == 2_500_000.0
    assert parse_filter("close>1,500").comparisons[0].number == 1500.0


def test_days_and_symbols_narrow_too(store: ResultStore) -> None:
    days = RowFilter(days=(5 * DAY, 6 * DAY - 1))
    assert visible_rows(store, np.arange(6), days).tolist() == [1, 4]
    symbols = RowFilter(symbols=frozenset({"CCC"}))
    assert visible_rows(store, np.arange(6), symbols).tolist() == [5]


def test_names_that_no_column_has_are_told(store: ResultStore) -> None:
    assert unknown_columns(store, parse_filter("foo>1 close>2")) == ["foo"]
    assert find_column(store, "RSI") == "rsi(close,14)"


def test_an_empty_filter_is_no_work(store: ResultStore) -> None:
    rows = np.arange(6)
    assert visible_rows(store, rows, parse_filter("  ")) is rows


@pytest.mark.parametrize(
    "text", ["close>1 and volume<2m", "close>1 AND volume<2m", "close>1 && volume<2m and"]
)
def test_and_may_stand_between_comparisons(text: str) -> None:
    assert parse_filter(text) == parse_filter("close>1 volume<2m")


def test_and_between_words_is_a_word() -> None:
    assert parse_filter("marks and spencer").words == ("marks", "and", "spencer")


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("close>abc", ("close>abc",)),
        ("apple close > volume", ("close > volume",)),
        ("close>", ("close>",)),
        ("close>50%", ("close>50%",)),
        ("close>1 or volume<2m", ("or",)),
        ("eurusd=x", ()),
    ],
)
def test_what_is_no_comparison_is_told_and_lets_nothing_through(
    store: ResultStore, text: str, unread: tuple[str, ...]
) -> None:
    found = parse_filter(text)
    assert found.unread == unread
    assert visible_rows(store, np.arange(6), found).tolist() == []
