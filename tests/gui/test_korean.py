"""The whole window in Korean: nothing that can be read is left in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from engine.language.functions.table import BY_NAME
from tests.helpers.window_texts import texts_of_windows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

FORMULA = "close > sma(close, 20) and rsi(close, 14) < 70"
DIALOGS = (
    "settings", "about", "log", "help", "why", "history", "save_as", "drafts", "watchlist",
    "import", "folder", "open", "export", "live_write",
)  # fmt: skip
_HANGUL = re.compile("[가-힣]")
_WORD = re.compile("[A-Za-z]{3,}")
_CODE = re.compile(r"[a-z_]+\(.*|.*[<>].*|(/|\w+://).*", re.DOTALL)  # formulas, paths, addresses
NAMES = frozenset(
    [
        "Formula", "Scanner",  # the program
        "English",  # a language in its own words
        "CSV", "csv", "Excel", "xlsx", "Parquet", "parquet",  # formats of files
        "utf", "euc",  # encodings
        "SYN", "Synthetic", "SAMPLE", "USD", "ACME",  # symbols of the samples
        "UTC", "America", "New", "York", "Europe", "London", "Berlin", "Asia", "Seoul", "Tokyo",
        "BTCUSDT", "ETHUSDT", "notify", "send", "symbol", "price",  # examples of what to type
    ]
)  # fmt: skip


CANDLES = "t,o,h,l,c,v\n" + "".join(f"2024-01-{day:02d},2,3,1,2,9\n" for day in range(2, 28))


@pytest.fixture
def scanned(korean: AppDriver) -> AppDriver:
    """Return the window in Korean after a scan, with a match chosen."""
    korean.scan(FORMULA)
    korean.scan_tab.results.select(0)
    return korean


def test_nothing_in_a_korean_window_is_english(scanned: AppDriver) -> None:
    for number in range(scanned.window.tabs.count()):
        scanned.window.tabs.setCurrentIndex(number)
        assert english() == set()


def test_nothing_in_a_korean_dialog_is_english(scanned: AppDriver, tmp_path: Path) -> None:
    candles = tmp_path / "ACME.csv"
    candles.write_text(CANDLES, encoding="utf-8")
    universe = scanned.scan_tab.panel.universe
    openers: dict[str, Callable[[], object]] = {
        **{name: scanned.action(name).trigger for name in DIALOGS},
        "import of a file": lambda: scanned.application.data.imports.preview([str(candles)]),
        "universe": lambda: universe.activated.emit(universe.count() - 1),
        "longer": scanned.application.data.presenter.choose_timeframe,
    }
    for name, opener in openers.items():
        opener()
        scanned.wait(lambda: dialogs(scanned))
        found = english()
        for dialog in dialogs(scanned):
            dialog.close()
        assert found == set(), name


def dialogs(driver: AppDriver) -> list[QWidget]:
    shown = (w for w in QApplication.topLevelWidgets() if w.isVisible())
    return [widget for widget in shown if widget is not driver.window]


def english() -> set[tuple[str, str]]:
    """Return what is neither Korean nor a name, with what it belongs to."""
    return {
        (owner, text)
        for owner, text in texts_of_windows()
        if not (text in BY_NAME or _HANGUL.search(text) or _CODE.fullmatch(text))
        and not NAMES.issuperset(_WORD.findall(text))
    }
