"""The program around the tabs: themes, settings, errors, help, keys, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

from engine.domain.formula import Formula
from scanner_app.dialogs.about_dialog import AboutDialog
from scanner_app.dialogs.error_dialog import ErrorDialog
from scanner_app.dialogs.log_window import LogWindow
from scanner_app.dialogs.settings_dialog import SettingsDialog
from scanner_app.icons import Icons
from scanner_app.main_window import MainWindow, first_size
from scanner_app.services.scan.scan_types import EndState, RangeKind
from scanner_app.settings import load_settings
from scanner_app.theme import ThemeChoice, load_theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]
NAMES = """
    mainTabs scanTab dataTab formulaEditor runButton cancelButton scanProgressBar etaLabel
    statusLabel timeframeSelector universeSelector rangeSelector formulaLibrary problemsList
    resultsTable resultsFilter exportButton chartView importButton symbolsTable
"""


def test_everything_has_the_name_that_drivers_look_for(app: AppDriver) -> None:
    assert app.window.objectName() == "mainWindow"
    for name in NAMES.split():
        assert len(app.window.findChildren(QWidget, name)) == 1, name


def test_every_button_without_text_has_a_name_for_screen_readers(app: AppDriver) -> None:
    nameless = [
        button.objectName() or type(button).__name__
        for button in app.window.findChildren(QAbstractButton)
        if not (button.text() or button.accessibleName() or button.toolTip())
        and not button.objectName().startswith("qt_")
        and type(button).__name__ not in ("QAbstractButton", "QToolButton", "CloseButton")
    ]
    assert nameless == []


def test_every_field_and_table_has_a_name_for_screen_readers(app: AppDriver) -> None:
    kinds = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTableView, QTreeView)
    nameless = [
        widget.objectName() or repr(widget)
        for kind in kinds
        for widget in app.window.findChildren(kind)
        if not widget.objectName().startswith("qt_") and not widget.accessibleName()
        if not (isinstance(widget, QLineEdit) and widget.placeholderText())
    ]
    assert nameless == []


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.LIGHT])
def test_themes_change_at_run_time(app: AppDriver, choice: ThemeChoice) -> None:
    app.action(f"theme_{choice}").trigger()
    assert app.application.themes.theme.name == choice
    themes = [app.action(f"theme_{name}") for name in ThemeChoice]
    checked = [action for action in themes if action.isChecked()]
    assert checked == [app.action(f"theme_{choice}")]
    window = QApplication.palette().window().color().name()
    assert window == app.application.themes.theme.window
    canvas = app.scan_tab.chart.canvas
    assert canvas.backgroundBrush().color().name() == app.application.themes.theme.panel


def test_everything_follows_the_system_while_it_runs(app: AppDriver) -> None:
    app.action(f"theme_{ThemeChoice.SYSTEM}").trigger()
    app.scan("close > sma(close, 20)", RangeKind.LATEST)
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    dark = looks(app)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    light = looks(app)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert app.application.themes.theme == load_theme("dark")
    assert looks(app) == dark
    assert dark.keys() == light.keys()
    assert [name for name in dark if dark[name] == light[name]] == []


def looks(app: AppDriver) -> dict[str, object]:
    """Return what the user sees of the theme, by the part of the window."""
    tab, live = app.scan_tab, app.application.live.tab
    block = tab.formula.editor.document().firstBlock()
    pictures = {
        "table": app.table, "editor": tab.formula.editor, "chart": tab.chart.canvas,
        "live chart": live.chart.canvas, "timeline": tab.results.timeline,
        "data": app.data_tab, "library": tab.library,
    }  # fmt: skip
    icons = {"icon": app.find("exportButton", QToolButton).icon().pixmap(20).toImage()}
    words = {
        "words": [part.format.foreground().color().name() for part in block.layout().formats()]
    }
    corners = {
        name: sorted({widget.grab().toImage().pixelColor(x, 12).name() for x in range(0, 60, 4)})
        for name, widget in pictures.items()
    }
    return {"palette": QApplication.palette().window().color().name(), **icons, **words, **corners}


def test_settings_are_kept_and_the_workers_start_anew(app: AppDriver, tmp_path: Path) -> None:
    app.action("settings").trigger()
    dialog = app.window.findChild(SettingsDialog)
    assert dialog.settings == app.services.settings.current
    dialog.workers.setValue(1)
    dialog.colors.setCurrentIndex(1)
    dialog.accept()
    app.wait(lambda: app.window.workers.text() == "1 worker ready")
    kept = load_settings(tmp_path / "profile" / "settings.toml")
    assert (kept.workers, kept.is_red_up) == (1, True)
    app.scan("close > 0")
    assert app.services.scans.tally.done == 60


def test_errors_become_reports_that_can_be_copied(app: AppDriver) -> None:
    app.application.program.presenter.show_failure(ZeroDivisionError("by nothing"))
    dialog = app.window.findChild(ErrorDialog)
    assert "by nothing" in dialog.details.toPlainText()
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy report").click()
    assert "Formula Scanner" in QGuiApplication.clipboard().text()
    dialog.close()


def test_what_the_user_can_mend_is_said_in_a_sentence(app: AppDriver) -> None:
    app.application.program.presenter.show_failure(OSError("disk is full"))
    assert app.window.notice.text == "disk is full"
    assert app.window.findChild(ErrorDialog) is None


def test_a_failed_scan_says_why_and_the_next_one_runs(app: AppDriver) -> None:
    app.write("close > 0")
    host = app.services.scans._host
    real, host._results = host._results, lambda request: 1 / 0
    app.click("runButton")
    app.wait_for_end()
    host._results = real
    assert "Failed" in app.find("etaLabel", QLabel).text()
    app.window.findChild(ErrorDialog).close()
    app.click("runButton")
    app.wait_for_end()
    assert "Done" in app.find("etaLabel", QLabel).text()


def test_about_and_log_can_be_opened(app: AppDriver) -> None:
    app.action("about").trigger()
    about = app.window.findChild(AboutDialog)
    assert "pyqtgraph" in about.text.toPlainText()
    about.close()
    app.action("log").trigger()
    log = app.window.findChild(LogWindow)
    app.scan("close > 0")
    app.wait(lambda: "engine.batch" in log.text.toPlainText())
    log.close()


def test_a_second_start_brings_the_window_to_the_front(
    app: AppDriver, sample_library: Path
) -> None:
    app.application._instance.started_again.emit(["x"])
    app.application._instance.started_again.emit(["x", "--library", str(sample_library)])
    assert app.window.isVisible()
    app.wait(app.window.workers.text)


def test_tabs_can_be_reached_by_keys(app: AppDriver) -> None:
    last = app.window.tabs.count() - 1
    app.action(f"tab_{last}").trigger()
    assert app.window.tabs.currentIndex() == last
    app.action("tab_0").trigger()
    assert app.window.tabs.currentIndex() == 0


def test_the_layout_comes_back(app: AppDriver) -> None:
    splitter = app.scan_tab.results_splitter
    splitter.setSizes([300, 900])
    states = app.application.program.layout.states()
    before = splitter.sizes()
    splitter.setSizes([800, 400])
    app.application.program.layout.restore(states)
    assert splitter.sizes()[0] == before[0] == 300


def test_panels_that_were_open_are_open_again(app: AppDriver) -> None:
    results, chart = app.scan_tab.results, app.scan_tab.chart
    layout = app.application.program.layout
    tools = (results.tools.group, results.tools.timeline, chart.log)
    with app.qtbot.waitSignals([layout.changed] * len(tools)):
        for tool in tools:
            tool.click()
    states = layout.states()
    for tool in tools:
        tool.click()
    layout.restore(states)
    assert all(tool.isChecked() for tool in tools)
    assert results.groups.isVisible()
    assert results.timeline.isVisible()


def test_parameters_do_not_start_a_scan_unless_asked_to(app: AppDriver) -> None:
    settings = app.services.settings
    settings.update(is_auto_run=False)
    app.write("param n = 3; close > n")
    app.application.formulas.presenter.parameters_changed.emit()
    assert not app.services.scans.is_running


def test_a_profile_that_cannot_be_written_is_said_and_the_window_opens(
    open_app: Callable[..., AppDriver], sample_library: Path, tmp_path: Path
) -> None:
    (tmp_path / "profile").write_text("a file where the folder should be", encoding="utf-8")
    app = open_app("--library", str(sample_library))
    app.wait_until_ready()
    assert "nothing will be kept" in app.window.notice.text
    app.scan("close > 0")


def test_a_formula_that_only_fails_while_running_shows_its_problem(app: AppDriver) -> None:
    app.write('close / symbol("SPY", close) > 0')
    app.click("runButton")
    app.wait_for_end()
    problems = app.find("problemsList")
    assert problems.isVisible()
    assert "SPY" in problems.model().index(0, 0).data()
    assert "SPY" in app.empty_text


def test_a_damaged_library_at_the_start_is_said_in_a_sentence(
    open_app: Callable[..., AppDriver], tmp_path: Path
) -> None:
    path = tmp_path / "bad.fslib"
    path.write_bytes(b"nonsense" * 100)
    app = open_app("--library", str(path))
    app.wait(lambda: "bad.fslib" in app.window.notice.text)
    assert not app.find("runButton").isEnabled()


def test_live_can_be_started_and_stopped_from_the_menu(app: AppDriver) -> None:
    start, stop = app.action("live_start"), app.action("live_stop")
    save = app.services.formulas.save(Formula("", "Any", "close > 0"))
    app.application.live.tab.watch.add_requested.emit(str(save.id))
    assert (start.isEnabled(), stop.isEnabled()) == (True, False)
    start.trigger()
    assert app.window.tabs.currentWidget() is app.application.live.tab
    app.wait(stop.isEnabled)
    stop.trigger()
    app.wait(start.isEnabled)


def test_ctrl_enter_in_the_editor_scans_and_esc_cancels(app: AppDriver) -> None:
    app.write("close > sma(close, 20)")
    editor = app.scan_tab.formula.editor
    editor.setFocus()
    app.window.activateWindow()
    app.wait(editor.hasFocus)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with app.qtbot.waitSignal(app.services.scans.ended):
            app.qtbot.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier)
        app.wait_for_end()
    app.window.tabs.setCurrentIndex(1)
    with app.qtbot.waitSignal(app.services.scans.ended):
        app.action("run").trigger()
    app.wait_for_end()
    assert app.window.tabs.currentIndex() == 0
    app.services.scans.started.connect(
        lambda: app.qtbot.keyClick(editor, Qt.Key.Key_Escape), Qt.ConnectionType.DirectConnection
    )
    with app.qtbot.waitSignal(app.services.scans.ended) as ended:
        app.qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ended.args[0].state is EndState.CANCELLED
    app.wait_for_end()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_text_is_cut_off_on_a_small_screen(
    open_app: Callable[..., AppDriver], sample_library: Path, tmp_path: Path, language: str
) -> None:
    settings = tmp_path / "profile" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text(f'language = "{language}"', encoding="utf-8")
    app = open_app("--library", str(sample_library))
    app.wait_until_ready()
    app.window.resize(1280, 720)
    app.scan("param n = 20\nclose > sma(close, n)")
    for name in ("timelineButton", "groupButton"):
        app.click(name)
    for number in range(app.window.tabs.count()):
        app.window.tabs.setCurrentIndex(number)
        app.qtbot.waitUntil(app.window.tabs.widget(number).isVisible)
        assert cut_off(app.window) == []
    app.window.show_scan()
    groups = app.scan_tab.results.groups
    assert groups.table.viewport().height() >= 3 * groups.table.rowHeight(0)
    assert (app.window.width(), app.window.height()) == (1280, 720)


def cut_off(window: QWidget) -> list[str]:
    """Return the texts that have less room than they need."""
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and w.window() is window]
    labels = [w for w in shown if isinstance(w, QLabel) and w.text() and not w.wordWrap()]
    buttons = [w for w in shown if isinstance(w, QAbstractButton) and w.text()]
    narrow = [w.text() for w in (*labels, *buttons) if w.width() < w.sizeHint().width()]
    boxes = [w for w in shown if isinstance(w, QComboBox)]
    outside = [w for w in boxes if not w.parentWidget().rect().contains(w.geometry())]
    return narrow + [w.objectName() for w in outside]


@pytest.mark.parametrize(
    ("screen", "expected"),
    [((1440, 900), (1424, 852)), ((2560, 1400), (1560, 960)), ((1920, 1000), (1560, 952))],
)
def test_first_window_fits_into_the_screen(
    screen: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert first_size(QSize(*screen)) == QSize(*expected)


def test_first_window_is_no_larger_than_the_screen_that_it_is_on(qtbot: QtBot) -> None:
    theme = load_theme("light")
    window = MainWindow(Icons(theme), theme)
    qtbot.addWidget(window)
    assert window.size() == first_size(window.screen().availableGeometry().size())


def test_window_with_all_its_fields_fits_into_1280_pixels(app: AppDriver) -> None:
    app.choose_range(RangeKind.DATES)
    app.window.resize(800, 600)
    assert app.window.width() <= first_size(QSize(1280, 800)).width()
