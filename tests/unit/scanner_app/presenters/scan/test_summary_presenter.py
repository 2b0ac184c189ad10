"""The panels beside the matches."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.models.row_filter import RowFilter
from scanner_app.presenters.scan.summary_presenter import SummaryPresenter
from scanner_app.view_states import ResultsState
from tests.helpers.presenter_fakes import FakeResults, FakeRunner, FakeScans


class FakeView(QObject):
    group_toggled = Signal(bool)
    timeline_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.is_open = False
        self.n_shown = 0

    def state(self) -> ResultsState:
        return ResultsState(-1, self.is_open)

    def show_panels(self) -> None:
        self.n_shown += 1


class FakeTimeline(QObject):
    days_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.summary: Any = None
        self.days: Any = None
        self.n_clears = 0

    def show_summary(self, summary: Any) -> None:
        self.summary = summary

    def show_days(self, days: Any) -> None:
        self.days = days

    def clear(self) -> None:
        self.n_clears += 1


class FakeGroups(QObject):
    symbol_chosen = Signal(object)
    day_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.summary: Any = None
        self.has_day = True
        self.n_alls = 0

    def show_summary(self, summary: Any) -> None:
        self.summary = summary

    def forget_day(self) -> None:
        self.has_day = False

    def show_all(self) -> None:
        self.n_alls += 1


class Parts:
    def __init__(self) -> None:
        self.view, self.timeline, self.groups = FakeView(), FakeTimeline(), FakeGroups()
        self.scans, self.results = FakeScans(), FakeResults()
        self.presenter = SummaryPresenter(
            self.view, self.timeline, self.groups,
            scans=self.scans, results=self.results, tasks=FakeRunner(),
        )  # fmt: skip


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_matches_are_counted_for_open_panels_only(parts: Parts) -> None:
    parts.results.fill(A=[1, 2], B=[2])
    parts.results.finished.emit()
    assert parts.groups.summary is None
    parts.view.is_open = True
    parts.view.group_toggled.emit(True)
    assert parts.groups.summary.symbols == ("A", "B")
    assert parts.timeline.summary.per_day.tolist() == [1, 2]


def test_a_day_of_the_groups_is_marked_in_the_timeline(parts: Parts) -> None:
    parts.groups.day_chosen.emit((5, 9))
    assert parts.results.filters == [("days", (5, 9))]
    assert parts.timeline.days == (5, 9)


def test_days_of_the_timeline_take_the_mark_off_the_groups(parts: Parts) -> None:
    parts.timeline.days_chosen.emit((5, 9))
    assert parts.results.filters == [("days", (5, 9))]
    assert not parts.groups.has_day


def test_a_symbol_filters_and_none_shows_all(parts: Parts) -> None:
    parts.groups.symbol_chosen.emit("A")
    parts.groups.symbol_chosen.emit(None)
    assert parts.results.filters == [("symbols", frozenset("A")), ("symbols", None)]


def test_a_closed_panel_filters_nothing(parts: Parts) -> None:
    parts.view.group_toggled.emit(False)
    parts.view.timeline_toggled.emit(False)
    assert (parts.groups.n_alls, parts.timeline.n_clears, parts.view.n_shown) == (1, 1, 2)


def test_a_new_scan_forgets_what_was_chosen(parts: Parts) -> None:
    parts.scans.started.emit(object())
    assert parts.results.filters == [("days", None), ("symbols", None)]
    assert parts.timeline.days is None


def test_groups_follow_the_text_of_the_filter_but_not_what_is_chosen_in_them(parts: Parts) -> None:
    parts.view.is_open = True
    parts.results.fill(A=[1, 2], B=[2])
    parts.results.filter = RowFilter(words=("b",))
    parts.results.view_changed.emit(1, 3)
    assert parts.groups.summary.symbols == ("B",)
    before = parts.groups.summary
    parts.results.filter = RowFilter(words=("b",), symbols=frozenset("B"), days=(0, 1))
    parts.results.view_changed.emit(0, 3)
    assert parts.groups.summary is before
