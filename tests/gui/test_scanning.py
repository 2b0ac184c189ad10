"""Scans from the window, with real workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from engine.domain.result import Outcome
from engine.storage.library import open_library
from scanner_app.services.scan.scan_types import EndState, RangeKind

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]


def test_window_finds_exactly_the_matches_that_pandas_computes(
    app: AppDriver, sample_library: Path
) -> None:
    app.scan("close > sma(close, 20)")
    store = app.services.results.model.store
    found = {(store.symbol_at(row), int(ns)) for row, ns in enumerate(store.timestamps.tolist())}
    expected = set()
    with open_library(sample_library) as library:
        for symbol in library.candles.symbols("1d"):
            close = library.candles.get_range(symbol, "1d").to_frame()["close"]
            times = close.index[close > close.rolling(20).mean()]
            expected |= {(symbol, pd.Timestamp(time).value) for time in times}
    assert found == expected


def test_outcome_counts_add_up_to_the_universe(app: AppDriver) -> None:
    app.scan("close > sma(close, 399) and volume > 0")
    tally = app.services.scans.tally
    assert sum(tally.counts.values()) == tally.total == 60
    assert tally.left == 0


def test_short_history_is_counted_and_listed(app: AppDriver) -> None:
    app.scan("close > sma(close, 500)")
    assert app.services.scans.tally.counts[Outcome.SHORT_HISTORY] == 60
    assert len(app.services.scans.outcomes(Outcome.SHORT_HISTORY)) == 60


def test_latest_candle_gives_at_most_one_match_a_symbol(app: AppDriver) -> None:
    app.scan("close > 0", RangeKind.LATEST)
    store = app.services.results.model.store
    n_behind = app.services.scans.tally.counts[Outcome.STALE]
    assert n_behind == 1  # its last candle is an older one
    assert len(store) == np.unique(store.codes).size == 60 - n_behind


def test_last_candles_bound_the_matches(app: AppDriver) -> None:
    app.write("close > 0")
    app.choose_range(RangeKind.LAST_N, 5)
    app.click("runButton")
    app.wait_for_end()
    assert len(app.services.results.model.store) == 60 * 5


def test_wrong_formula_lists_its_problems_and_starts_nothing(app: AppDriver) -> None:
    app.write("close > smaa(close, 20) and foo < 3")
    problems = app.find("problemsList")
    assert problems.isVisible()
    assert problems.model().rowCount() == 2  # type: ignore[attr-defined]
    assert not app.find("runButton").isEnabled()
    app.application.scan.presenter.run()
    assert not app.services.scans.is_running


def test_ctrl_enter_runs_and_shows_progress_to_the_end(app: AppDriver) -> None:
    app.write("close > sma(close, 10)")
    app.choose_range(RangeKind.ALL)
    editor = app.scan_tab.formula.editor
    with app.qtbot.waitSignal(app.services.scans.started):
        app.qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    app.wait_for_end()
    bar = app.find("scanProgressBar", QProgressBar)
    assert bar.value() == bar.maximum()
    assert "60 / 60" in app.find("statusLabel", QLabel).text()
    assert "Done" in app.find("etaLabel", QLabel).text()


def test_cancelled_scan_keeps_what_was_found_and_the_next_one_runs(app: AppDriver) -> None:
    app.write("close > sma(close, 20)")
    app.choose_range(RangeKind.ALL)
    ends = []
    app.services.scans.ended.connect(lambda end, _tally: ends.append(end))
    app.services.scans.started.connect(app.services.scans.cancel)
    app.click("runButton")
    app.wait_for_end()
    assert ends[0].state is EndState.CANCELLED
    tally = app.services.scans.tally
    assert sum(tally.counts.values()) + tally.left == 60
    assert app.find("runButton", QPushButton).isEnabled()
    app.services.scans.started.disconnect(app.services.scans.cancel)
    app.click("runButton")
    app.wait_for_end()
    assert ends[1].state is EndState.DONE
    assert app.services.scans.tally.done == 60


def test_first_match_is_drawn_with_the_curves_of_the_formula(app: AppDriver) -> None:
    app.scan("close > sma(close, 20) and rsi(close, 14) < 60")
    canvas = app.scan_tab.chart.canvas
    app.wait(lambda: canvas.data is not None)
    names = [plot.name for plot in canvas.data.plots]
    assert names == ["sma(close,20)", "rsi(close,14)"]
    assert len(canvas.panes) == 2
    store, row = app.services.results.model.store, app.scan_tab.results.state().current_row
    assert canvas.data.timestamps[canvas.selected] == store.timestamps[row]


def test_arrow_keys_in_the_chart_flip_through_the_matches(app: AppDriver) -> None:
    app.scan("close > sma(close, 20)")
    canvas = app.scan_tab.chart.canvas
    app.wait(lambda: canvas.data is not None)
    before = app.table.currentIndex().row()
    app.qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert app.table.currentIndex().row() == before + 1
    app.qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert app.table.currentIndex().row() == before


def test_filter_narrows_the_table(app: AppDriver) -> None:
    app.scan("close > sma(close, 20)", RangeKind.LATEST)
    app.find("resultsFilter").setText("SYN0001")  # type: ignore[attr-defined]
    symbols = {"SYN0001"} & set(app.services.results.model.store.symbols)
    app.wait(lambda: app.table.model().rowCount() == len(symbols))


def test_empty_result_says_so(app: AppDriver) -> None:
    app.scan("close < 0")
    app.wait(lambda: "No candle matches" in app.empty_text)


def test_closing_in_mid_scan_leaves_no_process_and_no_thread(app: AppDriver) -> None:
    app.write("close > sma(close, 20)")
    app.choose_range(RangeKind.ALL)
    app.click("runButton")
    app.close()  # the fixtures of every test fail on what is left
