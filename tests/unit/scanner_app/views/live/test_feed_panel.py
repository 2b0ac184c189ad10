"""The first row of the Live tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner_app.icons import Icons
from scanner_app.theme import load_theme
from scanner_app.views.live.feed_panel import FeedPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def panel(qtbot: QtBot) -> FeedPanel:
    made = FeedPanel(Icons(load_theme("dark")))
    qtbot.addWidget(made)
    return made


def test_what_was_chosen_another_time_is_kept_until_it_is_offered(panel: FeedPanel) -> None:
    panel.choose("replay", "", "1h", "", "Mine")
    assert (panel.saved_timeframe, panel.saved_watchlist) == ("1h", "Mine")
    panel.set_timeframes(("1d", "1h"))
    panel.offer_watchlists(["Mine"])
    assert (panel.timeframe.currentText(), panel.watchlist) == ("1h", "Mine")


def test_what_the_user_chooses_goes_before_what_was_saved(panel: FeedPanel) -> None:
    panel.choose("replay", "", "1d", "", "Gone")
    panel.universe.activated.emit(0)
    panel.offer_watchlists(["Gone"])
    assert panel.saved_watchlist == ""
