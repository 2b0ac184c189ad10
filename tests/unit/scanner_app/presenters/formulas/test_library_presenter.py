"""Menus of the formula library."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.formula import Formula
from scanner_app.presenters.formulas.library_presenter import LibraryPresenter
from scanner_app.services.formulas.formula_files import write_formulas
from scanner_app.services.formulas.language_service import LanguageService
from tests.helpers.presenter_fakes import FakeDialogs, FakeRunner

if TYPE_CHECKING:
    from pathlib import Path

SAVED = datetime(2024, 1, 2, tzinfo=UTC)


class FakeEntries(QObject):
    action_requested = Signal(str, str)
    import_requested = Signal()
    export_requested = Signal()
    drafts_requested = Signal()


class FakeFormula:
    """The edited formula; keeps what is done to it."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda value: self.calls.append((name, value))


class FakeFormulas:
    def __init__(self, *formulas: Formula) -> None:
        self.own = list(formulas)
        self.renamed: list[tuple[str, str]] = []

    def find(self, formula_id: str) -> Any:
        return next((SimpleNamespace(formula=f) for f in self.own if f.id == formula_id), None)

    def rename(self, formula_id: str, name: str) -> None:
        self.renamed.append((formula_id, name))

    def delete(self, formula_id: str) -> None:
        self.own = [f for f in self.own if f.id != formula_id]

    def duplicate(self, formula_id: str) -> Formula | None:
        return Formula("copy", f"of {formula_id}", "close > 1")

    def save_new(self, formula: Formula) -> None:
        self.own.append(formula)

    def versions(self, formula_id: str) -> list[Any]:
        return [SimpleNamespace(formula_id=formula_id, name="A", expression="old", saved_at=SAVED)]

    def drafts(self) -> list[Any]:
        return [SimpleNamespace(formula_id="d", name="Draft", expression="new", saved_at=SAVED)]


class Parts:
    def __init__(self) -> None:
        self.entries, self.dialogs, self.formula = FakeEntries(), FakeDialogs(), FakeFormula()
        self.formulas = FakeFormulas(Formula("a", "A", "close > 1"))
        self.clipboard = SimpleNamespace(text=lambda: self.copied)
        self.copied = ""
        self.presenter = LibraryPresenter(
            self.entries, self.dialogs, self.dialogs,
            formula=self.formula, library=self.formulas, language=LanguageService(),
            reader=FakeRunner(), clipboard=self.clipboard,
        )  # fmt: skip
        self.messages: list[str] = []
        self.presenter.message.connect(self.messages.append)


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_run_is_passed_to_the_editor(parts: Parts) -> None:
    parts.entries.action_requested.emit("run", "a")
    assert parts.formula.calls == [("run", "a")]


def test_a_copy_is_put_into_the_editor(parts: Parts) -> None:
    parts.entries.action_requested.emit("duplicate", "a")
    assert parts.formula.calls == [("load", Formula("copy", "of a", "close > 1"))]


def test_a_deleted_formula_says_where_its_text_is(parts: Parts) -> None:
    parts.entries.action_requested.emit("delete", "a")
    assert parts.formulas.own == []
    assert "unsaved and deleted formulas" in parts.messages[0]


def test_a_formula_is_renamed_after_a_question_that_proposes_its_name(parts: Parts) -> None:
    parts.dialogs.answer = "B"
    parts.entries.action_requested.emit("rename", "a")
    assert parts.dialogs.choices == ["A"]
    assert parts.formulas.renamed == [("a", "B")]


def test_an_earlier_version_replaces_the_text_of_its_own_formula(parts: Parts) -> None:
    parts.entries.action_requested.emit("versions", "a")
    assert parts.formula.calls == [("open", "a")]
    parts.dialogs.on_chosen(0)
    assert parts.formula.calls[-1] == ("put_text", "old")


def test_a_draft_is_loaded_with_its_name(parts: Parts) -> None:
    parts.entries.drafts_requested.emit()
    assert parts.dialogs.rows[0][1:] == ("Draft", "new")
    parts.dialogs.on_chosen(0)
    assert parts.formula.calls == [("load", Formula("d", "Draft", "new"))]


def test_formulas_of_files_are_added(parts: Parts, tmp_path: Path) -> None:
    path = tmp_path / "x.formula"
    write_formulas(path, [Formula("", "B", "close > 2"), Formula("", "C", "close > 3")])
    parts.dialogs.answer = [str(path)]
    parts.entries.import_requested.emit()
    assert [f.name for f in parts.formulas.own] == ["A", "B", "C"]
    assert parts.messages == ["2 formulas imported"]


def test_a_file_that_cannot_be_read_is_named(parts: Parts, tmp_path: Path) -> None:
    parts.presenter.import_files([str(tmp_path / "missing.toml")])
    assert "missing.toml" in parts.messages[0]
    assert len(parts.formulas.own) == 1


def test_a_file_that_is_opened_goes_into_the_editor_and_several_formulas_into_the_library(
    parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "x.formula"
    write_formulas(path, [Formula("", "B", "close > 2")])
    parts.presenter.open_files([path])
    assert [call[1].name for call in parts.formula.calls] == ["B"]
    assert len(parts.formulas.own) == 1
    write_formulas(path, [Formula("", "B", "close > 2"), Formula("", "C", "close > 3")])
    parts.presenter.open_files([path])
    assert parts.formula.calls[-1][1].name == "B"
    assert len(parts.formulas.own) == 3


def test_an_export_says_what_was_written(parts: Parts, tmp_path: Path) -> None:
    parts.dialogs.answer = str(tmp_path / "own.formula")
    parts.entries.export_requested.emit()
    assert (tmp_path / "own.formula").exists()
    assert str(tmp_path / "own.formula") in parts.messages[0]


def test_a_formula_of_another_language_is_translated_into_the_editor(parts: Parts) -> None:
    parts.copied = "C > MA(C, 20)"
    parts.presenter.paste_from("AFL")
    assert parts.formula.calls == [("load_text", "close > sma(close, 20)")]


def test_an_empty_clipboard_is_said(parts: Parts) -> None:
    parts.presenter.paste_from("AFL")
    assert parts.messages == ["There is no text on the clipboard"]
    assert parts.formula.calls == []
