"""Candles in the window: first start, samples, imports, quality, watchlists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTableView,
)

from engine.storage.library import open_library
from engine.storage.maintenance.sample import write_sample
from scanner_app.dialogs.ask_name import AskName
from scanner_app.dialogs.delete_symbols_dialog import DeleteSymbolsDialog
from scanner_app.dialogs.import_dialog import ImportDialog
from scanner_app.services.library import library_jobs
from scanner_app.services.scan.scan_types import RangeKind
from scanner_app.views.scan.chart_view import ChartView
from tests.helpers.candles import random_bars

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]
LINES = ["date,open,high,low,close,volume"] + [
    f"2024-01-{day:02d},{day},{day + 1},{day - 0.5},{day + 0.5},{day * 1000}"
    for day in range(2, 28)
]


@pytest.fixture
def candles(tmp_path: Path) -> Path:
    folder = tmp_path / "csv"
    folder.mkdir()
    for symbol in ("AAA", "BBB"):
        (folder / f"{symbol}.csv").write_text("\n".join(LINES), encoding="utf-8")
    (folder / "broken.csv").write_text("hello\nworld\n", encoding="utf-8")
    return folder


def import_files(app: AppDriver, *paths: Path) -> None:
    app.application.data.imports.preview([str(path) for path in paths])
    dialog = app.window.findChild(ImportDialog)
    app.wait(dialog.accept_button.isEnabled)
    app.wait(dialog.file.text)
    with app.qtbot.waitSignal(app.services.jobs.ended):
        dialog.accept_button.click()


def test_an_empty_library_offers_a_sample_and_an_import(empty: AppDriver) -> None:
    assert empty.find("welcome").isVisible()
    assert not empty.find("runButton").isEnabled()
    empty.click("welcomeImportButton")
    dialog = empty.window.findChild(QFileDialog, "fileDialog")
    assert dialog.isVisible()
    dialog.reject()


def test_the_sample_can_be_scanned_when_it_is_made(
    empty: AppDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_jobs.sample_work, "__defaults__", (20, 60))
    empty.click("sampleButton")
    empty.wait(lambda: not empty.find("welcome").isVisible())
    empty.scan("close > 0")
    assert empty.services.scans.tally.total == 20


def test_a_demonstration_makes_its_sample_and_takes_it_away(
    open_app: Callable[..., AppDriver], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_jobs.sample_work, "__defaults__", (10, 60))
    opened = open_app("--demo")
    opened.wait_until_ready()
    assert len(opened.services.library.contents.symbols_of("1d")) == 10
    opened.close()
    demo = AppDriver(opened.qtbot, ["x", "--demo"])
    folder = demo.application._profile.folder
    demo.wait_until_ready()
    assert folder.exists()
    demo.close()
    assert not folder.exists()


def test_an_import_is_previewed_reported_and_scanned(empty: AppDriver, candles: Path) -> None:
    import_files(empty, candles)
    empty.wait(empty.data_tab.report.isVisible)
    summary = empty.find("importSummary", QLabel).text()
    assert "52 new candles" in summary
    assert "1 file could not be read" in summary
    table = empty.find("symbolsTable").model()
    empty.wait(lambda: table.rowCount() == 2)
    assert [table.index(row, 0).data() for row in range(2)] == ["AAA", "BBB"]
    empty.window.tabs.setCurrentIndex(0)
    empty.scan("close > sma(close, 5)")
    assert empty.services.scans.tally.matches == 2 * 22


def test_files_of_every_kind_are_offered(empty: AppDriver) -> None:
    empty.application.data.imports.choose_files()
    dialog = empty.window.findChild(QFileDialog, "fileDialog")
    offered = dialog.nameFilters()[0]
    assert all(f"*.{kind}" in offered for kind in ("csv", "xls ", "xlsx", "ods", "parquet", "zip"))
    dialog.close()


def test_corrections_are_previewed_before_the_import(empty: AppDriver, candles: Path) -> None:
    empty.application.data.imports.preview([str(candles / "AAA.csv")])
    dialog = empty.window.findChild(ImportDialog)
    empty.wait(lambda: dialog.fields.roles["close"].currentText() == "close")
    dialog.fields.roles["close"].setCurrentText("open")
    dialog.fields.roles["close"].activated.emit(0)
    empty.wait(lambda: dialog._candle_model.rowCount() and dialog._candle_model.row_at(0)[5] == 2.0)
    dialog.fields.timeframe.setCurrentText("1w")
    dialog.fields.symbol.setText("ZZZ")
    assert dialog.choices.timeframe == "1w"
    assert dialog.choices.columns == {"close": "open"}
    with empty.qtbot.waitSignal(empty.services.jobs.ended):
        dialog.accept_button.click()
    empty.wait(lambda: empty.services.library.contents.timeframes == ("1w",))
    assert empty.services.library.contents.symbols_of("1w") == ["ZZZ"]


def test_a_time_zone_that_there_is_not_is_told_before_the_import(
    empty: AppDriver, candles: Path
) -> None:
    empty.application.data.imports.preview([str(candles / "AAA.csv")])
    dialog = empty.window.findChild(ImportDialog)
    empty.wait(dialog.accept_button.isEnabled)
    dialog.fields.zone.setCurrentText("Asia/Seo")
    empty.wait(lambda: not dialog.accept_button.isEnabled())
    assert "Asia/Seo" in dialog.summary.text()
    dialog.fields.zone.setCurrentText("Asia/Seoul")
    empty.wait(dialog.accept_button.isEnabled)


def test_a_file_without_candles_cannot_be_imported(empty: AppDriver, candles: Path) -> None:
    empty.application.data.imports.preview([str(candles / "broken.csv")])
    dialog = empty.window.findChild(ImportDialog)
    empty.wait(lambda: not dialog.accept_button.isEnabled())
    assert dialog.summary.text()
    dialog.reject()


def test_dropped_files_are_previewed(empty: AppDriver, candles: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(candles / "AAA.csv"))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    empty.window.dropEvent(event)
    dialog = empty.window.findChild(ImportDialog)
    empty.wait(lambda: dialog.file.text() == "AAA.csv")
    dialog.reject()


def test_a_stopped_sample_changes_nothing(empty: AppDriver) -> None:
    empty.services.jobs.started.connect(empty.services.jobs.cancel)
    with empty.qtbot.waitSignal(empty.services.jobs.ended) as ended:
        empty.application.data.presenter.make_sample()
    assert ended.args[0].is_cancelled
    assert "nothing was changed" in empty.window.statusBar().currentMessage()
    assert empty.find("welcome").isVisible()


def test_another_library_is_opened_and_a_damaged_one_refused(
    empty: AppDriver, sample_library: Path, tmp_path: Path
) -> None:
    empty.application.data.presenter.open_library(str(sample_library))
    empty.wait(lambda: empty.services.library.contents.timeframes)
    assert str(sample_library) in empty.find("libraryPath", QLabel).text()
    bad = tmp_path / "bad.fslib"
    bad.write_bytes(b"nonsense" * 50)
    empty.application.data.presenter.open_library(str(bad))
    empty.wait(lambda: "bad.fslib" in empty.window.notice.text)
    assert empty.services.library.library.path == sample_library
    empty.wait(empty.window.workers.text)
    empty.scan("close > 0")
    assert empty.services.scans.tally.total == 60


def test_quality_is_shown_beside_the_symbols(app: AppDriver) -> None:
    with app.qtbot.waitSignal(app.services.jobs.ended):
        app.application.data.presenter.check_quality()
    assert "of 60 symbols" in app.find("qualitySummary", QLabel).text()


def test_a_suspicious_candle_leads_to_its_bar(
    open_app: Callable[..., AppDriver], tmp_path: Path
) -> None:
    candles = random_bars(200, 1)
    path = tmp_path / "gap.fslib"
    with open_library(path, create=True) as library:
        library.candles.save_arrays("GAP", "1d", candles.take(np.arange(200) // 4 != 20))
    app = open_app("--library", str(path))
    app.wait_until_ready()
    app.application.data.presenter.check_quality()
    table = app.find("suspiciousTable", QTableView)
    app.wait(lambda: table.model().rowCount() == 1)
    table.activated.emit(table.model().index(0, 0))
    canvas = app.find("chartView", ChartView).canvas
    app.wait(lambda: canvas.selected == 80)
    assert canvas.isVisible()
    assert len(canvas.data.matches) == 0


def test_candles_are_exported(app: AppDriver, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    with app.qtbot.waitSignal(app.services.jobs.ended):
        app.application.data.presenter.export(str(path))
    assert len(path.read_text(encoding="utf-8").splitlines()) == 60 * 400 + 1


def test_a_chosen_symbol_is_drawn(app: AppDriver) -> None:
    tab = app.data_tab
    app.find("symbolsTable")
    tab.filter.setText("SYN0007")
    assert tab.model.rowCount() == 1
    tab.table.setCurrentIndex(tab.model.index(0, 0))
    canvas = app.scan_tab.chart.canvas
    app.wait(lambda: canvas.data is not None and canvas.data.symbol == "SYN0007")
    app.window.tabs.setCurrentWidget(tab)
    tab.table.doubleClicked.emit(tab.model.index(0, 0))
    assert app.window.tabs.currentIndex() == 0


def test_watchlists_are_made_edited_and_deleted(app: AppDriver) -> None:
    panel = app.data_tab.watchlists
    app.window.tabs.setCurrentWidget(app.data_tab)
    app.click("newWatchlistButton")
    dialog = app.window.findChild(AskName)
    assert dialog.field.lineEdit().text() == ""
    dialog.field.setEditText("mine")
    dialog.accept()
    assert panel.names.currentText() == "mine"
    panel.symbols.setPlainText("SYN0001\nSYN0002")
    panel.save.click()
    assert app.services.watchlists.symbols("mine") == ("SYN0001", "SYN0002")
    assert any("mine" in app.find("universeSelector", QComboBox).itemText(n) for n in range(4))
    panel._on_delete()
    app.window.findChild(QMessageBox).button(QMessageBox.StandardButton.Cancel).click()
    assert app.services.watchlists.names == ["mine"]
    panel._on_delete()
    app.window.findChildren(QMessageBox)[-1].button(QMessageBox.StandardButton.Yes).click()
    assert app.services.watchlists.names == []
    assert isinstance(app.data_tab.filter, QLineEdit)


def test_what_is_typed_of_a_watchlist_is_kept_without_save(
    open_app: Callable[..., AppDriver], sample_library: Path
) -> None:
    app = open_app("--library", str(sample_library))
    app.wait_until_ready()
    panel = app.data_tab.watchlists
    assert "with +" in panel.symbols.placeholderText()
    app.services.watchlists.save("mine", ("SYN0001",))
    app.window.tabs.setCurrentWidget(app.data_tab)
    panel.symbols.setPlainText("SYN0001 SYN0003")
    app.window.show_scan()
    assert app.services.watchlists.symbols("mine") == ("SYN0001", "SYN0003")
    app.window.tabs.setCurrentWidget(app.data_tab)
    panel.symbols.setPlainText("SYN0004")
    app.close()
    app = open_app("--library", str(sample_library))
    app.wait_until_ready()
    assert app.services.watchlists.symbols("mine") == ("SYN0004",)


def test_longer_candles_are_made_of_shorter_ones(empty: AppDriver, candles: Path) -> None:
    import_files(empty, candles / "AAA.csv")
    empty.wait(lambda: empty.services.library.contents.timeframes == ("1d",))
    empty.application.data.presenter.choose_timeframe()
    dialog = empty.window.findChild(AskName)
    assert dialog.field.itemText(0) == "1w"
    dialog.accept()
    empty.wait(lambda: empty.services.library.contents.timeframes == ("1d", "1w"))
    selector = empty.find("timeframeSelector", QComboBox)
    assert [selector.itemText(n) for n in range(2)] == ["1d", "1w"]


def test_the_library_that_was_opened_is_opened_the_next_time(
    open_app: Callable[..., AppDriver], sample_library: Path, tmp_path: Path
) -> None:
    app = open_app("--library", str(tmp_path / "other.fslib"))
    app.application.data.presenter.open_library(str(sample_library))
    app.wait(lambda: app.services.library.contents.timeframes)
    app.close()
    again = open_app()
    again.wait_until_ready()
    assert again.services.library.library.path == sample_library


def test_a_sample_never_comes_among_candles_that_are_there(
    empty: AppDriver, candles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_jobs.sample_work, "__defaults__", (20, 60))
    import_files(empty, candles / "AAA.csv")
    empty.wait(lambda: empty.services.library.contents.symbols_of("1d") == ["AAA"])
    own = empty.services.library.library.path
    empty.click("makeSampleButton")
    empty.wait(lambda: len(empty.services.library.contents.symbols_of("1d")) == 20)
    assert empty.services.library.library.path == own.with_name("sample.fslib")
    empty.application.data.presenter.open_library(str(own))
    empty.wait(lambda: empty.services.library.contents.symbols_of("1d") == ["AAA"])


def test_a_library_that_cannot_be_opened_is_not_tried_the_next_time(
    empty: AppDriver, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.fslib"
    bad.write_bytes(b"nonsense" * 50)
    empty.application.data.presenter.open_library(str(bad))
    empty.wait(lambda: "bad.fslib" in empty.window.notice.text)
    assert empty.services.settings.current.library == ""


def test_a_second_job_is_refused_in_words(empty: AppDriver) -> None:
    jobs = empty.services.jobs
    jobs.started.connect(empty.application.data.presenter.make_sample)
    jobs.started.connect(jobs.cancel)
    with empty.qtbot.waitSignal(jobs.refused) as refused:
        empty.application.data.presenter.make_sample()
    assert refused.args == ["Making the sample"]
    empty.wait(lambda: not jobs.is_running)


def test_symbols_typed_into_a_watchlist_survive_turning_away(app: AppDriver) -> None:
    lists = app.services.watchlists
    lists.save("a", ["SYN0001"])
    lists.save("b", ["SYN0002"])
    panel = app.data_tab.watchlists
    panel.names.setCurrentText("a")
    panel.symbols.setPlainText("SYN0001 SYN0007")
    lists.save("c", ["SYN0003"])
    assert panel.symbols.toPlainText() == "SYN0001 SYN0007"
    panel.names.setCurrentText("b")
    assert lists.symbols("a") == ("SYN0001", "SYN0007")
    assert panel.symbols.toPlainText() == "SYN0002"


def test_matches_of_another_library_are_taken_away_with_it(app: AppDriver, tmp_path: Path) -> None:
    app.scan("close > 0")
    canvas = app.scan_tab.chart.canvas
    app.wait(lambda: canvas.data is not None)
    other = tmp_path / "other.fslib"
    write_sample(other, 3, 60)
    app.application.data.presenter.open_library(str(other))
    app.wait(lambda: len(app.services.library.contents.symbols_of("1d")) == 3)
    assert app.services.results.model.rowCount() == 0
    assert app.empty_text
    assert not canvas.isVisible()
    app.wait_until_ready()
    app.scan("close > 0", RangeKind.LATEST)
    assert app.services.results.model.rowCount() == 3


def test_doubts_about_candles_go_when_other_candles_are_shown(
    app: AppDriver, tmp_path: Path
) -> None:
    summary = app.find("qualitySummary", QLabel)
    with app.qtbot.waitSignal(app.services.jobs.ended):
        app.application.data.presenter.check_quality()
    with app.qtbot.waitSignal(app.services.library.contents_changed):
        app.services.library.refresh()
    assert "of 60 symbols" in summary.text()
    app.application.data.presenter.open_library(str(tmp_path / "other.fslib"))
    app.wait(lambda: app.services.library.contents.is_empty)
    assert summary.text() == ""


def test_the_data_tab_says_how_candles_come_into_an_empty_library(empty: AppDriver) -> None:
    empty.wait(lambda: empty.services.library.library is not None)
    empty.window.tabs.setCurrentWidget(empty.data_tab)
    assert not empty.find("symbolsTable").isVisible()


def test_a_remembered_library_that_is_gone_is_named_and_not_made_anew(
    open_app: Callable[..., AppDriver], tmp_path: Path
) -> None:
    gone = tmp_path / "drive" / "gone.fslib"
    settings = tmp_path / "profile" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text(f'library = "{gone.as_posix()}"', encoding="utf-8")
    app = open_app()
    app.wait(app.window.workers.text)
    assert "gone.fslib" in app.window.notice.text
    assert not gone.exists()
    assert app.services.library.library.path == tmp_path / "profile" / "library.fslib"


def test_columns_with_unknown_names_are_chosen_in_the_window(
    empty: AppDriver, tmp_path: Path
) -> None:
    path = tmp_path / "NEW.csv"
    path.write_text("\n".join(["date,o1,h1,l1,px,qty", *LINES[1:]]), encoding="utf-8")
    empty.application.data.imports.preview([str(path)])
    dialog = empty.window.findChild(ImportDialog)
    empty.wait(lambda: dialog.fields.roles["time"].currentText() == "date")
    assert not dialog.accept_button.isEnabled()
    assert dialog._raw_model.columnCount() == 6
    for role, name in (("open", "o1"), ("high", "h1"), ("low", "l1"), ("close", "px")):
        box = dialog.fields.roles[role]
        box.setCurrentText(name)
        box.activated.emit(box.currentIndex())
        empty.wait(lambda box=box, name=name: box.property("taken_for") == name)
    empty.wait(dialog.accept_button.isEnabled)
    assert dialog._candle_model.row_at(0)[2:6] == (2.0, 3.0, 1.5, 2.5)
    dialog.reject()


@pytest.fixture
def own(open_app: Callable[..., AppDriver], tmp_path: Path) -> AppDriver:
    """Return the window on a library that may be changed."""
    path = tmp_path / "own.fslib"
    write_sample(path, 5, 300)
    app = open_app("--library", str(path))
    app.wait_until_ready()
    app.window.tabs.setCurrentWidget(app.data_tab)
    return app


def ask_to_delete(app: AppDriver, *rows: int) -> DeleteSymbolsDialog:
    table = app.data_tab.table
    table.setFocus()
    table.clearSelection()
    for row in rows:
        index = table.model().index(row, 0)
        table.selectionModel().select(
            index, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        )
    app.qtbot.keyClick(table, Qt.Key.Key_Delete)
    app.wait(lambda: app.window.findChild(DeleteSymbolsDialog) is not None)
    return app.window.findChild(DeleteSymbolsDialog)


def test_selected_symbols_are_deleted_by_key_after_a_question(own: AppDriver) -> None:
    own.services.watchlists.save("Mine", ("SYN0002", "SYN0005"))
    dialog = ask_to_delete(own, 1, 2)
    assert "600 candles will be gone" in dialog.loss.text()
    assert dialog.is_off_lists.text().endswith("Mine")
    dialog.is_off_lists.setChecked(True)
    with own.qtbot.waitSignal(own.services.library.contents_changed):
        dialog.accept()
    assert own.services.library.contents.symbols_of("1d") == ["SYN0001", "SYN0004", "SYN0005"]
    assert own.services.watchlists.symbols("Mine") == ("SYN0005",)
    assert own.window.statusBar().currentMessage() == "2 symbols deleted, 600 candles"
    assert not own.find("deleteSymbolsButton").isEnabled()
    own.window.show_scan()
    own.scan("close > 0")
    assert own.services.scans.tally.matches == 900


def test_what_is_doubtful_is_told_of_the_symbols_that_are_left(own: AppDriver) -> None:
    tab = own.data_tab
    with own.qtbot.waitSignal(own.services.jobs.ended):
        own.application.data.presenter.check_quality()
    assert " of 5 symbols" in tab.quality.text()
    dialog = ask_to_delete(own, 1, 2)
    dialog.accept()
    own.wait(lambda: " of 3 symbols" in tab.quality.text())


def test_the_chart_says_that_the_candles_of_a_match_are_gone(own: AppDriver) -> None:
    own.window.show_scan()
    own.scan("close > 0", RangeKind.LATEST)
    results, chart = own.scan_tab.results, own.scan_tab.chart
    gone = own.services.results.model.store.symbol_at(results.state().current_row)
    own.window.tabs.setCurrentWidget(own.data_tab)
    dialog = ask_to_delete(own, own.services.library.contents.symbols_of("1d").index(gone))
    with own.qtbot.waitSignal(own.services.library.contents_changed):
        dialog.accept()
    own.window.show_scan()
    results.step(1)
    results.step(-1)
    own.wait(lambda: f"no candles of {gone}" in chart._empty.text())
    assert chart._empty.isVisible()


def test_symbols_that_are_being_deleted_are_not_asked_about_again(own: AppDriver) -> None:
    dialog = ask_to_delete(own, 1, 2)
    with own.qtbot.waitSignal(own.services.library.contents_changed):
        dialog.accept()
        own.data_tab.delete.trigger()
        assert "One thing at a time" in own.window.statusBar().currentMessage()
    shown = [d for d in own.window.findChildren(DeleteSymbolsDialog) if d.isVisible()]
    assert shown == []


def test_a_question_that_is_cancelled_deletes_nothing(own: AppDriver) -> None:
    dialog = ask_to_delete(own, 0)
    own.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    own.wait(lambda: own.window.findChild(DeleteSymbolsDialog) is None)
    assert not own.services.jobs.is_running
    assert len(own.services.library.contents.symbols_of("1d")) == 5


def test_the_candles_of_one_timeframe_can_go_alone(own: AppDriver) -> None:
    with own.qtbot.waitSignal(own.services.library.contents_changed):
        own.application.data.presenter.resample("1w")
    dialog = ask_to_delete(own, 0)
    n_all = dialog.n_candles
    dialog.is_only_shown.setChecked(True)
    assert dialog.n_candles == 300 < n_all
    with own.qtbot.waitSignal(own.services.library.contents_changed):
        dialog.accept()
    contents = own.services.library.contents
    assert "SYN0001" not in contents.symbols_of("1d")
    assert "SYN0001" in contents.symbols_of("1w")


def test_matches_of_deleted_symbols_say_that_their_candles_are_gone(own: AppDriver) -> None:
    own.window.show_scan()
    own.scan("close > 0", RangeKind.LATEST)
    own.window.tabs.setCurrentWidget(own.data_tab)
    dialog = ask_to_delete(own, 0, 1, 2, 3, 4)
    with own.qtbot.waitSignal(own.services.library.contents_changed):
        dialog.accept()
    assert own.find("welcome").parent() is not None
    assert own.services.library.contents.is_empty
    own.window.show_scan()
    assert own.find("welcome").isVisible()
