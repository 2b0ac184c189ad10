"""The watched formulas."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.formula import Formula
from scanner_app.models.live_watch_model import LiveWatchModel
from scanner_app.presenters.live.watch_presenter import LiveWatchPresenter, identified
from scanner_app.records.watched import EDITOR, Watched
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.live.live_types import LiveState
from tests.helpers.presenter_fakes import FakeFormula, FakeLive

SAVED = Formula("s", "Saved", "close > 7")


class FakePanel(QObject):
    add_requested = Signal(str)
    write_requested = Signal()
    remove_requested = Signal(str)
    edit_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.n_offers = 0

    def offer(self, entries: Any) -> None:
        self.n_offers += 1


class FakeDialog(QObject):
    applied = Signal(str, str)
    finished = Signal(int)

    def __init__(self, formula: Formula, is_modal: bool) -> None:
        super().__init__()
        self.formula, self.is_modal, self.n_raised = formula, is_modal, 0

    def come_to_front(self) -> None:
        self.n_raised += 1


class FakeLibrary(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.formula = SAVED

    @property
    def entries(self) -> list[Any]:
        return [SimpleNamespace(formula=self.formula)]

    def find(self, formula_id: str) -> Any:
        return next((e for e in self.entries if e.formula.id == formula_id), None)


class Parts:
    def __init__(self) -> None:
        self.panel, self.model, self.formula = FakePanel(), LiveWatchModel(), FakeFormula()
        self.library, self.live, self.dialogs = FakeLibrary(), FakeLive(), []
        self.presenter = LiveWatchPresenter(
            self.panel, self._open, model=self.model, formula=self.formula, library=self.library,
            language=LanguageService(), live=self.live,
        )  # fmt: skip

    def _open(self, formula: Formula, is_modal: bool) -> FakeDialog:
        self.dialogs.append(FakeDialog(formula, is_modal))
        return self.dialogs[-1]

    def text_of(self, key: str) -> str:
        return self.model.find(key).formula.expression

    def run(self) -> None:
        self.live.go(LiveState.RUNNING)
        self.live.calls.clear()


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_the_editor_is_watched_from_the_start_and_followed(parts: Parts) -> None:
    assert parts.text_of(EDITOR) == "close > 1"
    parts.formula.type("close > 2")
    assert parts.text_of(EDITOR) == "close > 2"
    assert parts.model.find(EDITOR).formula.name == "A (editor)"


def test_a_running_session_keeps_the_last_good_text_of_the_editor(parts: Parts) -> None:
    parts.run()
    parts.formula.can_run = False
    parts.formula.type("close > (")
    assert parts.text_of(EDITOR) == "close > 1"
    assert "the earlier text goes on" in parts.model.find(EDITOR).problem
    assert parts.live.calls == []
    parts.live.go(LiveState.IDLE)
    assert parts.text_of(EDITOR) == "close > ("
    assert not parts.model.find(EDITOR).is_sound


def test_a_number_in_the_editor_says_that_it_needs_a_comparison(parts: Parts) -> None:
    parts.formula.can_run = False
    parts.formula.type("sma(close, 3)")
    assert "compare it" in parts.model.find(EDITOR).problem


def test_formulas_of_the_library_are_added_and_follow_it(parts: Parts) -> None:
    parts.panel.add_requested.emit("s")
    assert parts.text_of("s") == "close > 7"
    parts.library.formula = Formula("s", "Saved", "close > 8")
    parts.library.changed.emit()
    assert parts.text_of("s") == "close > 8"
    assert parts.panel.n_offers == 2


def test_changes_reach_a_running_session(parts: Parts) -> None:
    parts.run()
    parts.panel.add_requested.emit("s")
    assert parts.live.calls == [("watch", "close > 7")]
    parts.panel.remove_requested.emit("s")
    assert parts.live.calls[1:] == [("forget", "s")]


def test_another_text_of_the_editor_replaces_the_one_that_is_watched(parts: Parts) -> None:
    parts.run()
    before = parts.model.find(EDITOR).formula_id
    parts.formula.type("close > 2")
    assert parts.live.calls == [("forget", before), ("watch", "close > 2")]


def test_a_new_formula_is_watched_when_it_is_applied(parts: Parts) -> None:
    parts.panel.write_requested.emit()
    dialog = parts.dialogs[0]
    assert not dialog.is_modal
    dialog.applied.emit("New", "close > 3")
    assert [entry.formula.name for entry in parts.model.entries] == ["A (editor)", "New"]


def test_an_entry_is_edited_in_one_dialog(parts: Parts) -> None:
    parts.presenter.add("s")
    parts.panel.edit_requested.emit("s")
    parts.panel.edit_requested.emit("s")
    assert (len(parts.dialogs), parts.dialogs[0].n_raised) == (1, 1)
    parts.dialogs[0].applied.emit("Saved", "close > 9")
    assert parts.text_of("s") == "close > 9"
    parts.dialogs[0].finished.emit(0)
    parts.panel.edit_requested.emit("s")
    assert len(parts.dialogs) == 2


def test_the_editors_own_entry_is_written_in_the_editor(parts: Parts) -> None:
    parts.panel.edit_requested.emit(EDITOR)
    assert parts.dialogs[0].is_modal
    parts.dialogs[0].applied.emit("ignored", "close > 4")
    loaded = parts.formula.loaded[0]
    assert (loaded.id, loaded.name, loaded.expression) == ("f", "A", "close > 4")


def test_a_restored_list_leaves_the_editors_formula_as_it_is(parts: Parts) -> None:
    parts.presenter.restore(
        [Watched(EDITOR, Formula("x", "X", "close < 0"), is_on=False), Watched("s", SAVED)]
    )
    assert parts.text_of(EDITOR) == "close > 1"
    assert not parts.model.find(EDITOR).is_on
    assert parts.text_of("s") == "close > 7"


def test_a_formula_that_the_session_refuses_says_why(parts: Parts) -> None:
    parts.presenter.add("s")
    parts.live.refused.emit("s", ValueError("looks too far back"))
    assert "looks too far back" in parts.model.find("s").problem


def test_another_text_or_parameter_has_another_id() -> None:
    formula = Formula("f", "A", "close > 1")
    other = identified(Formula("f", "A", "close > 2"))
    assert identified(formula).id != other.id
    assert identified(Formula("f", "A", "close > 1", parameters={"n": 1})).id != other.id
    assert identified(formula) == identified(formula)
