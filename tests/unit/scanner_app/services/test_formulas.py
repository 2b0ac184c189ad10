from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.domain.formula import Formula, FormulaCategory
from engine.errors import SourceError
from scanner_app.services.formulas.formula_files import read_formulas, write_formulas
from scanner_app.services.formulas.formula_library import FormulaLibrary
from scanner_app.services.formulas.formula_versions import FormulaVersions
from scanner_app.services.formulas.presets import PREFIX, category_of, preset_entries
from scanner_app.services.library.watchlists import Watchlists
from scanner_app.services.library.workspace_service import WorkspaceService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from scanner_app.services.task_runner import TaskRunner

TEXT = "close > sma(close, 20)"


@pytest.fixture
def workspace(tmp_path: Path, tasks: TaskRunner) -> Iterator[WorkspaceService]:
    service = WorkspaceService(tmp_path / "own" / "workspace.fsws", tasks)
    yield service
    tasks.close()
    service.close()


@pytest.fixture
def library(tmp_path: Path, workspace: WorkspaceService) -> FormulaLibrary:
    return FormulaLibrary(workspace, preset_entries(), FormulaVersions(tmp_path / "versions.json"))


def reloaded(qtbot: QtBot, workspace: WorkspaceService, tmp_path: Path) -> FormulaLibrary:
    again = FormulaLibrary(workspace, (), FormulaVersions(tmp_path / "versions.json"))
    with qtbot.waitSignal(again.changed):
        again.load()
    return again


def test_saved_formulas_are_there_the_next_time(
    qtbot: QtBot, library: FormulaLibrary, workspace: WorkspaceService, tmp_path: Path
) -> None:
    saved = library.save(Formula("", "Mine", TEXT, FormulaCategory.ENTRY, "why", {"n": 3}))
    assert saved.id
    assert reloaded(qtbot, workspace, tmp_path).own == [saved]


def test_a_preset_is_never_overwritten(library: FormulaLibrary) -> None:
    preset = library.entries[0]
    assert preset.is_preset
    saved = library.save(preset.formula)
    assert not str(saved.id).startswith(PREFIX)
    assert library.find(str(preset.formula.id)) == preset


def test_rename_duplicate_and_delete(
    qtbot: QtBot, library: FormulaLibrary, workspace: WorkspaceService, tmp_path: Path
) -> None:
    first = library.save(Formula("", "Mine", TEXT))
    library.rename(str(first.id), "Yours")
    copy = library.duplicate(str(first.id))
    assert copy is not None
    assert [formula.name for formula in library.own] == ["Yours", "Yours 2"]
    library.delete(str(first.id))
    assert [f.name for f in reloaded(qtbot, workspace, tmp_path).own] == ["Yours 2"]
    assert library.duplicate("nothing") is None


def test_every_text_that_was_saved_can_be_had_again(library: FormulaLibrary) -> None:
    formula = library.save(Formula("", "Mine", "close > 1"))
    for n in (2, 3, 3):
        formula = library.save(Formula(formula.id, "Mine", f"close > {n}"))
    texts = [version.expression for version in library.versions(str(formula.id))]
    assert texts == ["close > 3", "close > 2", "close > 1"]


def test_versions_survive_a_restart_and_damage(tmp_path: Path) -> None:
    path = tmp_path / "versions.json"
    FormulaVersions(path).add(Formula("7", "Mine", TEXT))
    assert FormulaVersions(path).of("7")[0].expression == TEXT
    path.write_text("{", encoding="utf-8")
    assert FormulaVersions(path).of("7") == []


def test_all_presets_are_offered_in_groups(library: FormulaLibrary) -> None:
    presets = [entry for entry in library.entries if entry.is_preset]
    assert len(presets) == 42
    assert all(entry.formula.description and entry.group for entry in presets)


def test_formulas_travel_as_files(tmp_path: Path) -> None:
    path = tmp_path / "formulas.toml"
    formulas = [
        Formula("1", "A", "param n = 3\nclose > n", FormulaCategory.EXIT, "한글", {"n": 5}),
        Formula("2", "B", TEXT),
    ]
    write_formulas(path, formulas)
    found = read_formulas(path)
    assert [(f.name, f.expression, f.category, f.description, f.parameters) for f in found] == [
        ("A", "param n = 3\nclose > n", FormulaCategory.EXIT, "한글", {"n": 5}),
        ("B", TEXT, FormulaCategory.SCAN, "", {}),
    ]


def test_a_text_file_is_one_formula(tmp_path: Path) -> None:
    path = tmp_path / "breakout.txt"
    path.write_text("close > highest(high, 20)[1]\n", encoding="utf-8")
    assert read_formulas(path) == [Formula("", "breakout", "close > highest(high, 20)[1]")]
    path.write_text("close > highest(high, 20)[1]\n", encoding="utf-16")  # by PowerShell
    assert read_formulas(path) == [Formula("", "breakout", "close > highest(high, 20)[1]")]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfebad", b"\xc1\xbe", b"[[formula]]\nname = 'x'\n"]
)
def test_a_file_without_formulas_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"x\.toml"):
        read_formulas(path)


def test_the_same_formula_is_not_imported_twice(library: FormulaLibrary) -> None:
    once = library.save_new(Formula("", "A", TEXT))
    assert library.save_new(Formula("", "A", TEXT)) == once
    assert library.save_new(Formula("", "A", "close > 1")).name == "A 2"


def test_watchlists_keep_order_and_grow(qtbot: QtBot, workspace: WorkspaceService) -> None:
    lists = Watchlists(workspace)
    lists.save("tech", ["MSFT", "AAPL", "MSFT"])
    assert lists.add("tech", ["AAPL", "NVDA"]) == 1
    assert lists.symbols("tech") == ("MSFT", "AAPL", "NVDA")
    again = Watchlists(workspace)
    with qtbot.waitSignal(again.changed):
        again.load()
    assert again.symbols("tech") == ("MSFT", "AAPL", "NVDA")
    lists.delete("tech")
    assert lists.names == []
    assert lists.symbols("tech") == ()


def test_a_damaged_workspace_is_told_in_a_sentence(
    qtbot: QtBot, tmp_path: Path, tasks: TaskRunner
) -> None:
    path = tmp_path / "workspace.fsws"
    path.write_bytes(b"no database at all" * 50)
    service = WorkspaceService(path, tasks)
    with qtbot.waitSignal(service.failed) as failed:
        service.run(lambda workspace: workspace.formulas.all())
    assert str(path) in str(failed.args[0])


def test_unknown_categories_are_scans() -> None:
    assert category_of("exit") is FormulaCategory.EXIT
    assert category_of("nothing") is FormulaCategory.SCAN
