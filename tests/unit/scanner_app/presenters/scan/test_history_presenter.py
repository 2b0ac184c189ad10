"""Past scans and what has changed since the last one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.scan_record import ScanRecord
from scanner_app.presenters.scan.history_presenter import HistoryPresenter
from scanner_app.services.scan.scan_history import Comparison
from tests.helpers.presenter_fakes import FakeDialogs, FakeFormula, FakeLibrary, FakeScans

NOON = datetime(2024, 1, 2, 12, tzinfo=UTC)


class FakeProgress(QObject):
    changes_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[tuple[int, int]] = []

    def show_changes(self, n_entered: int, n_left: int) -> None:
        self.changes.append((n_entered, n_left))


class FakePanel(QObject):
    history_requested = Signal()


class FakeHistory(QObject):
    compared = Signal(object)
    loaded = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.n_loads = 0

    def load(self) -> None:
        self.n_loads += 1


class Parts:
    def __init__(self) -> None:
        self.progress, self.panel, self.dialogs = FakeProgress(), FakePanel(), FakeDialogs()
        self.formula, self.history, self.scans = FakeFormula(), FakeHistory(), FakeScans()
        self.presenter = HistoryPresenter(
            self.progress, self.panel, self.dialogs, formula=self.formula, history=self.history,
            scans=self.scans, library=FakeLibrary(),
        )  # fmt: skip


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_changes_are_counted_and_listed(parts: Parts) -> None:
    parts.history.compared.emit(Comparison(("A", "B"), ("C",), NOON))
    assert parts.progress.changes == [(2, 1)]
    parts.progress.changes_clicked.emit()
    assert parts.dialogs.rows == [
        ("A", "", "entered"), ("B", "", "entered"), ("C", "", "left")
    ]  # fmt: skip


def test_a_new_scan_has_no_changes_yet(parts: Parts) -> None:
    parts.history.compared.emit(Comparison(("A",), (), NOON))
    parts.scans.started.emit(object())
    parts.progress.changes_clicked.emit()
    assert parts.progress.changes[-1] == (0, 0)
    assert parts.dialogs.titles == []


def test_past_scans_are_listed_when_asked_for(parts: Parts) -> None:
    record = ScanRecord(
        started_at=NOON, formula_name="Mine", expression="close\n> n", timeframe="1d",
        formula_id="f", parameters={"n": 3},
        summary={"symbols": 10, "matches": 4, "wall_ms": 350}, hit_symbols=("A",),
    )  # fmt: skip
    parts.history.loaded.emit([record])
    assert parts.dialogs.titles == []
    parts.panel.history_requested.emit()
    assert parts.history.n_loads == 1
    parts.history.loaded.emit([record])
    assert parts.dialogs.rows[0][1:] == ("Mine", "1d", 10, 1, 4, "0.35 s", "close > n")
    parts.dialogs.on_chosen(0)
    loaded = parts.formula.loaded[0]
    assert (loaded.id, loaded.expression, loaded.parameters) == ("f", "close\n> n", {"n": 3})
