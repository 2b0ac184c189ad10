"""The choice of a feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner_app.presenters.live.feed_presenter import FeedPresenter
from scanner_app.services.live.live_types import LiveState
from scanner_app.view_states import FeedState
from tests.helpers.presenter_fakes import (
    FakeFeedView,
    FakeLibrary,
    FakeLive,
    FakeWatchlists,
    contents_of,
)


class Parts:
    def __init__(self) -> None:
        self.view, self.live = FakeFeedView(), FakeLive()
        self.library = FakeLibrary(Path("x.fslib"), contents_of(d1=["A", "B"], w1=["A"]))
        self.watchlists = FakeWatchlists()
        self.presenter = FeedPresenter(
            self.view, live=self.live, library=self.library, watchlists=self.watchlists
        )


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_symbols_are_counted_in_the_chosen_timeframe(parts: Parts) -> None:
    assert parts.view.shown["n_symbols"] == 2
    parts.view.now = FeedState(timeframe="1w")
    parts.view.feed_changed.emit()
    assert parts.view.shown["n_symbols"] == 1


def test_what_the_library_has_is_offered(parts: Parts) -> None:
    parts.library.change(contents_of(d1=["A"]))
    assert parts.view.shown["timeframes"] == ("1d",)
    parts.watchlists.save("mine", ())
    assert parts.view.shown["watchlists"] == ["mine"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (LiveState.STARTING, (True, True)),
        (LiveState.RUNNING, (True, True)),
        (LiveState.STOPPING, (True, False)),
        (LiveState.IDLE, (False, False)),
    ],
)
def test_start_and_stop_are_offered_when_they_make_sense(
    parts: Parts, state: LiveState, expected: tuple[bool, bool]
) -> None:
    parts.live.go(state)
    assert parts.view.shown["running"] == expected


def test_the_controls_of_a_replay_reach_the_session(parts: Parts) -> None:
    parts.view.now = FeedState(timeframe="1d", speed=60.0)
    parts.view.speed_changed.emit()
    parts.view.paused.emit(True)
    parts.view.seek_requested.emit("moment")
    parts.view.stop_requested.emit()
    assert parts.live.calls == [("speed", 60.0), ("paused", True), ("seek", "moment"), ("stop",)]
