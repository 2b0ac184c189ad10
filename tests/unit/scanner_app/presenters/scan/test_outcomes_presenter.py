"""Lists of the symbols of an outcome."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.result import Outcome
from engine.domain.scan_summary import SymbolOutcome
from scanner_app.presenters.scan.outcomes_presenter import OutcomesPresenter
from scanner_app.services.scan.outcome_groups import LEFT_OUT, MISSING
from tests.helpers.presenter_fakes import FakeDialogs, FakeLibrary


class FakeChips(QObject):
    outcome_clicked = Signal(str)

    def outcome_title(self, key: str) -> str:
        return f"title of {key}"


class Parts:
    def __init__(self) -> None:
        self.chips, self.dialogs = FakeChips(), FakeDialogs()
        self.scans = SimpleNamespace(
            request=SimpleNamespace(missing=("X",)),
            left_out=lambda: ["L1", "L2"],
            outcomes=lambda outcome: [SymbolOutcome("A", outcome, 3, "why")],
        )
        self.presenter = OutcomesPresenter(
            self.chips, self.dialogs, scans=self.scans, library=FakeLibrary()
        )
        self.explained: list[str] = []
        self.presenter.explain_requested.connect(self.explained.append)


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_an_outcome_lists_matches_and_reason(parts: Parts) -> None:
    parts.chips.outcome_clicked.emit(str(Outcome.ERROR))
    assert parts.dialogs.titles == [f"title of {Outcome.ERROR}"]
    assert parts.dialogs.rows == [("A", "", 3, "why")]
    assert parts.dialogs.lead == "1 symbols"


@pytest.mark.parametrize(("key", "symbols"), [(LEFT_OUT, ["L1", "L2"]), (MISSING, ["X"])])
def test_symbols_without_an_outcome_have_only_names(
    parts: Parts, key: str, symbols: list[str]
) -> None:
    parts.chips.outcome_clicked.emit(key)
    assert parts.dialogs.rows == [(symbol, "") for symbol in symbols]


def test_nothing_is_missing_before_the_first_scan(parts: Parts) -> None:
    parts.scans.request = None
    parts.presenter.show(MISSING)
    assert parts.dialogs.rows == []


def test_a_chosen_row_is_explained(parts: Parts) -> None:
    parts.presenter.show(LEFT_OUT)
    parts.dialogs.on_chosen(1)
    assert parts.explained == ["L2"]
