"""Live sessions without a window and without a thread."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from engine.domain.formula import Formula
from engine.domain.hit_policy import HitPolicy
from scanner_app.models.live_hits_model import LiveHitsModel
from scanner_app.models.live_watch_model import LiveWatchModel
from scanner_app.presenters.live.live_presenter import LivePresenter
from scanner_app.records.hits import HitBatch, Holding
from scanner_app.records.watched import Watched
from scanner_app.services.live.live_types import (
    FeedKind,
    LiveEnd,
    LiveState,
    LiveUpdate,
)
from scanner_app.view_states import FeedState
from tests.helpers.presenter_fakes import (
    FakeFeedView,
    FakeHitsView,
    FakeLibrary,
    FakeLive,
    FakeLiveChart,
    FakeWatchlists,
)

NOON = datetime(2024, 1, 2, 12, tzinfo=UTC)


class FakeHealth:
    def __init__(self) -> None:
        self.state: tuple[str, str, str] = ("", "", "")
        self.status: Any = None

    def show_state(self, text: str, role: str, detail: str = "") -> None:
        self.state = (text, role, detail)

    def show_status(self, status: Any) -> None:
        self.status = status


class FakeHitOptions(QObject):
    changed = Signal()
    value = HitPolicy()


class FakeNotifier:
    def __init__(self) -> None:
        self.batches: list[Any] = []

    def add(self, batch: Any) -> None:
        self.batches.append(batch)


class Parts:
    def __init__(self) -> None:
        self.feed, self.health, self.hits_view = FakeFeedView(), FakeHealth(), FakeHitsView()
        self.chart, self.hit_options = FakeLiveChart(), FakeHitOptions()
        self.hits, self.watched = LiveHitsModel(), LiveWatchModel()
        self.live, self.notifier, self.n_prepared = FakeLive(), FakeNotifier(), 0
        self.library = FakeLibrary(Path("x.fslib"))
        self.presenter = LivePresenter(
            self.feed, self.health, self.hits_view, self.chart, self.hit_options,
            hits=self.hits, watched=self.watched, live=self.live, notifier=self.notifier,
            library=self.library, watchlists=FakeWatchlists(mine=("A", "B")),
            workspace=Path("w"), prepare=self._prepare,
        )  # fmt: skip
        self.failures: list[Exception] = []
        self.presenter.failed.connect(self.failures.append)
        self.n_saved = 0
        self.presenter.saved.connect(self._on_saved)
        self.watched.put(Watched("a", Formula("a", "A", "close > 1")))

    def _prepare(self) -> None:
        self.n_prepared += 1

    def _on_saved(self) -> None:
        self.n_saved += 1


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def batch(first: int = 0) -> HitBatch:
    def objects(*values: object) -> np.ndarray:
        column = np.empty(len(values), dtype=object)
        column[:] = values
        return column

    prices = {name: np.array([1.0]) for name in ("open", "high", "low", "close", "volume")}
    times = np.array([1], dtype=np.int64)
    return HitBatch(
        first, objects("A"), objects("F"), objects("a"), times, times, prices, np.array([True]),
        objects(()), objects(()),
    )  # fmt: skip


def test_a_session_begins_with_what_the_panels_say(parts: Parts) -> None:
    parts.feed.now = FeedState(timeframe="1w", symbols=("X",), n_bars=50, speed=10.0)
    parts.feed.start_requested.emit()
    request = parts.live.request
    assert (request.feed.timeframe, request.feed.symbols, request.feed.n_bars) == ("1w", ("X",), 50)
    assert [formula.name for formula in request.formulas] == ["A"]
    assert (request.library, request.workspace) == (Path("x.fslib"), Path("w"))
    assert parts.n_prepared == 1


def test_a_watchlist_gives_the_symbols(parts: Parts) -> None:
    parts.feed.now = FeedState(timeframe="1d", watchlist="mine")
    assert parts.presenter.feed_options().symbols == ("A", "B")


@pytest.mark.parametrize(("arriving", "expected"), [("1d", ""), ("1m", "1m"), ("", "")])
def test_candles_of_the_same_length_need_no_roll_up(
    parts: Parts, arriving: str, expected: str
) -> None:
    parts.feed.now = FeedState(timeframe="1d", arriving=arriving)
    assert parts.presenter.feed_options().feed_timeframe == expected


@pytest.mark.parametrize(
    ("kind", "address", "text"),
    [
        (FeedKind.LINES, " ", "an address or a file"),
        (FeedKind.SOCKET, "", "an address or a file"),
        (FeedKind.SOCKET, "http://x", "starts with ws://"),
    ],
)
def test_a_wrong_address_is_said_before_a_session_begins(
    parts: Parts, kind: FeedKind, address: str, text: str
) -> None:
    parts.feed.now = FeedState(kind, address, "1m")
    parts.presenter.start()
    assert parts.live.request is None
    assert parts.health.state[:2] == ("Not started", "bad")
    assert text in parts.hits_view.empty
    assert parts.feed.shown["focus"]


def test_a_wrong_formula_is_named_before_a_session_begins(parts: Parts) -> None:
    wrong = Watched("b", Formula("b", "B", "close >"), problem="no end", is_sound=False)
    parts.watched.put(wrong)
    parts.presenter.start()
    assert parts.live.request is None
    assert "“B” has an error: no end" in parts.hits_view.empty


def test_a_session_begins_with_empty_tables(parts: Parts) -> None:
    parts.hits.append(batch())
    parts.presenter.start()
    assert parts.hits.rowCount() == 0
    assert (parts.hits_view.holding, parts.chart.n_clears) == ((), 1)
    assert "Watching" in parts.hits_view.empty
    assert parts.live.calls == [("select", None)]


def test_a_session_without_formulas_says_how_to_get_one(parts: Parts) -> None:
    parts.watched.remove("a")
    parts.presenter.start()
    assert "No formula is watched" in parts.hits_view.empty


def test_an_update_shows_what_is_new_and_nothing_else(parts: Parts) -> None:
    parts.live.updated.emit(LiveUpdate(1))
    assert (parts.feed.shown, parts.chart.charts, parts.hits_view.n_refreshes) == ({}, [], 0)
    hits, status = batch(), object()
    holding = (Holding("A", "a", "F", 1, 1.0),)
    parts.live.updated.emit(
        LiveUpdate(
            1, hits=hits, holding=holding, counts={"a": (1, 1)}, chart="chart", status=status,
            position=NOON, span=(0, 9),
        )
    )  # fmt: skip
    assert parts.hits.rowCount() == 1
    assert parts.notifier.batches == [hits]
    assert (parts.hits_view.holding, parts.chart.charts) == (holding, ["chart"])
    assert (parts.feed.shown["span"], parts.feed.shown["position"]) == ((0, 9), NOON)
    assert parts.health.status is status
    assert (parts.hits_view.n_refreshes, parts.hits_view.n_firsts) == (1, 1)


def test_a_session_that_ends_without_hits_says_so(parts: Parts) -> None:
    parts.presenter.start()
    parts.live.ended.emit(LiveEnd(1))
    assert (parts.hits_view.empty, parts.failures, parts.n_saved) == ("No hits.", [], 0)


@pytest.mark.parametrize(("can_mend", "n_failures"), [(True, 0), (False, 1)])
def test_a_failure_is_shown_and_reported_unless_the_user_can_mend_it(
    parts: Parts, can_mend: bool, n_failures: int
) -> None:
    parts.live.ended.emit(LiveEnd(1, OSError("line is dead"), can_mend))
    assert parts.health.state[:2] == ("Failed", "bad")
    assert "line is dead" in parts.hits_view.empty
    assert len(parts.failures) == n_failures


def test_saved_candles_are_announced_at_the_end(parts: Parts) -> None:
    parts.feed.now = FeedState(FeedKind.LINES, "x.jsonl", "1m", saves=True)
    parts.presenter.start()
    parts.live.ended.emit(LiveEnd(1))
    assert parts.n_saved == 1


def test_other_hit_options_apply_at_once(parts: Parts) -> None:
    parts.hit_options.changed.emit()
    assert parts.live.calls == [("hits", HitPolicy())]


def test_stopping_is_shown(parts: Parts) -> None:
    parts.live.go(LiveState.STOPPING)
    assert parts.health.state[0] == "Stopping"


def test_a_second_start_and_one_without_a_library_do_nothing(parts: Parts) -> None:
    parts.presenter.start()
    first = parts.live.request
    parts.presenter.start()
    assert parts.live.request is first
    parts.live.go(LiveState.IDLE)
    parts.library.library = None
    parts.presenter.start()
    assert parts.live.request is first
