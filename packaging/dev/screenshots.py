"""Drives the real app and writes a screenshot of each tab and dialog, in both themes and languages.

screenshots.py FOLDER [--theme light|dark] [--language en|ko]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
THEMES, LANGUAGES = ("light", "dark"), ("en", "ko")
FORMULA = (
    "# a pullback in an up trend, on volume\n"
    "param limit = 45\n"
    "close > sma(close, 50) and rsi(close, 14) < limit and volume > 1.2 * sma(volume, 20)"
)
CANDLES = "Date,Open,High,Low,Close,Volume\n" + "".join(
    f"2024-01-{day:02d},{day + 10},{day + 11},{day + 9.5},{day + 10.5},{day * 1000}\n"
    for day in range(2, 28)
)
SIZE = (1560, 960)
LIMIT_MS = 60_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--library", type=Path)
    args = parser.parse_args()
    if args.theme and args.language:
        return Shots(args.folder, args.theme, args.language, args.library).take()
    return take_all(args.folder)


def take_all(folder: Path) -> int:
    """Start the app anew for each look, as a user would."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        library = Path(temporary) / "sample.fslib"
        from engine.storage.maintenance.sample import write_sample  # noqa: PLC0415 - the path is set above

        write_sample(library)
        for language in LANGUAGES:
            for theme in THEMES:
                command = [sys.executable, __file__, str(folder), "--theme", theme]
                command += ["--language", language, "--library", str(library)]
                subprocess.run(command, check=True, cwd=ROOT)
    print(f"{len(list(folder.glob('*.png')))} screenshots in {folder}")
    return 0


class Shots:
    """One run of the app in one theme and language."""

    def __init__(self, folder: Path, theme: str, language: str, library: Path | None) -> None:
        self.folder, self.suffix = folder, f"{theme}-{language}"
        self.profile = tempfile.TemporaryDirectory()
        settings = f'theme = "{theme}"\nlanguage = "{language}"\n'
        Path(self.profile.name, "settings.toml").write_text(settings, encoding="utf-8")
        self.library = library

    def take(self) -> int:
        from scanner_app.app import create  # noqa: PLC0415 - the path is set above
        from scanner_app.application import Application  # noqa: PLC0415 - likewise
        from scanner_app.views.scan.scan_tab import ScanTab  # noqa: PLC0415 - likewise

        library = self.library or Path(self.profile.name, "library.fslib")
        self.window = create(["x", "--profile", self.profile.name, "--library", str(library)])
        self.window.resize(*SIZE)
        self.application = self.window.findChild(Application)
        self.tab = self.window.findChild(ScanTab)
        try:
            self.run()
        finally:
            self.window.close()
            self.profile.cleanup()
        return 0

    def run(self) -> None:
        from scanner_app.services.scan.scan_types import RangeKind, ScanRange  # noqa: PLC0415 - likewise

        tab = self.tab
        self.until(lambda: bool(self.window.workers.text()))
        tab.formula.editor.replace_text(FORMULA)
        tab.panel.range.choose(ScanRange(RangeKind.LAST_N, 500))
        self.wait(400)
        self.application.scan.presenter.run()
        self.until(lambda: not self.application.scan.scans.is_running)
        self.until(lambda: self.application.scan.results.is_settled)
        tab.results.select(3)
        self.wait(800)
        self.save("scan")
        tab.results.tools.group.click()
        tab.results.tools.timeline.click()
        self.wait(600)
        self.save("scan-groups")
        tab.panel.range.choose(ScanRange(RangeKind.LATEST))
        self.wait(100)
        self.save("scan-latest")
        for number in range(1, self.window.tabs.count()):
            self.window.tabs.setCurrentIndex(number)
            self.wait(500)
            widget = self.window.tabs.widget(number)
            self.save(widget.objectName().removesuffix("Tab") or f"tab{number}")
        self.window.tabs.setCurrentIndex(0)
        for name, action in self.dialogs().items():
            self.dialog(name, action)
        self.empty()

    def dialogs(self) -> dict[str, Callable[[], object]]:
        """Return what opens each dialog."""
        app, tab = self.application, self.tab
        candles = Path(self.profile.name, "ACME.csv")
        candles.write_text(CANDLES, encoding="utf-8")
        names = ("settings", "about", "log", "help", "why", "history", "save_as", "drafts")
        return {
            **{name: app.commands.action(name).trigger for name in names},
            "outcome": lambda: tab.progress.outcome_clicked.emit("hit"),
            "universe": lambda: tab.panel.universe.activated.emit(tab.panel.universe.count() - 1),
            "watchlist": app.commands.action("watchlist").trigger,
            "columns": lambda: tab.results.tools.columns.menu().popup(self.window.pos()),
            "repeat": lambda: tab.panel.repeat.menu().popup(self.window.pos()),
            "import": lambda: self.look_at(candles),
            "longer": app.data.presenter.choose_timeframe,
            "error": lambda: app.program.presenter.show_failure(
                ZeroDivisionError("division by zero")
            ),
        }

    def look_at(self, candles: Path) -> None:
        """Open the import dialog and wait until it shows what is in the file."""
        from PySide6.QtWidgets import QTableView  # noqa: PLC0415 - only the child needs Qt

        from scanner_app.dialogs.import_dialog import ImportDialog  # noqa: PLC0415 - likewise

        self.application.data.imports.preview([str(candles)])
        self.until(lambda: bool(self.window.findChildren(ImportDialog)))
        (opened,) = self.window.findChildren(ImportDialog)
        tables = opened.findChildren(QTableView)
        self.until(lambda: all(table.model().rowCount() for table in tables))

    def dialog(self, name: str, action: Callable[[], object]) -> None:
        """Open a dialog, save what it looks like and close it."""
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only the child needs Qt

        action()
        self.wait(500)
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                self.save(f"dialog-{name}", widget)
                widget.close()
        self.wait(50)

    def empty(self) -> None:
        """Save what the window says where there is nothing yet, and where something is wrong."""
        editor = self.tab.formula.editor
        editor.replace_text("param n = 20\nclose > smaa(close, n) and (rsi(close, 14) < 40")
        self.wait(400)
        editor.setFocus()
        self.save("problems")
        data = self.application.data.presenter
        data.open_library(str(Path(self.profile.name, "empty.fslib")))
        self.until(lambda: self.application.core.library.contents.is_empty)
        for number in range(self.window.tabs.count()):
            self.window.tabs.setCurrentIndex(number)
            self.wait(300)
            self.save(f"empty{number}")

    def save(self, name: str, widget: QWidget | None = None) -> None:
        path = self.folder / f"{name}-{self.suffix}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        (widget or self.window).grab().save(str(path))
        print(path)

    def wait(self, ms: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - only the child needs Qt

        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], bool]) -> None:
        waited = 0
        while not condition():
            self.wait(20)
            waited += 20
            if waited > LIMIT_MS:
                raise SystemExit("The app did not come to the expected state in time")


if __name__ == "__main__":
    sys.exit(main())
