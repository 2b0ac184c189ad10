"""Questions why a symbol is (not) among the matches."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.formula import Formula
from scanner_app.presenters.scan.explain_presenter import ExplainPresenter
from scanner_app.view_states import ResultsState, ScanPanelState
from tests.helpers.presenter_fakes import (
    FakeFormula,
    FakeLibrary,
    FakeResults,
    FakeScans,
    contents_of,
)

DAY = 86_400_000_000_000


class FakeView(QObject):
    explain_requested = Signal(str)
    current_row = -1

    def state(self) -> ResultsState:
        return ResultsState(self.current_row)


class FakeDialog(QObject):
    asked = Signal(str, object)

    def __init__(self, *subject: Any) -> None:
        super().__init__()
        self.subject = subject
        self.questions: list[tuple[str, int | None]] = []
        self.answers: list[Any] = []

    def ask(self, symbol: str, timestamp_ns: int | None) -> None:
        self.questions.append((symbol, timestamp_ns))

    def show_explanation(self, explanation: Any) -> None:
        self.answers.append(explanation)

    def show_error(self, error: Exception) -> None:
        self.answers.append(error)


class FakeExplains(QObject):
    explained = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Any] = []

    def explain(self, request: Any) -> None:
        self.requests.append(request)


class Parts:
    def __init__(self) -> None:
        self.view, self.explains, self.dialogs = FakeView(), FakeExplains(), []
        self.formula, self.results, self.scans = FakeFormula(), FakeResults(), FakeScans()
        panel = SimpleNamespace(state=lambda: ScanPanelState("1d"))
        library = FakeLibrary(Path("x.fslib"), contents_of(d1=["A", "B", "C"], w1=["A"]))
        self.presenter = ExplainPresenter(
            self.view, panel, self._open, formula=self.formula, explains=self.explains,
            results=self.results, scans=self.scans, library=library,
        )  # fmt: skip

    def _open(self, *subject: Any) -> FakeDialog:
        self.dialogs.append(FakeDialog(*subject))
        return self.dialogs[-1]

    def scan(self, *symbols: str) -> None:
        self.scans.request = SimpleNamespace(
            formula=Formula("s", "S", "close > 5"), timeframe="1d",
            symbols=symbols,
        )  # fmt: skip


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_without_a_scan_the_formula_on_the_screen_is_explained_for_the_first_symbol(
    parts: Parts,
) -> None:
    parts.view.explain_requested.emit("")
    assert parts.dialogs[0].subject == ("close > 1", ["A", "B", "C"])
    assert parts.dialogs[0].questions == [("A", None)]
    assert parts.formula.n_checks == 1


def test_the_current_match_is_explained_with_the_formula_of_the_scan(parts: Parts) -> None:
    parts.scan("A", "B")
    parts.results.fill(B=[2, 7])
    parts.view.current_row = 1
    parts.presenter.open()
    assert parts.dialogs[0].subject[0] == "close > 5"
    assert parts.dialogs[0].questions == [("B", 7 * DAY)]


def test_a_named_symbol_goes_before_the_current_match(parts: Parts) -> None:
    parts.scan("A")
    parts.results.fill(A=[2])
    parts.view.current_row = 0
    parts.presenter.open("C")
    assert parts.dialogs[0].questions == [("C", None)]


def test_ranks_are_explained_among_the_symbols_of_the_scan(parts: Parts) -> None:
    parts.scan("A", "B")
    parts.presenter.open("A")
    dialog, day = parts.dialogs[0], date(2024, 1, 2)
    dialog.asked.emit("A", day)
    dialog.asked.emit("C", day)
    assert [request.universe for request in parts.explains.requests] == [
        ["A", "B"], ["A", "B", "C"]
    ]  # fmt: skip
    assert parts.explains.requests[0].day == day


def test_answers_reach_the_dialog(parts: Parts) -> None:
    parts.presenter.open("A")
    error = ValueError("no")
    parts.explains.explained.emit("because")
    parts.explains.failed.emit(error)
    assert parts.dialogs[0].answers == ["because", error]
