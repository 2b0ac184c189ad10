"""The formula in the editor, without an editor."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.formula import Formula
from scanner_app.presenters.formulas.formula_presenter import FormulaPresenter
from scanner_app.services.formulas.formula_library import FormulaLibrary
from scanner_app.services.formulas.formula_versions import FormulaVersions
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.formulas.presets import Entry
from scanner_app.view_states import FormulaState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PRESET = Formula("preset:one", "Preset", "close > sma(close, 20)")


class FakePanel(QObject):
    text_changed = Signal()
    text_settled = Signal(str)
    parameters_changed = Signal()
    save_requested = Signal()
    new_requested = Signal()
    format_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text, self.parameters = "", {}
        self.title, self.is_changed = "", False
        self.problems: list[Any] = []
        self.facts: Any = None
        self.place = (0, 0)
        self.has_focus = False

    def state(self) -> FormulaState:
        return FormulaState(self.text, dict(self.parameters))

    def show_formula(self, text: str, parameters: Mapping[str, Any]) -> None:
        self.text, self.parameters = text, dict(parameters)

    def show_text(self, text: str) -> None:
        self.text = text

    def show_title(self, name: str, is_changed: bool) -> None:
        self.title, self.is_changed = name, is_changed

    def show_check(self, problems: Any, facts: Any) -> None:
        self.problems, self.facts = list(problems), facts

    def show_place(self, offset: int, length: int) -> None:
        self.place = (offset, length)

    def focus_editor(self) -> None:
        self.has_focus = True

    def type(self, text: str) -> None:
        self.text = text
        self.text_changed.emit()
        self.text_settled.emit(text)


class FakeEntries(QObject):
    formula_chosen = Signal(str)
    run_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.marked = ""

    def show_entries(self, entries: list[Entry]) -> None:
        self.entries = list(entries)

    def mark(self, formula_id: str) -> None:
        self.marked = formula_id


class FakeQuestion(QObject):
    formula_named = Signal(object)


class Parts:
    def __init__(self, folder: Path) -> None:
        self.panel, self.entries, self.question = FakePanel(), FakeEntries(), FakeQuestion()
        workspace = SimpleNamespace(run=lambda *_: None)
        versions = FormulaVersions(folder / "versions")
        self.library = FormulaLibrary(workspace, [Entry(PRESET, "Group")], versions)
        self.proposals: list[str] = []
        self.presenter = FormulaPresenter(
            self.panel, self.entries, self._open, library=self.library, language=LanguageService()
        )
        self.ran: list[str] = []
        self.presenter.run_requested.connect(lambda: self.ran.append(self.panel.text))

    def _open(self, name: str, _: Formula) -> FakeQuestion:
        self.proposals.append(name)
        return self.question

    def texts_of_drafts(self) -> list[str]:
        return [draft.expression for draft in self.library.drafts()]


@pytest.fixture
def parts(qapp: object, tmp_path: Path) -> Iterator[Parts]:
    return Parts(tmp_path)


def test_a_condition_can_be_run_and_a_number_cannot(parts: Parts) -> None:
    parts.panel.type("close > 1")
    assert parts.presenter.can_run
    parts.panel.type("sma(close, 3)")
    assert not parts.presenter.can_run
    assert parts.panel.facts is not None


def test_a_wrong_text_shows_its_problems(parts: Parts) -> None:
    parts.panel.type("close > smaa(close, 3)")
    assert len(parts.panel.problems) == 1
    assert (parts.panel.facts, parts.presenter.can_run) == (None, False)


def test_what_is_known_of_a_text_does_not_depend_on_values_of_an_earlier_one(
    parts: Parts,
) -> None:
    def show_check(_problems: Any, facts: Any) -> None:
        parts.panel.facts = facts
        parts.panel.parameters = {}  # as the fields do where the default is another one

    parts.panel.parameters = {"n": 5}
    parts.panel.show_check = show_check
    parts.panel.type("param n = 50\nclose > sma(close, n)")
    assert parts.presenter.facts.value_names == ("sma(close,50)",)


def test_values_of_parameters_are_part_of_the_formula(parts: Parts) -> None:
    parts.panel.text = "param n = 20\nclose > sma(close, n)"
    parts.panel.parameters = {"n": 50}
    parts.panel.parameters_changed.emit()
    assert parts.presenter.facts.lookback == 49
    assert parts.presenter.formula.parameters == {"n": 50}


def test_parameters_of_one_formula_never_reach_another(parts: Parts) -> None:
    parts.presenter.load(
        Formula("", "A", "param n = 20\nclose > sma(close, n)", parameters={"n": 7})
    )
    assert parts.panel.parameters == {"n": 7}
    parts.presenter.load(Formula("", "B", "param n = 20\nclose < sma(close, n)"))
    assert parts.panel.parameters == {}
    assert parts.presenter.facts.lookback == 19


def test_an_entry_that_is_chosen_is_loaded_marked_and_checked(parts: Parts) -> None:
    parts.entries.formula_chosen.emit("preset:one")
    assert parts.panel.text == PRESET.expression
    assert (parts.panel.title, parts.panel.is_changed) == ("Preset", False)
    assert parts.entries.marked == "preset:one"
    assert parts.presenter.can_run


def test_an_entry_that_is_run_is_in_the_editor_first(parts: Parts) -> None:
    parts.entries.run_requested.emit("preset:one")
    assert parts.ran == [PRESET.expression]


def test_a_text_that_differs_from_the_saved_one_is_marked_in_the_title(parts: Parts) -> None:
    parts.presenter.open("preset:one")
    parts.panel.type("close > 2")
    assert (parts.panel.title, parts.panel.is_changed) == ("Preset", True)


def test_a_text_that_leaves_the_editor_unsaved_becomes_a_draft(parts: Parts) -> None:
    parts.panel.type("close > 2")
    parts.presenter.open("preset:one")
    assert parts.texts_of_drafts() == ["close > 2"]
    parts.presenter.open("preset:one")
    assert parts.texts_of_drafts() == ["close > 2"]


def test_the_first_save_asks_for_a_name_and_the_next_does_not(parts: Parts) -> None:
    parts.panel.type("close > 2")
    parts.panel.save_requested.emit()
    parts.question.formula_named.emit(Formula("", "Mine", ""))
    assert [f.expression for f in parts.library.own] == ["close > 2"]
    parts.panel.type("close > 3")
    parts.panel.save_requested.emit()
    assert [(f.name, f.expression) for f in parts.library.own] == [("Mine", "close > 3")]
    assert parts.proposals == [""]
    assert not parts.panel.is_changed


def test_a_preset_is_saved_under_another_name(parts: Parts) -> None:
    parts.presenter.open("preset:one")
    parts.presenter.save()
    parts.question.formula_named.emit(Formula("preset:one", "Own", ""))
    assert [(f.name, f.expression) for f in parts.library.own] == [("Own", PRESET.expression)]
    assert PRESET in [entry.formula for entry in parts.entries.entries]


def test_a_saved_formula_that_is_renamed_has_its_new_name_in_the_title(parts: Parts) -> None:
    saved = parts.library.save(Formula("", "Old", "close > 1"))
    parts.presenter.load(saved)
    parts.library.rename(str(saved.id), "New")
    assert parts.panel.title == "New"


def test_format_brings_a_text_into_its_usual_form_or_shows_where_it_is_wrong(parts: Parts) -> None:
    parts.panel.text = "close>sma( close,3 )"
    parts.panel.format_requested.emit()
    assert parts.panel.text == "close > sma(close, 3)"
    parts.panel.text = "close > ("
    parts.panel.format_requested.emit()
    assert parts.panel.text == "close > ("
    assert parts.panel.place[0] > 0


def test_a_new_formula_is_empty_and_ready_to_be_typed(parts: Parts) -> None:
    parts.presenter.open("preset:one")
    parts.panel.new_requested.emit()
    assert (parts.panel.text, parts.panel.title) == ("", "")
    assert parts.panel.has_focus
    assert parts.entries.marked == ""
