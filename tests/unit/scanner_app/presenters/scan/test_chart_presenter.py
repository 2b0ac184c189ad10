"""The chart of a match."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.formula import Formula
from scanner_app.presenters.scan.chart_presenter import ChartPresenter
from tests.helpers.presenter_fakes import FakeFormula, FakeLibrary, FakeResults, FakeScans

DAY = 86_400_000_000_000


class FakeChart(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.charts: list[tuple[Any, Any]] = []
        self.text = ""

    def show_chart(self, data: Any, selected: int | None) -> None:
        self.charts.append((data, selected))

    def clear(self, text: str) -> None:
        self.text = text


class FakeCharts(QObject):
    loaded = Signal(object, object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Any] = []

    def request(self, request: Any) -> None:
        self.requests.append(request)


class Parts:
    def __init__(self) -> None:
        self.chart, self.charts, self.formula = FakeChart(), FakeCharts(), FakeFormula("close > 9")
        self.results, self.scans = FakeResults(), FakeScans()
        self.library = FakeLibrary(Path("x.fslib"))
        self.presenter = ChartPresenter(
            self.chart, formula=self.formula, charts=self.charts, results=self.results,
            scans=self.scans, library=self.library,
        )  # fmt: skip

    def scan(self) -> None:
        formula = Formula("f", "A", "close > 1")
        self.scans.request = SimpleNamespace(
            timeframe="1w", formula=formula, parameters={"n": 1}, number=1
        )


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_a_match_is_drawn_with_the_formula_that_was_scanned(parts: Parts) -> None:
    parts.scan()
    parts.results.fill(A=[1, 4], B=[2])
    parts.presenter.show_row(1)
    request = parts.charts.requests[0]
    assert (request.symbol, request.timeframe, request.timestamp_ns) == ("A", "1w", 4 * DAY)
    assert (request.formula, request.parameters) == ("close > 1", {"n": 1})
    assert request.match_times.tolist() == [1 * DAY, 4 * DAY]


def test_a_symbol_is_drawn_with_the_formula_in_the_editor_unless_it_is_wrong(parts: Parts) -> None:
    parts.presenter.show_symbol("B", "1d")
    parts.formula.facts = None
    parts.presenter.show_symbol("B", "1d")
    assert [request.formula for request in parts.charts.requests] == ["close > 9", ""]
    assert len(parts.charts.requests[0].match_times) == 0


def test_a_bar_of_a_symbol_is_selected_without_curves(parts: Parts) -> None:
    parts.presenter.show_bar("B", "1d", 4 * DAY)
    request = parts.charts.requests[0]
    assert (request.symbol, request.timestamp_ns, request.formula) == ("B", 4 * DAY, "")


def test_a_loaded_chart_is_shown_and_a_failure_said(parts: Parts) -> None:
    parts.charts.loaded.emit("data", 3)
    assert parts.chart.charts == [("data", 3)]
    parts.charts.failed.emit(OSError("disk is gone"))
    assert "disk is gone" in parts.chart.text


def test_a_scan_without_matches_clears_the_chart(parts: Parts) -> None:
    parts.scan()
    parts.results.fill(A=[1])
    parts.results.finished.emit()
    assert parts.chart.text == ""
    parts.results.begin((), {})
    parts.results.finished.emit()
    assert "Select a match" in parts.chart.text


def test_another_library_clears_the_chart(parts: Parts) -> None:
    parts.library.opened.emit(object())
    assert "Select a match" in parts.chart.text
