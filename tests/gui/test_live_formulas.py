"""The Live tab and the editor: a text that has an error is never watched as what it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from engine.domain.formula import Formula
from scanner_app.records.watched import EDITOR, Watched
from scanner_app.services.live.live_types import LiveState
from tests.helpers.live_driver import REAL_TIME, TOP_SPEED, LiveDriver

if TYPE_CHECKING:
    from tests.helpers.app_driver import AppDriver

pytestmark = pytest.mark.gui
GOOD, WRONG = "close > sma(close, 20)", "close > smaa(close, 20)"
_CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def live(app: AppDriver) -> LiveDriver:
    """Return the Live tab on the sample library."""
    return LiveDriver(app)


def tick_editor(live: LiveDriver, state: Qt.CheckState) -> None:
    """Tick the editor's formula, or take the tick away."""
    live.tab.watch_model.setData(live.tab.watch_model.index(0, 0), state.value, _CHECK)


def watched_texts(live: LiveDriver) -> list[str]:
    """Return the texts that the session is to watch."""
    return [formula.expression for formula in live.tab.watch_model.watched]


@pytest.mark.parametrize(("wrong", "said"), [(WRONG, "smaa"), ("close", "a number")])
def test_text_with_an_error_is_not_started_and_the_tab_says_why(
    live: LiveDriver, wrong: str, said: str
) -> None:
    live.app.write(GOOD)
    live.app.write(wrong)
    live.choose_replay()
    live.app.click("startLiveButton")
    assert live.service.state is LiveState.IDLE
    assert live.app.find("liveState", QLabel).text() == "Not started"
    assert said in live.app.find("liveDetail", QLabel).text()
    assert said in live.app.find("liveFormulaProblem", QLabel).text()


def test_parameter_out_of_range_is_not_started(live: LiveDriver) -> None:
    live.app.write("param length = 20\nclose > sma(close, length)")
    live.app.set_parameter("length", 99_999)
    live.choose_replay()
    live.app.click("startLiveButton")
    assert live.service.state is LiveState.IDLE
    assert "must be from 1 to 10000" in live.app.find("liveDetail", QLabel).text()


def test_text_that_has_not_settled_yet_is_checked_before_the_start(live: LiveDriver) -> None:
    live.app.write(GOOD)
    live.app.scan_tab.formula.editor.replace_text(WRONG)
    live.choose_replay()
    live.app.click("startLiveButton")
    assert live.service.state is LiveState.IDLE


def test_emptied_editor_is_not_watched_any_more(live: LiveDriver) -> None:
    live.app.write(GOOD)
    live.app.write("")
    assert watched_texts(live) == []


def test_text_with_an_error_that_is_not_ticked_does_not_keep_others_from_starting(
    live: LiveDriver,
) -> None:
    live.app.write(WRONG)
    tick_editor(live, Qt.CheckState.Unchecked)
    live.tab.watch_model.put(Watched("it", Formula("it", "it", GOOD)))
    assert live.app.find("liveFormulaProblem", QLabel).text() == ""
    live.choose_replay()
    live.start()
    live.wait_for_end()
    assert {formula for formula, _, _ in live.hits()} == {"it"}


def test_running_session_goes_on_with_the_earlier_text_and_says_so(live: LiveDriver) -> None:
    live.app.write(GOOD)
    live.choose_replay(REAL_TIME)
    live.start()
    live.app.write(WRONG)
    assert "the earlier text goes on" in live.app.find("liveFormulaProblem", QLabel).text()
    assert watched_texts(live) == [GOOD]
    live.choose_replay(TOP_SPEED)
    live.wait_for_end()
    assert live.hits()
    assert watched_texts(live) == []  # the next session would not be this text's
    assert live.tab.watch_model.find(EDITOR).formula.expression == WRONG


def test_earlier_text_does_not_come_back_with_the_tick(live: LiveDriver) -> None:
    live.app.write(GOOD)
    live.choose_replay(REAL_TIME)
    live.start()
    live.app.write(WRONG)
    tick_editor(live, Qt.CheckState.Unchecked)
    tick_editor(live, Qt.CheckState.Checked)
    assert watched_texts(live) == []
    live.stop()
