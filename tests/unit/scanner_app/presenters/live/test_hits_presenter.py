"""The tables of hits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.domain.symbol import Symbol
from scanner_app.presenters.live.hits_presenter import HitsPresenter
from scanner_app.services.library.library_service import Contents
from tests.helpers.presenter_fakes import (
    FakeDialogs,
    FakeHitsView,
    FakeLibrary,
    FakeLive,
    FakeLiveChart,
    FakeRunner,
)


class FakeModel:
    def __init__(self) -> None:
        self.names: Any = None
        self.n_clears = 0

    def set_names(self, names: Any) -> None:
        self.names = names

    def clear(self) -> None:
        self.n_clears += 1

    def snapshot(self) -> str:
        return "hits"


class Parts:
    def __init__(self) -> None:
        self.view, self.chart, self.dialogs = FakeHitsView(), FakeLiveChart(), FakeDialogs()
        self.hits, self.holding, self.live = FakeModel(), FakeModel(), FakeLive()
        self.library = FakeLibrary(Path("x.fslib"))
        self.presenter = HitsPresenter(
            self.view, self.chart, self.dialogs, hits=self.hits, holding=self.holding,
            live=self.live, library=self.library, tasks=FakeRunner(),
        )  # fmt: skip
        self.failures: list[Exception] = []
        self.presenter.failed.connect(self.failures.append)


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_an_empty_table_says_what_will_be_there(parts: Parts) -> None:
    assert "newest first" in parts.view.empty


def test_the_chart_follows_the_chosen_hit(parts: Parts) -> None:
    parts.library.contents = Contents(symbols={"A": Symbol("A", "Alpha")})
    parts.view.chosen.emit("A", "f", 7)
    assert parts.chart.expected == 7
    name, selection = parts.live.calls[0]
    assert (name, selection.symbol, selection.name, selection.formula_id) == (
        "select", "A", "Alpha", "f"
    )  # fmt: skip


def test_names_have_a_column_where_there_are_any(parts: Parts) -> None:
    parts.library.change(Contents(symbols={"A": Symbol("A", "Alpha")}))
    assert parts.view.has_names
    assert parts.hits.names == parts.holding.names == {"A": "Alpha"}
    parts.library.change(Contents(symbols={"A": Symbol("A", "")}))
    assert not parts.view.has_names


def test_hits_are_cleared(parts: Parts) -> None:
    parts.view.clear_requested.emit()
    assert (parts.hits.n_clears, parts.view.n_refreshes) == (1, 1)


def test_an_export_says_how_many_hits_were_written(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Any] = []
    target = "scanner_app.presenters.live.hits_presenter.write_hits"
    monkeypatch.setattr(target, lambda path, hits: written.append((path, hits)) or 3)
    parts.dialogs.answer = "x.csv"
    parts.view.export_requested.emit()
    assert parts.dialogs.choices == ["live-hits.csv"]
    assert written == [(Path("x.csv"), "hits")]
    assert parts.view.count == "3 hits exported"


def test_an_export_that_fails_is_passed_on(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    error = OSError("full")
    target = "scanner_app.presenters.live.hits_presenter.write_hits"

    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(target, fail)
    parts.presenter.export("x.csv")
    assert parts.failures == [error]
