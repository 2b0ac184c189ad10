"""Order and filter of the matches."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.scan.table_presenter import TablePresenter
from scanner_app.view_states import ResultsState
from tests.helpers.presenter_fakes import FakeResults


class FakeTable(QObject):
    filter_changed = Signal(str)
    sort_key_added = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.current_row = -1
        self.selected: list[int] = []
        self.counts: tuple[int, int] = (0, 0)
        self.keys: Any = None
        self.is_sorted = self.is_working = False
        self.problem = ""

    def state(self) -> ResultsState:
        return ResultsState(self.current_row)

    def show_counts(self, n_shown: int, n_all: int) -> None:
        self.counts = (n_shown, n_all)

    def show_sort(self, keys: Any) -> None:
        self.keys = keys

    def show_is_sorted(self, is_sorted: bool) -> None:
        self.is_sorted = is_sorted

    def show_working(self, is_working: bool) -> None:
        self.is_working = is_working

    def show_filter_problem(self, text: str) -> None:
        self.problem = text

    def select(self, place: int) -> None:
        self.selected.append(place)


class Parts:
    def __init__(self) -> None:
        self.table, self.results = FakeTable(), FakeResults()
        self.presenter = TablePresenter(self.table, self.results)


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_the_first_match_is_selected_once_the_rows_are_in_order(parts: Parts) -> None:
    parts.results.is_settled = False
    parts.results.fill(A=[1, 2])
    assert (parts.table.counts, parts.table.selected) == ((2, 2), [])
    parts.results.is_settled = True
    parts.results.finished.emit()
    assert (parts.table.is_sorted, parts.table.selected) == (True, [0])


def test_a_match_that_the_user_has_chosen_stays(parts: Parts) -> None:
    parts.table.current_row = 1
    parts.results.fill(A=[1, 2])
    parts.results.finished.emit()
    assert parts.table.selected == []


def test_nothing_is_selected_in_an_empty_table(parts: Parts) -> None:
    parts.results.finished.emit()
    assert parts.table.selected == []


def test_filter_and_keys_are_passed_on(parts: Parts) -> None:
    parts.table.filter_changed.emit("close>1")
    parts.table.sort_key_added.emit(0)
    assert parts.results.filters == [("text", "close>1"), ("key", "symbol")]


@pytest.mark.parametrize(
    ("names", "unread", "text"),
    [
        (["rsi"], [], "no column called rsi"),
        (["rsi"], ["close>"], "'close>' is not understood"),
        ([], [], ""),
    ],
)
def test_a_filter_that_is_wrong_is_explained(
    parts: Parts, names: list[str], unread: list[str], text: str
) -> None:
    parts.results.filter_problem.emit(names, unread)
    assert text in parts.table.problem
    assert bool(parts.table.problem) == bool(text)
