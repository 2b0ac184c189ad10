"""Scans without a window and without workers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.universe import Universe, UniverseChoice
from engine.errors import FormulaError
from scanner_app.presenters.scan.scan_presenter import ScanPresenter
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.library.library_service import Contents
from scanner_app.services.scan.scan_types import EndState, RangeKind, ScanRange
from scanner_app.view_states import ScanPanelState
from tests.helpers.presenter_fakes import (
    FakeFormula,
    FakeLibrary,
    FakeResults,
    FakeScans,
    contents_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class FakePanel(QObject):
    run_requested = Signal()
    cancel_requested = Signal()
    changed = Signal()
    repeat_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.now = ScanPanelState("1d", ScanRange(), "")
        self.buttons = (False, False)
        self.timeframes: tuple[str, ...] = ()
        self.days: tuple[date, date] | None = None

    def state(self) -> ScanPanelState:
        return self.now

    def show_running(self, is_running: bool, can_run: bool) -> None:
        self.buttons = (is_running, can_run)

    def show_timeframes(self, timeframes: tuple[str, ...]) -> None:
        self.timeframes = timeframes

    def suggest_days(self, first: date, last: date) -> None:
        self.days = (first, last)


class FakeProgress:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def show_idle(self, text: str) -> None:
        self.calls.append(("idle", text))

    def show_started(self, n_symbols: int, n_missing: int = 0) -> None:
        self.calls.append(("started", n_symbols, n_missing))

    def show_progress(self, tally: Any) -> None:
        self.calls.append(("progress", tally))

    def show_end(self, end: Any, tally: Any) -> None:
        self.calls.append(("end", end.state))


class FakeTable:
    def __init__(self) -> None:
        self.empty, self.origin = "", ""
        self.is_sorted = True
        self.n_fits = 0

    def show_empty(self, text: str) -> None:
        self.empty = text

    def show_origin(self, text: str) -> None:
        self.origin = text

    def show_is_sorted(self, is_sorted: bool) -> None:
        self.is_sorted = is_sorted

    def fit_columns(self, *, has_names: bool) -> None:
        self.n_fits += 1


class FakeUniverse(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.universe = UniverseChoice()
        self.symbols = ["A", "B"]
        self.resolved: list[tuple[UniverseChoice, str]] = []
        self.missing: tuple[str, ...] = ()

    def resolve(self, choice: UniverseChoice, timeframe: str, on_resolved: Any) -> None:
        self.resolved.append((choice, timeframe))
        on_resolved(Universe(self.symbols, list(self.missing)))

    def scope_of(self, universe: UniverseChoice) -> str:
        return repr(universe)


class FakeRepeats(QObject):
    due = Signal()
    minutes = 0

    def set_minutes(self, minutes: int) -> None:
        self.minutes = minutes


class Parts:
    def __init__(self) -> None:
        self.panel, self.progress, self.table = FakePanel(), FakeProgress(), FakeTable()
        self.formula, self.universe = FakeFormula(), FakeUniverse()
        self.scans, self.results, self.repeats = FakeScans(), FakeResults(), FakeRepeats()
        self.library = FakeLibrary(Path("x.fslib"), contents_of(d1=["A", "B"]))
        self.kept: list[Any] = []
        history = SimpleNamespace(add=lambda *scan: self.kept.append(scan))
        self.presenter = ScanPresenter(
            self.panel, self.progress, self.table, formula=self.formula, universe=self.universe,
            scans=self.scans, results=self.results, history=history, repeats=self.repeats,
            library=self.library,
        )  # fmt: skip
        self.failures: list[Exception] = []
        self.presenter.failed.connect(self.failures.append)


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_run_scans_what_is_on_the_screen(parts: Parts) -> None:
    parts.panel.now = ScanPanelState("1w", ScanRange(RangeKind.LAST_N, 5), "")
    parts.formula.type("close > n", n=3)
    parts.panel.run_requested.emit()
    request = parts.scans.requests[0]
    assert request.formula is parts.formula.formula
    assert (request.timeframe, request.range.n_bars) == ("1w", 5)
    assert (request.parameters, request.symbols) == ({"n": 3}, ("A", "B"))
    assert (request.request.last_bars, request.request.is_latest) == (5, False)
    assert request.value_names == ("x",)


def test_switch_for_symbols_that_are_behind_reaches_the_engine(parts: Parts) -> None:
    parts.panel.now = ScanPanelState("1d", ScanRange(RangeKind.LATEST, with_stale=True), "")
    parts.formula.type("close > 1")
    parts.panel.run_requested.emit()
    request = parts.scans.requests[0].request
    assert (request.is_latest, request.with_stale) == (True, True)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda parts: setattr(parts.formula, "can_run", False),
        lambda parts: setattr(parts.formula, "facts", None),
        lambda parts: setattr(parts.panel, "now", ScanPanelState("1d", ScanRange(), "no day")),
    ],
    ids=["no condition", "no facts", "wrong range"],
)
def test_nothing_is_scanned_for_what_is_wrong(parts: Parts, spoil: Callable[[Parts], None]) -> None:
    spoil(parts)
    parts.panel.run_requested.emit()
    assert parts.scans.requests == []


def test_a_universe_without_symbols_says_so(parts: Parts) -> None:
    parts.universe.symbols = []
    parts.presenter.run()
    assert parts.progress.calls == [("idle", "There is nothing to scan in this universe")]
    parts.universe.missing = ("X", "Y")
    parts.presenter.run()
    assert "does not have X, Y" in parts.progress.calls[1][1]


def test_a_started_scan_empties_the_table_and_counts_missing_symbols(parts: Parts) -> None:
    parts.universe.missing = ("X",)
    parts.presenter.run()
    assert parts.progress.calls == [("started", 2, 1)]
    assert (parts.table.empty, parts.table.is_sorted) == ("Scanning …", False)
    assert parts.results.value_names == ("x",)
    assert parts.panel.buttons == (True, False)


def test_columns_are_fitted_when_others_come(parts: Parts) -> None:
    parts.presenter.run()
    parts.scans.end()
    parts.presenter.run()
    parts.scans.end()
    assert parts.table.n_fits == 1
    parts.formula.facts = SimpleNamespace(value_names=("x", "y"))
    parts.presenter.run()
    assert parts.table.n_fits == 2


def test_a_second_run_waits_for_no_scan_that_is_under_way(parts: Parts) -> None:
    parts.presenter.run()
    parts.presenter.run()
    assert len(parts.scans.requests) == 1


def test_a_rerun_cancels_the_scan_and_follows_it(parts: Parts) -> None:
    parts.presenter.run()
    parts.presenter.rerun()
    assert (parts.scans.n_cancels, len(parts.scans.requests)) == (1, 1)
    parts.scans.end(EndState.CANCELLED)
    assert len(parts.scans.requests) == 2


def test_a_finished_scan_is_kept_and_a_cancelled_one_is_not(parts: Parts) -> None:
    parts.presenter.run()
    parts.scans.end(EndState.CANCELLED)
    assert parts.kept == []
    parts.presenter.run()
    parts.scans.end()
    assert parts.kept[0][0] is parts.scans.requests[1]
    assert parts.results.n_finishes == 2


@pytest.mark.parametrize(
    ("state", "text"),
    [(EndState.DONE, "No candle matches"), (EndState.CANCELLED, "Cancelled before anything")],
)
def test_a_scan_without_matches_says_why(parts: Parts, state: EndState, text: str) -> None:
    parts.presenter.run()
    parts.scans.end(state)
    assert text in parts.table.empty


def test_a_wrong_formula_is_shown_in_the_editor_and_another_failure_is_passed_on(
    parts: Parts,
) -> None:
    with pytest.raises(FormulaError) as caught:
        LanguageService().formulas.compile("close >")
    wrong, broken = caught.value, OSError("gone")
    parts.presenter.run()
    parts.scans.end(EndState.FAILED, error=wrong)
    assert (parts.formula.errors, parts.failures) == ([wrong], [])
    parts.presenter.run()
    parts.scans.end(EndState.FAILED, error=broken)
    assert parts.failures == [broken]


def test_matches_of_something_else_than_the_screen_say_of_what(parts: Parts) -> None:
    parts.presenter.run()
    assert parts.table.origin == ""
    parts.formula.type("close > 2")
    assert parts.table.origin == "of an earlier formula"
    parts.formula.type("close > 1", n=2)
    assert parts.table.origin == "of other parameters"
    parts.formula.type("close > 1")
    parts.universe.universe = UniverseChoice(symbols=("A",))
    parts.universe.changed.emit()
    assert parts.table.origin == "of another universe"
    parts.universe.universe = UniverseChoice()
    parts.panel.now = ScanPanelState("1w", ScanRange(), "")
    parts.panel.changed.emit()
    assert parts.table.origin == "of another timeframe"
    parts.panel.now = ScanPanelState("1d", ScanRange(RangeKind.ALL), "")
    parts.panel.changed.emit()
    assert parts.table.origin == "of another range"


def test_a_repeated_scan_keeps_its_formula_parameters_and_universe(parts: Parts) -> None:
    parts.formula.type("close > n", n=1)
    parts.universe.universe = UniverseChoice(include=("mine",))
    parts.panel.repeat_chosen.emit(5)
    assert parts.repeats.minutes == 5
    parts.formula.type("close < n", n=9)
    parts.universe.universe = UniverseChoice()
    parts.panel.now = ScanPanelState("1w", ScanRange(), "")
    parts.repeats.due.emit()
    assert (parts.library.n_refreshes, parts.scans.requests) == (1, [])
    parts.library.change(contents_of(d1=["A", "B", "C"]))
    request = parts.scans.requests[0]
    assert (request.formula.expression, request.parameters) == ("close > n", {"n": 1})
    assert parts.universe.resolved == [(UniverseChoice(include=("mine",)), "1d")]


def test_new_contents_scan_only_when_a_repeat_is_due(parts: Parts) -> None:
    parts.panel.repeat_chosen.emit(5)
    parts.library.change(contents_of(d1=["A"]))
    assert parts.scans.requests == []
    parts.panel.repeat_chosen.emit(0)
    parts.repeats.due.emit()
    parts.library.change(contents_of(d1=["A"]))
    assert parts.scans.requests == []


def test_matches_go_with_their_library(parts: Parts) -> None:
    parts.presenter.run()
    parts.scans.end()
    parts.library.opened.emit(object())
    assert parts.scans.request is None
    assert "press Run" in parts.table.empty
    assert parts.progress.calls[-1] == ("idle", "")


def test_an_empty_library_offers_no_run(parts: Parts) -> None:
    parts.library.change(contents_of(d1=["A"], w1=["A"]))
    assert parts.panel.timeframes == ("1d", "1w")
    assert parts.panel.buttons == (False, True)
    parts.library.change(Contents())
    assert parts.panel.buttons == (False, False)
