"""What followed the matches: when it is measured."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.scan.returns_presenter import ReturnsPresenter
from tests.helpers.presenter_fakes import FakeLibrary, FakeResults, FakeScans

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class FakePanel(QObject):
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_looked_at = True
        self.calls: list[Any] = []

    def show_measuring(self) -> None:
        self.calls.append("measuring")

    def show_returns(self, returns: Any, *, is_filtered: bool) -> None:
        self.calls.append((returns, is_filtered))

    def clear_returns(self) -> None:
        self.calls.append("clear")


class FakeReturns(QObject):
    measured = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_running = False
        self.rows: list[list[int]] = []
        self.n_cancels = 0

    def measure(self, library: Any, timeframe: str, store: Any, rows: Any) -> None:
        self.rows.append(rows.tolist())

    def cancel(self) -> None:
        self.n_cancels += 1


class Parts:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.panel, self.returns = FakePanel(), FakeReturns()
        self.results, self.scans = FakeResults(), FakeScans()
        self.scans.request = SimpleNamespace(timeframe="1d")
        self.library = FakeLibrary(Path("x.fslib"))
        self.presenter = ReturnsPresenter(
            self.panel, returns=self.returns, results=self.results, scans=self.scans,
            library=self.library, pause_ms=0,
        )  # fmt: skip

    def settle(self) -> None:
        """Let the pause pass."""
        self.qtbot.waitUntil(lambda: not self.presenter._pause.isActive())


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    return Parts(qtbot)


def test_rows_are_measured_once_while_somebody_looks(parts: Parts) -> None:
    parts.panel.is_looked_at = False
    parts.results.fill(A=[1, 2])
    parts.settle()
    assert parts.returns.rows == []
    parts.panel.is_looked_at = True
    parts.panel.shown.emit()
    parts.settle()
    parts.panel.shown.emit()
    parts.settle()
    assert parts.returns.rows == [[0, 1]]
    parts.returns.measured.emit("returns")
    assert parts.panel.calls == ["measuring", ("returns", False)]


def test_rows_that_are_not_in_order_yet_are_not_measured(parts: Parts) -> None:
    parts.results.is_settled = False
    parts.results.fill(A=[1])
    parts.settle()
    assert parts.returns.rows == []


def test_rows_that_are_about_to_change_are_measured_no_longer(parts: Parts) -> None:
    parts.returns.is_running = True
    parts.results.working.emit(True)
    assert parts.returns.n_cancels == 1
    assert parts.panel.calls == ["clear"]


def test_new_candles_are_measured_again(parts: Parts) -> None:
    parts.results.fill(A=[1])
    parts.settle()
    parts.library.contents_changed.emit(object())
    parts.settle()
    assert parts.returns.rows == [[0], [0]]


def test_a_new_scan_clears_what_was_measured(parts: Parts) -> None:
    parts.scans.started.emit(object())
    assert (parts.panel.calls, parts.returns.n_cancels) == (["clear"], 1)
