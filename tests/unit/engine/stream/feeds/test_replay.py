"""Candles of a library, played again."""

from __future__ import annotations

import math
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from engine.domain.candle import Candle
from engine.domain.date_range import DateRange
from engine.domain.live_status import ConnectionState
from engine.domain.series import to_ns
from engine.storage.in_memory import InMemoryCandleRepository
from engine.stream.feeds.merged import all_moments, iter_moments
from engine.stream.feeds.replay import MAX_SPEED, ReplayFeed
from tests.helpers.feed_sinks import RecordingSink
from tests.helpers.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.stream.bars.live_candle import LiveCandle

START = datetime(2024, 1, 1, tzinfo=UTC)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


def repository(**minutes: list[int]) -> InMemoryCandleRepository:
    made = InMemoryCandleRepository()
    for symbol, numbers in minutes.items():
        made.save_many(symbol, "1m", [Candle(minute(n), n, n, n, n, 1) for n in numbers])
    return made


class FakePacer:
    """A clock that moves on when somebody waits for it."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.waited: list[float] = []
        self.on_wait: Callable[[int], None] = lambda _count: None

    def now(self) -> float:
        return self.time

    def wait(self, condition: threading.Condition, seconds: float | None) -> None:
        if seconds is None:
            condition.wait(PATIENCE_S)
            return
        self.waited.append(round(seconds, 6))
        self.time += seconds
        condition.release()
        try:
            self.on_wait(len(self.waited))
        finally:
            condition.acquire()


def played(feed: ReplayFeed, sink: RecordingSink | None = None) -> list[tuple[str, int]]:
    sink = sink or RecordingSink()
    feed.run(sink)
    return [(s, (t - START) // timedelta(minutes=1)) for s, t, _ in sink.closed]


def test_symbols_are_merged_in_time_order() -> None:
    store = repository(B=[0, 2, 3], A=[0, 1, 3])
    expected = [("A", 0), ("B", 0), ("A", 1), ("B", 2), ("A", 3), ("B", 3)]
    assert played(ReplayFeed(store, "1m", speed=MAX_SPEED)) == expected


def test_clock_is_told_when_each_bar_has_ended() -> None:
    sink = RecordingSink()
    ReplayFeed(repository(A=[0, 5]), "1m", speed=MAX_SPEED).run(sink)
    assert sink.times == [to_ns(minute(1)), to_ns(minute(6))]


def test_only_the_asked_symbols_and_range_are_played() -> None:
    store = repository(A=list(range(10)), B=list(range(10)))
    span = DateRange(minute(3), minute(5))
    feed = ReplayFeed(store, "1m", ["B", "B", "NONE"], span, speed=MAX_SPEED)
    assert played(feed) == [("B", 3), ("B", 4), ("B", 5)]


def test_windows_of_time_give_the_same_as_everything_at_once() -> None:
    store = repository(A=list(range(0, 50, 2)), B=list(range(0, 50, 3)))
    moments = all_moments(store, "1m", ["A", "B"], 0, 2**62)
    whole = list(iter_moments(store, "1m", ["A", "B"], moments))
    assert list(iter_moments(store, "1m", ["A", "B"], moments, window_candles=6)) == whole
    assert [m.time_ns for m in whole] == moments.tolist()


def test_bars_come_at_the_speed_asked_for() -> None:
    pacer = FakePacer()
    played(ReplayFeed(repository(A=[0, 1, 2]), "1m", speed=60, pacer=pacer))
    assert pacer.waited == [1.0, 1.0]


def test_empty_stretch_lasts_no_longer_than_one_bar() -> None:
    pacer = FakePacer()
    played(ReplayFeed(repository(A=[0, 1, 900]), "1m", speed=60, pacer=pacer))
    assert pacer.waited == [1.0, 1.0]


def test_speed_changes_while_it_plays() -> None:
    pacer = FakePacer()
    feed = ReplayFeed(repository(A=[0, 1, 2, 3]), "1m", speed=60, pacer=pacer)
    pacer.on_wait = lambda count: feed.set_speed(120) if count == 2 else None
    played(feed)
    assert pacer.waited[:2] == [1.0, 1.0]
    assert pacer.waited[-1] == 0.5
    assert feed.speed == 120


def test_full_speed_waits_for_nothing() -> None:
    pacer = FakePacer()
    feed = ReplayFeed(repository(A=list(range(3_000))), "1m", speed=60, pacer=pacer)
    pacer.on_wait = lambda _count: feed.set_speed(math.inf)
    assert len(played(feed)) == 3_000
    assert len(pacer.waited) == 1


def test_seek_tells_the_sink_to_start_anew_and_goes_on_from_there() -> None:
    store = repository(A=list(range(6)))
    feed = ReplayFeed(store, "1m", speed=60, pacer=(pacer := FakePacer()))
    pacer.on_wait = lambda count: feed.seek(minute(1)) if count == 3 else None
    sink = RecordingSink()
    numbers = [n for _, n in played(feed, sink)]
    assert numbers == [0, 1, 2, 1, 2, 3, 4, 5]
    assert sink.restarts == [minute(1)]
    assert feed.position == minute(5)


def test_last_bars_are_those_of_all_symbols_together() -> None:
    store = repository(A=[*range(20)], SHORT=[25, 26])
    feed = ReplayFeed(store, "1m", speed=MAX_SPEED, last_bars=4)
    sink = RecordingSink()
    assert played(feed, sink) == [("A", 18), ("A", 19), ("SHORT", 25), ("SHORT", 26)]
    assert sink.restarts == [minute(18)]


@pytest.mark.parametrize("last_bars", [0, 3, 9])
def test_no_fewer_bars_than_there_are_are_all_played(last_bars: int) -> None:
    feed = ReplayFeed(repository(A=[0, 1, 2]), "1m", speed=MAX_SPEED, last_bars=last_bars)
    assert played(feed) == [("A", 0), ("A", 1), ("A", 2)]


def test_place_that_was_sought_before_the_start_goes_before_the_last_bars() -> None:
    feed = ReplayFeed(repository(A=[0, 1, 2, 3]), "1m", speed=MAX_SPEED, last_bars=1)
    feed.seek(minute(2))
    assert played(feed) == [("A", 2), ("A", 3)]


def test_seek_behind_the_end_ends_the_replay() -> None:
    feed = ReplayFeed(repository(A=[0, 1, 2]), "1m", speed=60, pacer=(pacer := FakePacer()))
    pacer.on_wait = lambda _count: feed.seek(minute(99))
    assert played(feed) == [("A", 0)]
    assert feed.status().state is ConnectionState.ENDED


def test_stop_ends_the_replay_between_two_bars() -> None:
    feed = ReplayFeed(repository(A=list(range(9))), "1m", speed=60, pacer=(pacer := FakePacer()))
    pacer.on_wait = lambda count: feed.stop() if count == 3 else None
    assert len(played(feed)) == 3
    assert feed.status().state is ConnectionState.STOPPED


def test_paused_replay_delivers_nothing_until_it_goes_on() -> None:
    feed = ReplayFeed(repository(A=list(range(5))), "1m", speed=60, pacer=(pacer := FakePacer()))
    states: list[ConnectionState] = []

    def pause_then_resume(count: int) -> None:
        if count != 2:
            return
        feed.pause()
        resumer.start()

    def resume() -> None:
        while feed.status().state is not ConnectionState.PAUSED:
            pass
        states.append(feed.status().state)
        feed.resume()

    resumer = threading.Thread(target=resume)
    pacer.on_wait = pause_then_resume
    assert len(played(feed)) == 5
    resumer.join()
    assert states == [ConnectionState.PAUSED]


def test_state_says_loading_until_the_first_candle_comes() -> None:
    seen: list[tuple[str, ConnectionState]] = []
    feed = ReplayFeed(repository(A=[0, 1, 2]), "1m", speed=MAX_SPEED)

    class Watching(RecordingSink):
        def on_restart(self, moment: datetime) -> None:
            super().on_restart(moment)
            seen.append(("restart", feed.status().state))

        def on_candles(self, candles: list[LiveCandle]) -> None:
            super().on_candles(candles)
            seen.append(("candle", feed.status().state))
            if len(seen) == 1:
                feed.seek(minute(1))

    feed.run(Watching())
    assert set(seen) == {("candle", ConnectionState.LIVE), ("restart", ConnectionState.LOADING)}


def test_status_counts_the_candles() -> None:
    feed = ReplayFeed(repository(A=[0, 1], B=[0, 1]), "1m", speed=MAX_SPEED)
    assert feed.status().state is ConnectionState.IDLE
    assert feed.position is None
    played(feed)
    assert feed.status().messages == 4


def test_library_without_such_candles_ends_at_once() -> None:
    feed = ReplayFeed(repository(A=[0]), "5m", speed=MAX_SPEED)
    assert played(feed) == []
    assert feed.status().state is ConnectionState.ENDED


@pytest.mark.parametrize("speed", [0, -1, math.nan])
def test_speed_that_is_not_positive_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        ReplayFeed(repository(A=[0]), "1m", speed=speed)
