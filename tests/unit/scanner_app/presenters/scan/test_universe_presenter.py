"""The universe selector."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.universe import Universe, UniverseChoice
from scanner_app.presenters.scan.universe_presenter import UniversePresenter
from scanner_app.view_states import ScanPanelState
from tests.helpers.presenter_fakes import FakeLibrary, FakeRunner, FakeWatchlists, contents_of


class FakeSelector(QObject):
    universe_chosen = Signal(object)
    universe_requested = Signal()
    timeframe_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.timeframe = "1d"
        self.options: list[Any] = []
        self.chosen = -1

    def state(self) -> ScanPanelState:
        return ScanPanelState(self.timeframe)

    def show_universes(self, options: list[Any], chosen: int) -> None:
        self.options, self.chosen = list(options), chosen

    @property
    def texts(self) -> list[str]:
        return [option.text for option in self.options]


class FakeQuestion(QObject):
    universe_chosen = Signal(object)


class Parts:
    def __init__(self) -> None:
        self.selector, self.runner = FakeSelector(), FakeRunner()
        self.library = FakeLibrary(Path("x.fslib"), contents_of(d1=["A", "B", "C"], w1=["A"]))
        self.watchlists = FakeWatchlists(mine=("a", "X"))
        self.question, self.subjects = FakeQuestion(), []
        self.presenter = UniversePresenter(
            self.selector, self._open, library=self.library, watchlists=self.watchlists,
            reader=self.runner,
        )  # fmt: skip
        self.changes: list[UniverseChoice] = []
        self.presenter.changed.connect(lambda: self.changes.append(self.presenter.universe))

    def _open(self, *subject: Any) -> FakeQuestion:
        self.subjects.append(subject)
        return self.question

    def resolve(self, universe: UniverseChoice) -> Universe:
        results: list[Universe] = []
        self.presenter.resolve(universe, "1d", results.append)
        return results[0]


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_everything_and_each_watchlist_are_offered_with_their_numbers(parts: Parts) -> None:
    parts.presenter.refresh()
    assert parts.selector.texts == ["All symbols (3)", "★ mine (2)"]
    parts.selector.timeframe = "1w"
    parts.selector.timeframe_changed.emit()
    assert parts.selector.texts[0] == "All symbols (1)"


def test_a_chosen_entry_stays_chosen_when_lists_come(parts: Parts) -> None:
    parts.selector.universe_chosen.emit(UniverseChoice(include=("mine",)))
    assert parts.selector.chosen == 1
    parts.watchlists.save("another", ("A",))
    assert parts.selector.texts[parts.selector.chosen] == "★ mine (2)"
    assert parts.changes == [UniverseChoice(include=("mine",))]


def test_a_choice_of_ones_own_is_offered_from_then_on(parts: Parts) -> None:
    own = UniverseChoice(symbols=("A",))
    parts.selector.universe_requested.emit()
    assert parts.subjects == [(UniverseChoice(), ["mine"], ["A", "B", "C"])]
    parts.question.universe_chosen.emit(own)
    assert parts.selector.texts[2] == "My choice"
    parts.presenter.choose(UniverseChoice())
    assert (parts.selector.texts[2], parts.selector.chosen) == ("My choice", 0)


def test_symbols_are_resolved_and_those_that_the_library_lacks_are_named(parts: Parts) -> None:
    assert parts.resolve(UniverseChoice()) == Universe(["A", "B", "C"], [])
    assert parts.resolve(UniverseChoice(include=("mine",))) == Universe(["A"], ["X"])


def test_bounds_are_read_from_the_library(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    target = "scanner_app.presenters.scan.universe_presenter.choose_universe"
    monkeypatch.setattr(target, lambda *_: Universe(["B"], []))
    parts.library.library.candles = None
    parts.runner.is_held = True
    results: list[Universe] = []
    parts.presenter.resolve(UniverseChoice(min_price=1.0), "1d", results.append)
    assert results == []
    parts.runner.run_next()
    assert results == [Universe(["B"], [])]


def test_scopes_differ_by_universe_and_library(parts: Parts) -> None:
    everything = parts.presenter.scope_of(UniverseChoice())
    assert everything != parts.presenter.scope_of(UniverseChoice(symbols=("A",)))
    parts.library.library.path = Path("y.fslib")
    assert everything != parts.presenter.scope_of(UniverseChoice())
