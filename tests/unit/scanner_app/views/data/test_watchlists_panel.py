"""The watchlists on the Data tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner_app.icons import Icons
from scanner_app.theme import load_theme
from scanner_app.views.data.watchlists_panel import WatchlistsPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def panel(qtbot: QtBot) -> WatchlistsPanel:
    panel = WatchlistsPanel(Icons(load_theme("light")))
    qtbot.addWidget(panel)
    panel.show_lists({"Mine": ("AAA", "NOSUCH")})
    return panel


def test_a_symbol_that_the_library_does_not_have_is_named(panel: WatchlistsPanel) -> None:
    panel.show_known({"AAA", "BBB"})
    assert panel.unknown.text() == "Not in the library: NOSUCH"
    panel.symbols.setPlainText("AAA, BBB")
    assert panel.unknown.text() == ""
    panel.symbols.setPlainText("AAA\nCCC DDD")
    assert panel.unknown.text() == "Not in the library: CCC, DDD"


def test_an_empty_library_knows_no_symbol_and_says_nothing(panel: WatchlistsPanel) -> None:
    panel.show_known([])
    assert panel.unknown.text() == ""


def test_hundreds_of_unknown_symbols_take_a_few_lines(panel: WatchlistsPanel) -> None:
    panel.show_known({"AAA"})
    panel.symbols.setPlainText(", ".join(f"SYMBOL{number}" for number in range(500)))
    assert panel.unknown.text().endswith("…")
    assert len(panel.unknown.text()) < 150
