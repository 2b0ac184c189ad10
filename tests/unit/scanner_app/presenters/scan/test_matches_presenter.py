"""Export, copy and watchlists of matches."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.scan.matches_presenter import MatchesPresenter
from scanner_app.services.job_service import JobEnd, JobKind
from tests.helpers.presenter_fakes import (
    FakeDialogs,
    FakeJobs,
    FakeResults,
    FakeRunner,
    FakeWatchlists,
)


class FakeTable(QObject):
    export_requested = Signal()
    copy_requested = Signal()
    watchlist_requested = Signal()
    symbol_sent = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.selected: list[int] = []
        self.n_rows = 0

    def selected_rows(self) -> np.ndarray:
        return np.array(self.selected, dtype=np.int64)

    def chosen_rows(self) -> np.ndarray:
        return self.selected_rows() if len(self.selected) > 1 else np.arange(self.n_rows)

    def shown_sections(self) -> list[int]:
        return [0, 2]

    def titles(self, sections: list[int]) -> list[str]:
        return [f"title {section}" for section in sections]


class Parts:
    def __init__(self) -> None:
        self.table, self.dialogs, self.jobs = FakeTable(), FakeDialogs(), FakeJobs()
        self.results, self.watchlists = FakeResults(), FakeWatchlists()
        self.copied = ""
        self.presenter = MatchesPresenter(
            self.table, self.dialogs, self.dialogs, results=self.results,
            watchlists=self.watchlists, tasks=FakeRunner(), jobs=self.jobs,
            clipboard=SimpleNamespace(setText=self._copy),
        )  # fmt: skip
        self.messages: list[str] = []
        self.presenter.message.connect(self.messages.append)

    def _copy(self, text: str) -> None:
        self.copied = text

    def fill(self) -> None:
        self.results.fill(A=[1, 2], B=[3])
        self.table.n_rows = 3


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_an_export_without_matches_is_refused_in_words(parts: Parts) -> None:
    parts.table.export_requested.emit()
    assert parts.messages == ["There are no matches to export"]
    assert parts.dialogs.titles == []


def test_an_export_says_whether_it_takes_all_or_the_selected_matches(parts: Parts) -> None:
    parts.fill()
    parts.dialogs.answer = "x.csv"
    parts.table.export_requested.emit()
    parts.table.selected = [0, 2]
    parts.table.export_requested.emit()
    assert parts.dialogs.titles == [
        "Export all 3 matches on show", "Export 2 selected matches"
    ]  # fmt: skip
    assert parts.jobs.kinds == [JobKind.EXPORT, JobKind.EXPORT]


def test_a_written_file_is_named(parts: Parts) -> None:
    parts.jobs.ended.emit(JobEnd(JobKind.EXPORT, Path("x.csv")))
    parts.jobs.ended.emit(JobEnd(JobKind.EXPORT, [Path("candles.csv")]))
    assert parts.messages == ["Written: x.csv"]


def test_selected_rows_are_copied_with_the_titles_of_shown_columns(parts: Parts) -> None:
    parts.fill()
    parts.table.selected = [2]
    parts.table.copy_requested.emit()
    assert parts.copied.splitlines() == ["title 0\ttitle 2", "B\t1970-01-04T00:00:00Z"]
    assert parts.messages == ["1 rows copied"]


def test_all_rows_are_copied_where_none_is_selected_and_nothing_of_an_empty_table(
    parts: Parts,
) -> None:
    parts.table.copy_requested.emit()
    assert parts.copied == ""
    parts.fill()
    parts.table.copy_requested.emit()
    assert len(parts.copied.splitlines()) == 4


def test_symbols_of_the_matches_are_added_to_a_list(parts: Parts) -> None:
    parts.fill()
    parts.dialogs.answer = "mine"
    parts.table.watchlist_requested.emit()
    assert parts.dialogs.choices == ["My list"]
    assert parts.watchlists.lists == {"mine": ("A", "B")}
    parts.table.symbol_sent.emit("A")
    assert parts.dialogs.choices == ["mine"]
    assert parts.messages[-1] == "0 symbols are new in the watchlist 'mine'"


def test_no_list_is_asked_for_without_matches(parts: Parts) -> None:
    parts.table.watchlist_requested.emit()
    assert parts.dialogs.titles == []
