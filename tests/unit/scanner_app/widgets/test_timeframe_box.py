from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.domain.timeframe import Timeframe
from scanner_app.texts import timeframe_text
from scanner_app.widgets.timeframe_box import TimeframeBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def box(qtbot: QtBot) -> TimeframeBox:
    made = TimeframeBox()
    qtbot.addWidget(made)
    return made


def test_the_chosen_timeframe_stays_while_it_is_offered(box: TimeframeBox) -> None:
    box.offer(["1m", "1h", "1d"], "1d")
    assert box.chosen == "1d"
    box.choose("1h")
    box.offer(["1h", "1w"], "1w")
    assert box.chosen == "1h"
    box.offer(["1m", "1w"], "1w")
    assert box.chosen == "1w"


def test_the_first_is_taken_where_the_usual_one_is_not_offered(box: TimeframeBox) -> None:
    box.offer(["1m", "1h"], "1d")
    assert box.chosen == "1m"
    box.choose("1M")
    assert box.chosen == "1m"
    box.offer([])
    assert box.chosen == ""


def test_a_choice_is_told_by_its_public_name(box: TimeframeBox, qtbot: QtBot) -> None:
    box.offer(["1m", "1d"])
    with qtbot.waitSignal(box.chosen_changed) as told:
        box.choose("1d")
    assert told.args == ["1d"]


@pytest.mark.usefixtures("korean")
def test_timeframes_are_shown_in_korean_and_told_by_their_names(box: TimeframeBox) -> None:
    box.offer([str(each) for each in Timeframe], "1M")
    assert (box.currentText(), box.chosen) == ("월봉", "1M")
    assert timeframe_text("1m") == "1분봉"


def test_english_shows_the_public_names(box: TimeframeBox) -> None:
    box.offer(["4h"])
    assert box.currentText() == "4h"
