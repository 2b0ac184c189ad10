from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner_app.icons import Icons
from scanner_app.services.live.live_settings import LiveSettings
from scanner_app.theme import load_theme
from scanner_app.views.live.feed_controls import FeedControls

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("index", [-7, 2**31 - 1])
def test_entry_that_a_list_has_not_leaves_the_choice_as_it_is(qtbot: QtBot, index: int) -> None:
    controls = FeedControls(Icons(load_theme("dark")))
    qtbot.addWidget(controls)
    before = controls.state()
    controls.restore(LiveSettings(speed=index, replay_start=index))
    after = controls.state()
    assert (after.n_bars, after.speed) == (before.n_bars, before.speed)
