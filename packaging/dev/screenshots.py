"""Drives the real app and writes a screenshot of each tab, in both themes and languages.

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

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
THEMES, LANGUAGES = ("light", "dark"), ("en", "ko")
FORMULA = (
    "# a pullback in an up trend, on volume\n"
    "param limit = 45\n"
    "close > sma(close, 50) and rsi(close, 14) < limit and volume > 1.2 * sma(volume, 20)"
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
        from engine.storage.sample import write_sample  # noqa: PLC0415 - the path is set above

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

        library = self.library or Path(self.profile.name, "library.fslib")
        self.window = create(["x", "--profile", self.profile.name, "--library", str(library)])
        self.window.resize(*SIZE)
        self.services = self.window.application.services
        try:
            self.run()
        finally:
            self.window.close()
            self.profile.cleanup()
        return 0

    def run(self) -> None:
        from scanner_app.services.scan_types import RangeKind, ScanRange  # noqa: PLC0415 - likewise

        tab = self.window.scan_tab
        self.until(lambda: bool(self.window.workers.text()))
        tab.formula.editor.replace_text(FORMULA)
        tab.panel.range.choose(ScanRange(RangeKind.LAST_N, 500))
        self.wait(400)
        self.window.application.scan.run()
        self.until(lambda: not self.services.scans.is_running)
        self.until(lambda: self.services.results.is_settled)
        tab.results.select(3)
        self.wait(800)
        self.save("scan")
        tab.results.tools["group"].click()
        tab.results.tools["timeline"].click()
        self.wait(600)
        self.save("scan-groups")
        for number in range(1, self.window.tabs.count()):
            self.window.tabs.setCurrentIndex(number)
            self.wait(500)
            widget = self.window.tabs.widget(number)
            self.save(widget.objectName().removesuffix("Tab") or f"tab{number}")

    def save(self, name: str) -> None:
        path = self.folder / f"{name}-{self.suffix}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(path))
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
