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


def test_feeds_of_packages_are_offered_behind_the_programs_own(panel: FeedPanel) -> None:
    panel.offer_packages(["count", "other"])
    panel.feed.setCurrentIndex(3)
    assert (panel.kind, panel.package, panel.saved_feed) == ("package", "count", "package:count")
    assert not panel.address.isHidden()
    assert panel.browse.isHidden()


def test_the_feed_of_a_package_is_chosen_once_it_is_offered(panel: FeedPanel) -> None:
    panel.choose("package:count", "5", "1m", "")
    assert (panel.kind, panel.saved_feed) == ("replay", "package:count")
    panel.offer_packages(["count"])
    assert (panel.kind, panel.package, panel.address.text()) == ("package", "count", "5")
    assert panel.timeframe.currentText() == "1m"


def test_another_feed_that_the_user_chooses_stays(panel: FeedPanel) -> None:
    panel.choose("package:count", "", "1m", "")
    panel.feed.activated.emit(0)
    panel.offer_packages(["count"])
    assert panel.kind == "replay"
