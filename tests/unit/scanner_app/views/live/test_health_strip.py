"""The line of figures and what the feed says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.domain.live_status import (
    ConnectionState,
    FeedStatus,
    Health,
    SessionStatus,
    SinkStatus,
)
from engine.messages import Message
from scanner_app.views.live.health_strip import HealthStrip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def strip(qtbot: QtBot) -> HealthStrip:
    made = HealthStrip()
    qtbot.addWidget(made)
    return made


@pytest.mark.usefixtures("korean")
def test_what_a_feed_says_is_shown_in_the_windows_language(strip: HealthStrip) -> None:
    reason = Message("system.connection-refused")
    note = Message("live.broken", reason=reason, pause_s=1.5)
    strip.show_status(SessionStatus(FeedStatus(ConnectionState.LIVE, note)))
    assert strip.detail.text() == "연결이 거부되었습니다. 1.5초 뒤 다시 시도"


def test_faults_and_doubts_stand_behind_what_the_feed_says(strip: HealthStrip) -> None:
    note = Message("live.broken", reason="gone", pause_s=1.5)
    sinks = [SinkStatus("webhook", last_error="no answer")]
    feed = FeedStatus(ConnectionState.RECONNECTING, note)
    strip.show_status(SessionStatus(feed, sinks=sinks, unsettled=("weekly",)))
    assert strip.state.text() == "Reconnecting"
    assert strip.detail.text() == (
        "gone; trying again in 1.5 s · webhook: no answer · "
        "weekly: not settled, that takes more bars than are kept here"
    )


def test_silent_symbols_are_named(strip: HealthStrip) -> None:
    strip.show_status(SessionStatus(health=Health(stale_symbols=("A", "B"))))
    assert strip.figures["stale"].text() == "2"
    assert strip.figures["stale"].toolTip() == "A, B"
    assert strip.figures["stale"].property("role") == "warning"


def test_alerts_that_were_not_told_are_counted_with_the_way_and_the_reason(
    strip: HealthStrip,
) -> None:
    strip.show_status(SessionStatus())
    assert strip.figures["undelivered"].text() == "0"
    sinks = [
        SinkStatus("command", dropped=7_428),
        SinkStatus("webhook", failures=2, last_error="no answer"),
    ]
    strip.show_status(SessionStatus(sinks=sinks))
    assert strip.figures["undelivered"].text() == "7,430"
    assert (
        strip.figures["undelivered"].toolTip()
        == "Command: 7,428 (too slow)\nWebhook: 2 (no answer)"
    )
    assert strip.figures["undelivered"].property("role") == "warning"


def test_dropped_candles_are_told_apart_by_their_reason(strip: HealthStrip) -> None:
    strip.show_status(SessionStatus(FeedStatus(malformed=2), Health(dropped=5)))
    tip = strip.figures["dropped"].toolTip()
    assert tip == "2 could not be read, 3 were older than what is kept"


def test_long_sentence_does_not_widen_the_window(strip: HealthStrip) -> None:
    strip.show_state("Failed", "bad", "short")
    width = strip.minimumSizeHint().width()
    strip.show_state("Failed", "bad", "a very long sentence " * 20)
    assert strip.minimumSizeHint().width() <= width + 60
    assert strip.detail.toolTip() == strip.detail.text()


def test_hits_of_an_earlier_session_are_counted_in_the_tooltip(strip: HealthStrip) -> None:
    strip.show_status(SessionStatus(health=Health(hits=2, repeated=11)))
    assert strip.figures["hits"].toolTip() == "11 notified in an earlier session"
    strip.show_status(SessionStatus(health=Health(hits=2)))
    assert strip.figures["hits"].toolTip() == ""
