"""Speed of the window: start, first rows, panning, sorting, from selection to drawn chart.

``QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.app_speed``

Medians of many repetitions on whatever machine this is; run it on a quiet one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QApplication

from engine.domain.match import SignalMatches
from engine.storage.library import open_library
from engine.storage.maintenance.sample import write_sample
from scanner_app.app import _keep_window_responsive, qt_application
from scanner_app.charting.canvas import ChartCanvas
from scanner_app.charting.colors import colors_of
from scanner_app.charting.navigation import BarRange
from scanner_app.models.ordering import DEFAULT_SORT, SortKey, sorted_rows
from scanner_app.models.result_store import ResultStore, gather
from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.scan.chart_service import ChartRequest, prepare
from scanner_app.theme import load_theme, palette_of, style_sheet
from tests.unit.scanner_app.charting.conftest import make_data
from tests.unit.scanner_app.models.conftest import CountingSource

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
FORMULA = "close > sma(close, 50) and rsi(close, 14) < 40 and volume > 1.2 * sma(volume, 20)"
_PROBE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from scanner_app.app import create

def look():
    if not window.windowHandle().isExposed():
        QTimer.singleShot(5, look)
        return
    print(time.time() - float(sys.argv[1]))
    window.close()

if __name__ == "__main__":
    window = create(["x", "--library", sys.argv[2], "--profile", sys.argv[3]])
    QTimer.singleShot(0, look)
    QApplication.exec()
"""
_FIRST_ROWS = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView
from scanner_app.app import create
from scanner_app.application import Application

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.parent().model().rowCount():
            QTimer.singleShot(0, tell)
        return False

def tell():
    took = time.perf_counter() - began
    table.viewport().removeEventFilter(watch)
    print(took)
    window.close()

def run():
    global began
    if not (window.workers.text() and application.formulas.presenter.can_run):
        QTimer.singleShot(5, run)
        return
    began = time.perf_counter()
    application.scan.presenter.run()

if __name__ == "__main__":
    window = create(["x", "--library", sys.argv[2], "--profile", sys.argv[3]])
    application, watch = window.findChild(Application), Watch()
    table = window.findChild(QTableView, "resultsTable")
    table.viewport().installEventFilter(watch)
    QTimer.singleShot(0, run)
    QApplication.exec()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--symbols", type=int, default=500)
    n_symbols = parser.parse_args().symbols
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "sample.fslib"

        write_sample(library, n_symbols, 2500)
        print(f"start to window: {median(probed_s(_PROBE, library) for _ in range(5)):.2f} s")
        firsts = sorted(probed_s(_FIRST_ROWS, library) * 1e3 for _ in range(5))
        print(f"first run to first rows: {median(firsts):.0f} ms, {firsts[-1]:.0f} ms at most")
        pan()
        select(library)
    sort()


def probed_s(probe: str, library: Path) -> float:
    """Return the seconds that the program `probe` prints; it starts with an empty profile."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "probe.py"  # a file: the workers look for their main module
        script.write_text(probe, encoding="utf-8")
        command = [sys.executable, str(script), str(time.time()), str(library), f"{folder}/profile"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout.split()[-1])


def pan() -> None:
    """Pan through a hundred thousand candles with four curves in three panes."""
    canvas, process = _canvas()

    canvas.set_data(make_data(100_000), 50_000)
    for span in (200, 2_000, 100_000):
        canvas.show_range(BarRange(0, span))
        process()

        def step(bars: float = span / 300) -> None:
            canvas.pan(bars)
            process()

        took_ms = median(_timed(step) for _ in range(150)) * 1e3
        print(
            f"pan, {span:,} of 100,000 candles in view: {took_ms:.1f} ms, {1e3 / took_ms:.0f} fps"
        )


def select(library: Path) -> None:
    """Read, compute and draw the chart of one symbol after the other."""

    canvas, process = _canvas()
    language, nothing = LanguageService(), np.empty(0, dtype=np.int64)
    with open_library(library) as opened:
        symbols = opened.candles.symbols("1d")[:60]

        def show(symbol: str) -> None:
            asked = ChartRequest(symbol, "", "1d", None, FORMULA, {}, nothing)
            canvas.set_data(*prepare(opened, language, asked))
            process()

        took_ms = median(_timed(lambda symbol=symbol: show(symbol)) for symbol in symbols) * 1e3
    print(f"selection to drawn chart, 2,500 candles: {took_ms:.1f} ms")


def sort() -> None:
    """Sort a million matches."""

    store, rng = ResultStore(("rsi(close,14)",)), np.random.default_rng(1)
    for number in range(1_000):
        bars = np.sort(rng.choice(2_500, 1_000, replace=False))
        source = CountingSource(bars, float(rng.random() * 100))
        store.append(gather([SignalMatches(f"S{number:04d}", 1_000, source)]))
    for keys in (DEFAULT_SORT, (SortKey("symbol"),), (SortKey("close"), SortKey("symbol"))):
        took_ms = median(_timed(lambda keys=keys: sorted_rows(store, keys)) for _ in range(5)) * 1e3
        print(
            f"sort of {len(store):,} rows by {', '.join(k.column for k in keys)}: {took_ms:.0f} ms"
        )


def _canvas() -> tuple[object, Callable[[], None]]:
    """Return a shown canvas, and what paints it."""

    app = qt_application()
    app.setStyle("Fusion")
    app.setPalette(palette_of(load_theme("dark")))
    _keep_window_responsive()
    canvas = ChartCanvas(colors_of(load_theme("dark")))
    canvas.setStyleSheet(style_sheet(load_theme("dark")))
    canvas.resize(1200, 700)
    canvas.show()
    return canvas, QApplication.processEvents


def _timed(function: Callable[[], object]) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
