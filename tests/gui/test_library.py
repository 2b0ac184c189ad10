"""The formula library, the session, past scans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from engine.domain.formula import Formula, FormulaCategory
from engine.domain.universe import UniverseChoice
from scanner_app.dialogs.ask_name import AskName
from scanner_app.dialogs.list_dialog import ListDialog
from scanner_app.dialogs.save_formula import SaveFormulaDialog
from scanner_app.services.scan.scan_history import compare, record_of
from scanner_app.services.scan.scan_types import RangeKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]


def entries(app: AppDriver) -> dict[str, list[str]]:
    model = app.scan_tab.library.tree.model()
    heads = [model.index(n, 0) for n in range(model.rowCount())]
    return {
        head.data(): [model.index(n, 0, head).data() for n in range(model.rowCount(head))]
        for head in heads
    }


def save(app: AppDriver, name: str, text: str) -> str:
    return str(app.services.formulas.save(Formula("", name, text)).id)


def test_the_library_shows_own_formulas_and_all_presets(app: AppDriver) -> None:
    save(app, "Mine", "close > 1")
    shown = entries(app)
    assert shown["My formulas"] == ["Mine"]
    assert sum(len(names) for names in shown.values()) == 43


def test_the_search_box_narrows_the_library(app: AppDriver) -> None:
    app.scan_tab.library.search.setText("golden")
    names = [name for group in entries(app).values() for name in group]
    assert "Golden cross" in names
    assert len(names) < 5


def test_a_click_puts_a_preset_into_the_editor_and_return_scans_for_it(app: AppDriver) -> None:
    view = app.scan_tab.library
    view.search.setText("golden")
    index = next(i for i in view._indexes() if i.data() == "Golden cross")
    view.tree.clicked.emit(index)
    assert "crosses above" in app.scan_tab.formula.editor.text
    assert app.find("formulaTitle", QLabel).text() == "Golden cross"
    app.choose_range(RangeKind.ALL)
    view.tree.activated.emit(index)
    app.wait(lambda: app.services.scans.request is not None)
    app.wait_for_end()
    assert app.services.scans.request.formula.name == "Golden cross"


def test_the_menu_offers_what_an_entry_allows(app: AppDriver) -> None:
    save(app, "Mine", "close > 1")
    view = app.scan_tab.library
    for name, can_rename in (("Mine", True), ("Golden cross", False)):
        index = next(i for i in view._indexes() if i.data() == name)
        view.tree.scrollTo(index)
        place = view.tree.visualRect(index).center()
        view._on_menu_requested(place)
        menu = next(m for m in view.findChildren(QMenu) if m.isVisible())
        actions = {a.data()[0]: a.isEnabled() for a in menu.actions()}
        assert actions == {
            "run": True, "duplicate": True, "rename": can_rename, "versions": can_rename,
            "delete": can_rename,
        }  # fmt: skip
        menu.close()
    view._on_menu_requested(QPoint(5, 5))


def test_rename_duplicate_delete_from_the_menu(app: AppDriver) -> None:
    formula_id = save(app, "Mine", "close > 1")
    view = app.scan_tab.library
    view.action_requested.emit("rename", formula_id)
    dialog = app.window.findChild(AskName)
    dialog.field.setEditText("Yours")
    dialog.accept()
    view.action_requested.emit("duplicate", formula_id)
    assert entries(app)["My formulas"] == ["Yours", "Yours 2"]
    view.action_requested.emit("delete", formula_id)
    assert entries(app)["My formulas"] == ["Yours 2"]


def test_an_earlier_version_can_be_put_back(app: AppDriver) -> None:
    formula_id = save(app, "Mine", "close > 1")
    formula = app.services.formulas.own[0]
    app.services.formulas.save(replace(formula, expression="close > 2"))
    app.scan_tab.library.action_requested.emit("versions", formula_id)
    dialog = app.window.findChild(ListDialog)
    assert dialog.model.rowCount() == 2
    dialog.row_chosen.emit(1)
    assert app.scan_tab.formula.editor.text == "close > 1"
    dialog.close()


def test_formulas_are_exported_and_imported(app: AppDriver, tmp_path: Path) -> None:
    save(app, "Mine", "close > 1")
    path = tmp_path / "formulas.toml"
    app.application.formulas.library.export_file(str(path))
    app.wait(path.exists)
    app.services.formulas.delete(str(app.services.formulas.own[0].id))
    app.application.formulas.library.import_files([str(path)])
    app.wait(lambda: entries(app)["My formulas"] == ["Mine"])
    app.application.formulas.library.import_files([str(tmp_path / "missing.toml")])
    app.wait(lambda: "missing.toml" in app.window.statusBar().currentMessage())


def test_what_was_typed_is_there_after_a_restart(
    open_app: Callable[..., AppDriver], sample_library: Path
) -> None:
    app = open_app("--library", str(sample_library))
    app.wait_until_ready()
    app.write("param n = 7\nclose > sma(close, n)  # 미완성")
    app.set_parameter("n", 9)
    app.choose_range(RangeKind.LAST_N, 33)
    app.close()
    again = open_app("--library", str(sample_library))
    assert again.scan_tab.formula.editor.text.endswith("# 미완성")
    again.wait(lambda: again.application.formulas.presenter.formula.parameters == {"n": 9})
    scan_range = again.scan_tab.panel.range.value
    assert (scan_range.kind, scan_range.n_bars) == (RangeKind.LAST_N, 33)


def test_typed_text_is_saved_while_the_window_is_open(app: AppDriver, tmp_path: Path) -> None:
    app.write("close > 123.456")
    session = tmp_path / "profile" / "session.json"
    app.wait(lambda: session.exists() and "123.456" in session.read_text(encoding="utf-8"))


def test_the_second_scan_tells_who_entered_and_left(app: AppDriver) -> None:
    app.scan("close > sma(close, 20)", RangeKind.LATEST)
    first = set(app.services.results.model.store.symbols)
    history = app.services.history
    scans = app.services.scans
    before = record_of(scans.request, scans.tally, (*tuple(sorted(first)[:-1]), "GONE"))
    app.services.workspace.run(lambda workspace: workspace.history.save(before))
    with app.qtbot.waitSignal(history.compared) as told:
        app.click("runButton")
    app.wait_for_end()
    assert told.args[0].entered == (max(first),)
    assert told.args[0].left == ("GONE",)
    assert compare(before, before).entered == ()
    changes = app.find("changesButton", QPushButton)
    app.wait(changes.isVisible)
    assert changes.text() == "1 entered, 1 left since the last scan"
    app.click("changesButton")
    dialog = app.window.findChild(ListDialog)
    assert dialog.model.rowCount() == 2
    dialog.close()


def test_past_scans_can_be_put_back_into_the_editor(app: AppDriver) -> None:
    app.scan("close > sma(close, 11)", RangeKind.LATEST)
    app.write("close > 1")
    app.action("history").trigger()
    app.wait(lambda: app.window.findChild(ListDialog) is not None)
    dialog = app.window.findChild(ListDialog)
    assert dialog.model.rowCount() == 1
    dialog.table.selectRow(0)
    dialog.action.click()
    assert app.scan_tab.formula.editor.text == "close > sma(close, 11)"
    dialog.close()


def test_a_scan_repeats_until_it_is_told_not_to(app: AppDriver) -> None:
    app.scan("close > sma(close, 11)", RangeKind.LATEST)
    repeats = app.services.repeats
    actions = app.scan_tab.panel.repeat.menu().actions()
    actions[1].trigger()
    assert repeats.minutes == 1
    assert app.scan_tab.panel.repeat.text() == "1 min"
    with app.qtbot.waitSignal(app.services.scans.ended):
        repeats.due.emit()
    app.wait_for_end()
    actions[0].trigger()
    assert repeats.minutes == 0


def test_universe_and_hidden_columns_come_back(
    open_app: Callable[..., AppDriver], sample_library: Path
) -> None:
    app = open_app("--library", str(sample_library))
    app.wait_until_ready()
    app.application.scan.universe.choose(UniverseChoice(symbols=("SYN0001", "SYN0004")))
    app.scan("close > sma(close, 20)", RangeKind.LAST_N)
    view = app.scan_tab.results
    menu = view.tools.columns.menu()
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text() == "High").setChecked(False)
    app.close()
    again = open_app("--library", str(sample_library))
    again.wait_until_ready()
    again.click("runButton")
    again.wait_for_end()
    assert again.services.scans.tally.total == 2
    table = again.scan_tab.results.table
    assert table.isColumnHidden(4)
    assert not table.isColumnHidden(5)


def drafts(app: AppDriver) -> list[str]:
    return [draft.expression for draft in app.services.formulas.drafts()]


def test_a_text_that_was_not_saved_is_kept_when_another_formula_is_opened(app: AppDriver) -> None:
    formula_id = save(app, "Mine", "close > 1")
    app.write("close > 11")
    app.application.formulas.presenter.open(formula_id)
    app.write("close > 12")
    app.application.formulas.presenter.open("preset:golden_cross")
    app.application.formulas.presenter.new()
    assert drafts(app)[:2] == ["close > 12", "close > 11"]
    app.action("drafts").trigger()
    dialog = app.window.findChild(ListDialog)
    dialog.row_chosen.emit(0)
    assert app.scan_tab.formula.editor.text == "close > 12"
    assert app.find("formulaTitle", QLabel).text() == "Mine •"
    dialog.close()


def test_a_deleted_formula_is_kept_among_the_drafts(app: AppDriver) -> None:
    formula_id = save(app, "Mine", "close > 17")
    app.scan_tab.library.action_requested.emit("delete", formula_id)
    assert drafts(app) == ["close > 17"]


def test_a_formula_of_the_last_session_keeps_its_category_and_its_dot(
    open_app: Callable[..., AppDriver], sample_library: Path
) -> None:
    app = open_app("--library", str(sample_library))
    app.wait_until_ready()
    formula = Formula("", "Mine", "close > 1", FormulaCategory.EXIT, "a sentence")
    app.application.formulas.presenter.load(app.services.formulas.save(formula))
    app.write("close > 2")
    app.close()
    again = open_app("--library", str(sample_library))
    again.wait_until_ready()
    again.wait(lambda: again.services.formulas.own)
    assert again.find("formulaTitle", QLabel).text() == "Mine •"
    again.action("save").trigger()
    assert again.find("formulaTitle", QLabel).text() == "Mine"
    saved = again.services.formulas.own[0]
    assert (saved.expression, saved.category) == ("close > 2", FormulaCategory.EXIT)
    assert saved.description == "a sentence"


def test_typing_without_a_pause_is_saved_too(app: AppDriver, tmp_path: Path) -> None:
    session = tmp_path / "profile" / "session.json"
    editor = app.scan_tab.formula.editor
    editor.clear()

    def is_saved() -> bool:
        app.qtbot.keyClicks(editor, "7")
        return session.exists() and '"text": "777' in session.read_text(encoding="utf-8")

    app.wait(is_saved)


def test_scans_of_other_symbols_or_dates_are_not_compared(app: AppDriver) -> None:
    history = app.services.history
    app.scan("close > sma(close, 20)", RangeKind.LATEST)
    app.application.scan.universe.choose(UniverseChoice(symbols=("SYN0001",)))
    compared = []
    history.compared.connect(compared.append)
    app.click("runButton")
    app.wait_for_end()
    app.application.scan.universe.choose(UniverseChoice())
    with app.qtbot.waitSignal(history.compared):
        app.click("runButton")
    app.wait_for_end()
    assert len(compared) == 1
    assert compared[0].left == ()


def test_columns_stand_after_a_restart_where_they_were_put(
    open_app: Callable[..., AppDriver], sample_library: Path
) -> None:
    app = open_app("--library", str(sample_library))
    app.wait_until_ready()
    app.scan("close > sma(close, 20)", RangeKind.LATEST)
    app.table.horizontalHeader().moveSection(8, 1)
    view = app.scan_tab.results
    titles = view.titles(view.shown_sections())
    assert titles[1] == "sma(close,20)"
    app.close()
    again = open_app("--library", str(sample_library))
    again.wait_until_ready()
    again.click("runButton")
    again.wait_for_end()
    view = again.scan_tab.results
    assert view.titles(view.shown_sections()) == titles


def test_a_chosen_row_is_the_one_that_is_shown_after_sorting(app: AppDriver) -> None:
    for n in (11, 12, 13):
        app.scan(f"close > sma(close, {n})", RangeKind.LATEST)
    app.action("history").trigger()
    app.wait(lambda: app.window.findChild(ListDialog) is not None)
    dialog = app.window.findChild(ListDialog)
    dialog.table.model().sort(7, Qt.SortOrder.AscendingOrder)
    assert dialog.model.row_at(0)[7] == "close > sma(close, 11)"
    dialog.table.selectRow(0)
    dialog.action.click()
    assert app.scan_tab.formula.editor.text == "close > sma(close, 11)"
    dialog.close()


def test_the_name_of_a_formula_that_was_saved_survives_a_crash(
    app: AppDriver, tmp_path: Path
) -> None:
    session = tmp_path / "profile" / "session.json"
    app.write("close > 12")
    app.wait(lambda: session.exists() and "close > 12" in session.read_text(encoding="utf-8"))
    app.action("save_as").trigger()
    dialog = app.window.findChild(SaveFormulaDialog)
    dialog._name.setText("Mine")
    dialog.accept()
    app.wait(lambda: '"formula_name": "Mine"' in session.read_text(encoding="utf-8"))
