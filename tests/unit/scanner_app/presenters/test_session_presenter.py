"""What is on the screen survives a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.universe import UniverseChoice
from scanner_app.presenters.session_presenter import SessionPresenter
from scanner_app.services.scan.scan_types import RangeKind, ScanRange
from scanner_app.session import load_session
from scanner_app.view_states import ScanPanelState
from tests.helpers.presenter_fakes import FakeFormula

if TYPE_CHECKING:
    from pathlib import Path


class FakeEditor(QObject):
    text_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text, self.has_focus = "", False

    def restore_text(self, text: str) -> None:
        self.text = text

    def focus_editor(self) -> None:
        self.has_focus = True


class FakePanel(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.now = ScanPanelState("1d")
        self.timeframes: list[str] = []

    def state(self) -> ScanPanelState:
        return self.now

    def show_range(self, value: ScanRange) -> None:
        self.now = ScanPanelState(self.now.timeframe, value)

    def show_timeframe(self, name: str) -> None:
        self.timeframes.append(name)


class FakeColumns(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.widths: dict[str, int] = {}
        self.order: list[str] = []

    def restore(self, widths: Any, order: Any = ()) -> None:
        self.widths, self.order = dict(widths), list(order)


class FakeLayout(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.now: dict[str, str] = {}

    def states(self) -> dict[str, str]:
        return self.now

    def restore(self, states: dict[str, str]) -> None:
        self.now = states


class FakeUniverse(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.universe = UniverseChoice()

    def choose(self, universe: UniverseChoice) -> None:
        self.universe = universe


class Parts:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.editor, self.panel, self.columns = FakeEditor(), FakePanel(), FakeColumns()
        self.layout, self.formula, self.universe = FakeLayout(), FakeFormula(), FakeUniverse()
        self.presenter = SessionPresenter(
            self.editor, self.panel, self.columns, self.layout,
            formula=self.formula, universe=self.universe, path=path,
        )  # fmt: skip


@pytest.fixture
def parts(qapp: object, tmp_path: Path) -> Parts:
    return Parts(tmp_path / "session.json")


def test_a_first_start_shows_a_formula_with_a_remark(parts: Parts) -> None:
    parts.presenter.restore()
    assert parts.editor.text.startswith("# a pullback in an up trend\nclose > sma")


def test_what_was_on_the_screen_comes_back(parts: Parts) -> None:
    parts.presenter.restore()
    parts.presenter.restore_formula()
    parts.formula.type("close > n", n=4)
    parts.panel.now = ScanPanelState("1w", ScanRange(RangeKind.LAST_N, 7))
    parts.columns.widths, parts.columns.order = {"close": 90}, ["close", "symbol"]
    parts.layout.now = {"window": "here"}
    parts.universe.universe = UniverseChoice(include=("mine",), min_price=2.0)
    parts.presenter.save()
    again = Parts(parts.path)
    again.presenter.restore()
    assert again.editor.text == "close > n"
    assert again.panel.now.range == ScanRange(RangeKind.LAST_N, 7)
    assert (again.columns.widths, again.columns.order) == ({"close": 90}, ["close", "symbol"])
    assert again.layout.now == {"window": "here"}
    assert again.universe.universe == UniverseChoice(include=("mine",), min_price=2.0)
    again.presenter.restore_formula()
    loaded = again.formula.loaded[0]
    assert (loaded.id, loaded.name, loaded.parameters) == ("f", "A", {"n": 4})
    assert again.editor.has_focus
    again.presenter.restore_timeframe()
    again.presenter.restore_timeframe()
    assert again.panel.timeframes == ["1w", ""]


def test_a_formula_that_was_opened_meanwhile_is_not_replaced(parts: Parts) -> None:
    parts.presenter.restore()
    parts.formula.identified.emit()
    parts.presenter.restore_formula()
    assert parts.formula.loaded == []


def test_nothing_is_saved_before_the_last_session_is_restored(parts: Parts) -> None:
    parts.presenter.restore()
    parts.presenter.save()
    assert not parts.path.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.editor.text_changed.emit(),
        lambda parts: parts.panel.changed.emit(),
        lambda parts: parts.universe.changed.emit(),
        lambda parts: parts.columns.changed.emit(),
        lambda parts: parts.layout.changed.emit(),
        lambda parts: parts.formula.parameters_changed.emit(),
    ],
    ids=["text", "panel", "universe", "columns", "layout", "parameters"],
)
def test_each_change_is_saved_soon_after(parts: Parts, qtbot: Any, change: Any) -> None:
    parts.presenter.restore()
    parts.presenter.restore_formula()
    change(parts)
    qtbot.waitUntil(parts.path.exists)
    assert load_session(parts.path).text == "close > 1"
